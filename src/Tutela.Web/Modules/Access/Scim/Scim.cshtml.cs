using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Mailboxes;

namespace Tutela.Web.Modules.Access.Scim;

/// <summary>Sets up the push of accounts to the school's directory and says how it goes.</summary>
[For(Role.ComputingLead, Role.Administrator)]
public sealed class ScimModel(TutelaDb db, IDataProtectionProvider protection, IConfiguration configuration, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public ScimInput Input { get; set; } = new();

    public sealed class ScimInput
    {
        public string? Address { get; set; }
        public string? Token { get; set; }
        public string? Domain { get; set; }
    }

    public ScimTarget? Target { get; private set; }
    public IReadOnlyList<SelectListItem> Domains { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.ScimChanged);
        if (Target is not null) throw new Refused("A directory is set up already. Take it off first.");
        var address = Input.Address?.Trim();
        if (ScimTarget.AddressFault(address, configuration.GetValue<bool>("Tutela:Scim:Loopback")) is { } fault) throw new Refused(fault, "Input.Address");
        if (string.IsNullOrWhiteSpace(Input.Token) || Input.Token.Length > ScimTarget.TokenMaxLength) throw new Refused("Enter the token that the directory gave", "Input.Token");
        if (!Domains.Any(d => d.Value == Input.Domain)) throw new Refused("Choose the domain of the accounts", "Input.Domain");
        var now = clock.GetUtcNow();
        var target = new ScimTarget { Id = Guid.CreateVersion7(now), Address = address!, Domain = Input.Domain!, ProtectedToken = protection.CreateProtector(ScimPush.Purpose).Protect(Input.Token.Trim()), AddedAt = now };
        target.Now(now);
        db.Add(target);
        audit.Record(AccessProcesses.ScimChanged, nameof(ScimTarget), target.Id, after: new { target.Address, target.Domain });
        TempData["Success"] = "The directory is set up. The first accounts go out within five minutes.";
        return Redirect(scope.Href("access/scim"));
    }

    public async Task<IActionResult> OnPostNowAsync()
    {
        await LoadAsync();
        (Target ?? throw new NotFound()).Now(clock.GetUtcNow());
        TempData["Success"] = "It is tried again within five minutes.";
        return Redirect(scope.Href("access/scim"));
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await LoadAsync();
        (Target ?? throw new NotFound()).End(clock.GetUtcNow());
        audit.Record(AccessProcesses.ScimChanged, nameof(ScimTarget), Target.Id, before: new { Target.Address, Target.Domain });
        TempData["Success"] = "Nothing goes to the directory any more.";
        return Redirect(scope.Href("access/scim"));
    }

    private async Task LoadAsync()
    {
        Target = await db.Set<ScimTarget>().SingleOrDefaultAsync(t => t.EndedAt == null);
        Domains = await db.Set<MailDomain>().Where(d => d.EndedOn == null).OrderBy(d => d.Domain).Select(d => new SelectListItem(d.Domain, d.Domain)).ToListAsync();
    }
}
