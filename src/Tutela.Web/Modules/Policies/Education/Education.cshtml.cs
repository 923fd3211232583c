using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Modules.Training.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Education;

/// <summary>What was done this school year to teach each part of the community about online safety, and for whom there is nothing yet.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Staff = true)]
public sealed class EducationModel(TutelaDb db, TrainingGiven training, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Recorded = new("policy.education-recorded", "Something done to teach online safety was recorded");
    public static readonly Process TakenOut = new("policy.education-withdrawn", "An entry of what was done to teach online safety was taken out");

    [BindProperty] public EducationInput Input { get; set; } = new();

    public sealed record Shown(Guid? Id, string Title, DateOnly On, string ByWhom);

    public IReadOnlyList<(EducationAudience Audience, IReadOnlyList<Shown> Items)> ByAudience { get; private set; } = [];
    public IReadOnlyList<string> Without => [.. ByAudience.Where(a => a.Items.Count == 0).Select(a => EducationItem.Words(a.Audience).ToLowerInvariant())];
    public string Year => RunningLine.YearOf(clock.Today());
    public bool MayRecord => user.Is([.. VersionSteps.Editors, Role.Teacher]);

    public sealed class EducationInput
    {
        public string? Title { get; set; }
        public List<EducationAudience> Audiences { get; set; } = [];
        public DateOnly? On { get; set; }
        public string? ByWhom { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Input.On, Input.ByWhom) = (clock.Today(), user.Name);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!MayRecord) throw new Forbidden();
        audit.Begin(Recorded);
        if (!ModelState.IsValid) return Page();
        var item = EducationItem.Record(Input.Title, Input.Audiences, Input.On, Input.ByWhom, user.PersonId, clock.GetUtcNow());
        db.Add(item);
        audit.Record(Recorded, nameof(EducationItem), item.Id, after: new { item.Title, item.Audiences, item.GivenOn, item.ByWhom });
        TempData["Success"] = $"“{item.Title}” is recorded.";
        return Redirect(scope.Href("policy/education"));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid item)
    {
        ModelState.Clear();
        await LoadAsync();
        if (!MayRecord) throw new Forbidden();
        audit.Begin(TakenOut);
        var found = await db.Set<EducationItem>().SingleOrDefaultAsync(i => i.Id == item) ?? throw new NotFound();
        found.Withdraw(user.PersonId, clock.GetUtcNow());
        audit.Record(TakenOut, nameof(EducationItem), item, before: new { found.Title, found.Audiences });
        TempData["Success"] = $"“{found.Title}” was taken out.";
        return Redirect(scope.Href("policy/education"));
    }

    private async Task LoadAsync()
    {
        var year = clock.Today().AcademicYear();
        var (from, until) = (new DateOnly(year, 9, 1), new DateOnly(year + 1, 8, 31));
        var items = await db.Set<EducationItem>().AsNoTracking().Where(i => i.WithdrawnAt == null && i.GivenOn >= from && i.GivenOn <= until).ToListAsync();
        var given = await training.BetweenAsync(from, until);
        ByAudience = [.. Enum.GetValues<EducationAudience>().Select(audience => (audience, (IReadOnlyList<Shown>)[..
            items.Where(i => i.IsFor(audience)).Select(i => new Shown(i.Id, i.Title, i.GivenOn, i.ByWhom))
                .Concat(given.Where(g => Reaches(g, audience)).Select(g => new Shown(null, g.Title, g.On, "Training")))
                .OrderByDescending(i => i.On).ThenBy(i => i.Title, StringComparer.Ordinal)]))];
    }

    private static bool Reaches(TrainingGiven.Item item, EducationAudience audience) => audience switch
    {
        EducationAudience.Staff => item.Staff,
        EducationAudience.Governors => item.Governors,
        EducationAudience.Volunteers => item.Volunteers,
        _ => false,
    };
}
