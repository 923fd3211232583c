using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training;

/// <summary>One person with where they stand.</summary>
public sealed record TraineeStanding(Trainee Person, IReadOnlyList<Standing> Standings)
{
    public Standing? Of(Requirement requirement) => Standings.FirstOrDefault(s => s.Requirement == requirement);
    public IEnumerable<Standing> Gaps => Standings.Where(s => !s.Holds);
    /// <summary>What somebody should do something about: gaps that are near or past their day, and what runs out soon.</summary>
    public IEnumerable<Standing> Pressing => Standings.Where(s => s.State is StandingState.Overdue or StandingState.DueSoon);
}

/// <summary>Everybody at the school who may need training, with what they completed. Four queries a call. It does not ask who may see it. Scoped.</summary>
public sealed class TrainingRecords(TutelaDb db, PackInForce pack, TimeProvider clock)
{
    public static readonly PersonKind[] Kinds = [PersonKind.Staff, PersonKind.Governor, PersonKind.Visitor];

    /// <summary>People whom training may concern and who have not left.</summary>
    public static IQueryable<Person> Trained(TutelaDb db) => db.Set<Person>().Where(p => p.EndedOn == null && Kinds.Contains(p.Kind));

    public async Task<TraineeStanding?> OfAsync(Guid personId) => (await LoadAsync(personId)).SingleOrDefault();

    public async Task<IReadOnlyList<TraineeStanding>> LoadAsync(Guid? only = null)
    {
        var people = Trained(db);
        if (only is { } id) people = people.Where(p => p.Id == id);
        var found = await people.OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName)
            .Select(p => new { p.Id, p.GivenName, p.FamilyName, p.Kind, HasSignIn = p.AccountId != null, Roles = p.Roles.Where(r => r.Until == null).Select(r => r.Role).ToList() })
            .AsNoTracking().ToListAsync();
        var done = (await (from completion in db.Set<Completion>()
                           join course in db.Set<Course>() on completion.CourseId equals course.Id
                           where completion.WithdrawnAt == null && people.Any(p => p.Id == completion.PersonId)
                           orderby completion.DoneOn descending
                           select new { completion, course.Title, course.Kind, course.Purposes }).AsNoTracking().ToListAsync())
            .ToLookup(c => c.completion.PersonId, c => new DoneCourse(c.completion.Id, c.completion.CourseId, c.Title, c.Kind, c.Purposes.ToHashSet(), c.completion.Topics.ToHashSet(),
                c.completion.DoneOn, c.completion.ExpiresOn));
        var inductions = (await db.Set<Induction>().AsNoTracking().Where(i => people.Any(p => p.Id == i.PersonId)).ToListAsync())
            .GroupBy(i => i.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(i => i.StartedOn)!);
        var profiles = await db.Set<TrainingProfile>().AsNoTracking().Where(f => people.Any(p => p.Id == f.PersonId)).ToDictionaryAsync(f => f.PersonId);
        var (rules, today) = (new TrainingRules(pack.Settings.Training), clock.Today());
        return [.. found.Select(p =>
        {
            var (profile, induction) = (profiles.GetValueOrDefault(p.Id), inductions.GetValueOrDefault(p.Id));
            var trainee = new Trainee
            {
                Id = p.Id,
                Name = $"{p.GivenName} {p.FamilyName}",
                Kind = p.Kind,
                Roles = p.Roles.ToHashSet(),
                HasSignIn = p.HasSignIn,
                NeedsTraining = profile?.NeedsTraining == true,
                Group = profile?.GroupName,
                Induction = induction is { NotNeededReason: null } ? new(induction.StartedOn, induction.DueOn, induction.Topics) : null,
                Done = [.. done[p.Id]],
            };
            return new TraineeStanding(trainee, rules.For(trainee, today));
        })];
    }
}
