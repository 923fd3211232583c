using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training.Updates;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Contract;

/// <summary>Training about online safety that reached somebody in a span of days, for pages that count what was done. Names nobody. Two queries. Scoped.</summary>
public sealed class TrainingGiven(TutelaDb db)
{
    public sealed record Item(string Title, DateOnly On, bool Staff, bool Governors, bool Volunteers);

    public async Task<IReadOnlyList<Item>> BetweenAsync(DateOnly first, DateOnly last)
    {
        var about = nameof(UpdateSubject.OnlineSafety);
        var updates = await db.Set<TrainingUpdate>().AsNoTracking().Where(u => u.GivenOn >= first && u.GivenOn <= last && u.About.Contains(about)).Select(u => new { u.Title, u.GivenOn, u.Audience }).ToListAsync();
        var (online, point) = (nameof(CoursePurpose.OnlineSafety), "point:");
        var courses = await (from completion in db.Set<Completion>()
                             join course in db.Set<Course>() on completion.CourseId equals course.Id
                             join person in db.Set<Person>() on completion.PersonId equals person.Id
                             where completion.WithdrawnAt == null && completion.DoneOn >= first && completion.DoneOn <= last
                                 && (course.Purposes.Contains(online) || completion.Topics.Any(t => t.StartsWith(point)))
                             group completion by new { course.Title, person.Kind } into g
                             select new { g.Key.Title, g.Key.Kind, On = g.Max(c => c.DoneOn) }).ToListAsync();
        return [.. updates.Select(u => new Item(u.Title, u.GivenOn, u.Audience is UpdateAudience.Staff or UpdateAudience.Everyone, u.Audience is UpdateAudience.Governors or UpdateAudience.Everyone,
                u.Audience is UpdateAudience.Volunteers or UpdateAudience.Everyone)),
            .. courses.GroupBy(c => c.Title).Select(g => new Item(g.Key, g.Max(c => c.On), g.Any(c => c.Kind == PersonKind.Staff), g.Any(c => c.Kind == PersonKind.Governor), g.Any(c => c.Kind == PersonKind.Visitor)))];
    }
}
