using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Years;

/// <summary>Pupils with and without a grant, by year group. Names nobody.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.Administrator)]
public sealed class YearsModel(TutelaDb db, TimeProvider clock) : PageModel
{
    public sealed record Year(int? Group, int With, int Total)
    {
        public string Name => Group is null ? "Year not entered" : Person.YearGroupName(Group);
    }

    public IReadOnlyList<Year> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await CountAsync(db, clock.GetUtcNow());

    internal static async Task<List<Year>> CountAsync(TutelaDb db, DateTimeOffset now)
    {
        var today = now.LondonDay();
        var rows = await db.Set<Person>().Where(p => p.Kind == PersonKind.Pupil && p.EndedOn == null).GroupBy(p => p.YearGroup)
            .Select(g => new { g.Key, Total = g.Count(), With = g.Count(p => db.Set<AccessEntry>().Any(e => e.PersonId == p.Id && e.State == AccessState.Granted && (e.EndsOn == null || e.EndsOn >= today))) }).ToListAsync();
        return [.. rows.OrderBy(r => r.Key ?? int.MaxValue).Select(r => new Year(r.Key, r.With, r.Total))];
    }
}
