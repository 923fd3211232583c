using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>Breaches that this person follows, pupils' and adults' apart, and those that they recorded; pupils' by term and class.</summary>
[For(Role.ChairOfGovernors, Staff = true)]
public sealed class ListModel(TutelaDb db, BreachAccess access, PeopleDirectory people, AgreementReading reading, TimeProvider clock) : PageModel
{
    public const int Most = 200;

    public sealed record Row(Guid Id, string Name, string Document, int? Term, string? Ground, DateOnly HappenedOn, BreachStatus Status, BreachTrack Track, bool Restricted);
    public sealed record ByClass(string Class, string Document, int? Term, int Count);

    public IReadOnlyList<Row> Pupils { get; private set; } = [];
    public IReadOnlyList<Row> Adults { get; private set; } = [];
    public IReadOnlyList<Row> Mine { get; private set; } = [];
    public IReadOnlyList<ByClass> Classes { get; private set; } = [];
    public bool SeesPupils => access.SeesPupils;
    public bool SeesAdults => access.SeesAdults;
    public string TitleOf(string document) => reading.TitleOf(document);

    public async Task OnGetAsync()
    {
        var handled = await RowsAsync(access.Handled());
        (Pupils, Adults) = ([.. handled.Where(r => r.Track == BreachTrack.Pupil)], [.. handled.Where(r => r.Track == BreachTrack.Adult)]);
        Mine = [.. (await RowsAsync(access.Recorded())).ExceptBy(handled.Select(h => h.Id), r => r.Id)];
        if (!access.SeesPupils) return;
        var began = new DateOnly(clock.Today().AcademicYear(), 9, 1);
        Classes = await (from breach in access.Handled()
                         join member in people.Members on breach.PersonId equals member.PersonId
                         join one in db.Set<SchoolClass>() on member.ClassId equals one.Id
                         where breach.Track == BreachTrack.Pupil && breach.HappenedOn >= began && member.Role == ClassRole.Pupil && one.Kind == ClassKind.Registration && one.EndedOn == null
                         group breach by new { one.Title, breach.Document, breach.Term } into g
                         orderby g.Key.Document, g.Key.Term, g.Key.Title
                         select new ByClass(g.Key.Title, g.Key.Document, g.Key.Term, g.Count())).ToListAsync();
    }

    private Task<List<Row>> RowsAsync(IQueryable<AgreementBreach> breaches) => (
        from breach in breaches.AsNoTracking()
        join person in db.Set<Person>() on breach.PersonId equals person.Id
        orderby breach.Status == BreachStatus.Open descending, breach.HappenedOn descending
        select new Row(breach.Id, person.GivenName + " " + person.FamilyName, breach.Document, breach.Term, breach.Ground, breach.HappenedOn, breach.Status, breach.Track, breach.Restricted)).Take(Most).ToListAsync();
}
