using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Refusals;

/// <summary>One parent has signed and another refuses: what each said, and what the school decides.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher)]
public sealed class DecideModel(TutelaDb db, AgreementDesk desk, AgreementReading reading, CurrentUser user, SchoolScope scope) : PageModel
{
    public sealed record Voice(string Name, DateTimeOffset At, string? Reason);

    [BindProperty] public DecisionInput Input { get; set; } = new();

    public AgreementAssignment Assignment { get; private set; } = null!;
    public string About { get; private set; } = "";
    public string Title { get; private set; } = "";
    public IReadOnlyList<Voice> Signed { get; private set; } = [];
    public IReadOnlyList<Voice> Refused { get; private set; } = [];
    public IReadOnlyList<AgreementDecision> Earlier { get; private set; } = [];

    public sealed class DecisionInput
    {
        public bool? GoesAhead { get; set; }
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        await desk.DecideAsync(id, Input.GoesAhead, Input.Reason, user.PersonId);
        TempData["Success"] = "Your decision is recorded, with its reason. Tell both parents or carers.";
        return Redirect(scope.Href("agreements/refusals"));
    }

    private async Task LoadAsync(Guid id)
    {
        Assignment = await db.Set<AgreementAssignment>().AsNoTracking().Include(a => a.Refusals).Include(a => a.Signatures).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();
        var signatures = Assignment.Signatures.Where(s => s.SignedAs == SignedAs.Parent).ToList();
        var ids = signatures.Select(s => s.SignerId).Concat(Assignment.Refusals.Select(r => r.RefuserId)).Append(Assignment.PersonId).ToList();
        var names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        (About, Title) = (names[Assignment.PersonId], reading.TitleOf(Assignment.Document));
        Signed = [.. signatures.Select(s => new Voice(names[s.SignerId], s.At, null))];
        Refused = [.. Assignment.StandingRefusals.Select(r => new Voice(names[r.RefuserId], r.At, r.Reason))];
        Earlier = await db.Set<AgreementDecision>().AsNoTracking().Where(d => d.AssignmentId == id).OrderBy(d => d.At).ToListAsync();
    }
}
