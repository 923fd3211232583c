using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Policies.Contract;

namespace Tutela.Web.Modules.Access.Networks;

/// <summary>The terms for own devices, for everybody who might bring one: read, accepted, kept in the words that they had.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class OwnDeviceModel(TutelaDb db, CurrentUser user, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public TermsInput Input { get; set; } = new();

    public sealed class TermsInput
    {
        public bool Accepted { get; set; }
    }

    public IReadOnlyList<string> Terms => pack.Settings.Access.OwnDeviceTerms;
    public string Network => pack.Settings.OwnDeviceNetwork.Name;
    public OwnDeviceAcceptance? Acceptance { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.TermsAccepted);
        if (Acceptance is not null) throw new Refused("You have accepted these terms already.");
        if (!Input.Accepted) throw new Refused("Read the terms and tick the box", "Input.Accepted");
        var now = clock.GetUtcNow();
        var row = new OwnDeviceAcceptance { Id = Guid.CreateVersion7(now), PersonId = user.PersonId, TermsDigest = OwnDeviceAcceptance.Digest(Terms), Terms = string.Join('\n', Terms), At = now };
        db.Add(row);
        audit.Record(AccessProcesses.TermsAccepted, nameof(OwnDeviceAcceptance), row.Id, aboutPersonId: user.PersonId);
        TempData["Success"] = "Your acceptance is kept. ICT support can let your device on.";
        return Redirect(scope.Href("own-device"));
    }

    private async Task LoadAsync()
    {
        var digest = OwnDeviceAcceptance.Digest(Terms);
        Acceptance = await db.Set<OwnDeviceAcceptance>().AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == user.PersonId && a.TermsDigest == digest);
    }
}
