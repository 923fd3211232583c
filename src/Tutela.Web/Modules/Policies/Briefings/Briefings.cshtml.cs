using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Briefings;

/// <summary>Each member of staff: since when they can get at the policy, who told them why it matters, and whether they have said that they read it.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class BriefingsModel(TutelaDb db, AudienceRegister audiences, PackInForce pack, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Recorded = new("policy.briefing-recorded", "It was recorded that staff have access to the policy or were told why it matters");

    [BindProperty] public BriefingInput Input { get; set; } = new();

    public sealed record Row(Guid Id, string Name, DateOnly? AccessOn, DateOnly? ExplainedOn, string? ExplainedBy, DateTimeOffset? ReadAt)
    {
        public bool IsComplete => AccessOn is not null && ExplainedOn is not null && ReadAt is not null;
        public string Lacks => string.Join(", ", new[] { AccessOn is null ? "access" : null, ExplainedOn is null ? "explanation" : null, ReadAt is null ? "acknowledgement" : null }.OfType<string>());
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Row> Lacking => [.. Rows.Where(r => !r.IsComplete)];
    public List<SelectListItem> Staff { get; private set; } = [];
    public int Version => pack.Version;

    public sealed class BriefingInput
    {
        public List<Guid> People { get; set; } = [];
        public DateOnly? AccessOn { get; set; }
        public DateOnly? ExplainedOn { get; set; }
        public Guid? ExplainedBy { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input.ExplainedBy = user.PersonId;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(Recorded);
        if (Input.People.Count == 0) ModelState.AddModelError("Input.People", "Choose the people whom it is about");
        if (Input.People.Any(p => Rows.All(r => r.Id != p))) ModelState.AddModelError("Input.People", "Choose from the staff of the school");
        if (Input.ExplainedBy is { } chosen && Staff.TrueForAll(s => s.Value != chosen.ToString())) ModelState.AddModelError("Input.ExplainedBy", "Choose from the staff of the school");
        if (!ModelState.IsValid) return Page();
        var kept = await db.Set<Briefing>().Where(b => Input.People.Contains(b.PersonId)).ToDictionaryAsync(b => b.PersonId);
        foreach (var person in Input.People.Distinct())
        {
            if (!kept.TryGetValue(person, out var row)) db.Add(row = new Briefing { Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = person });
            var before = new { row.AccessOn, row.ExplainedOn, row.ExplainedById };
            row.Record(Input.AccessOn, Input.ExplainedOn, Input.ExplainedBy, clock.GetUtcNow());
            audit.Record(Recorded, nameof(Person), person, before, new { row.AccessOn, row.ExplainedOn, row.ExplainedById }, aboutPersonId: person);
        }
        TempData["Success"] = Input.People.Count == 1 ? "Recorded for 1 person." : $"Recorded for {Input.People.Distinct().Count()} people.";
        return Redirect(scope.Href("policy/briefings"));
    }

    private async Task LoadAsync()
    {
        var people = audiences.In(new[] { Audience.Staff, Audience.AgencyStaff });
        var staff = await people.OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new { p.Id, Name = p.GivenName + " " + p.FamilyName }).ToListAsync();
        var kept = await db.Set<Briefing>().AsNoTracking().ToDictionaryAsync(b => b.PersonId);
        var read = await db.Set<Attestation>().AsNoTracking().Where(a => a.Version == pack.Version).ToDictionaryAsync(a => a.PersonId, a => a.At);
        var told = kept.Values.Select(b => b.ExplainedById).OfType<Guid>().Distinct().ToArray();
        var names = await db.Set<Person>().Where(p => told.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        Rows = [.. staff.Select(p => kept.GetValueOrDefault(p.Id) is var b && b is null
            ? new Row(p.Id, p.Name, null, null, null, read.TryGetValue(p.Id, out var at) ? at : null)
            : new Row(p.Id, p.Name, b!.AccessOn, b.ExplainedOn, b.ExplainedById is { } by ? names.GetValueOrDefault(by) : null, read.TryGetValue(p.Id, out var then) ? then : null))];
        Staff = [.. staff.Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
    }
}
