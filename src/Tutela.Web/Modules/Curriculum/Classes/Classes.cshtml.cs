using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Curriculum.Classes;

/// <summary>Whether the policy is carried out the same way in every class: agreements, lessons and breaches side by side. Counts only; four queries and one a document.</summary>
[For(Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class ClassesModel(TutelaDb db, PeopleDirectory people, ClassFigures figures, PackInForce pack, TimeProvider clock) : PageModel
{
    /// <summary>Those who may see breaches of pupils.</summary>
    public static readonly Role[] Overseers = [Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead];

    public IReadOnlyList<ClassState> Rows { get; private set; } = [];
    public int WithGap => Rows.Count(r => r.Gaps.Count > 0);

    public async Task OnGetAsync()
    {
        var (today, weeks) = (clock.Today(), pack.Settings.Curriculum.LessonGapWeeks);
        var classes = (await people.OpenClassesAsync()).FindAll(c => c.Kind == ClassKind.Registration);
        var (ids, from) = (classes.ConvertAll(c => c.Id), new DateOnly(today.AcademicYear(), 9, 1));
        var taught = await db.Set<Lesson>().Where(l => ids.Contains(l.ClassId) && l.TaughtOn >= from).GroupBy(l => l.ClassId)
            .Select(g => new { g.Key, Count = g.Count(), Last = g.Max(l => l.TaughtOn) }).ToDictionaryAsync(g => g.Key);
        var figure = await figures.OfAsync(classes, from);
        Rows = classes.ConvertAll(c => new ClassState(c.Id, c.Title, figure[c.Id], taught.GetValueOrDefault(c.Id)?.Count ?? 0, taught.GetValueOrDefault(c.Id)?.Last, today, weeks));
    }
}
