using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training;

/// <summary>Records completed training, what a school marks for people, inductions and reminders. Scoped.</summary>
public sealed class TrainingDesk(TutelaDb db, PackInForce pack, TrainingTopics topics, SchoolScope scope, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    /// <summary>Records that people completed a course on a day; those who have it recorded already are left out. Returns how many were recorded.</summary>
    public async Task<int> CompleteAsync(Course course, IReadOnlyCollection<Guid> people, DateOnly on, Guid by, Guid? session = null)
    {
        audit.Begin(TrainingProcesses.Completed);
        var recorded = await db.Set<Completion>().Where(c => c.CourseId == course.Id && c.DoneOn == on && c.WithdrawnAt == null && people.Contains(c.PersonId)).Select(c => c.PersonId).ToListAsync();
        var fresh = people.Except(recorded).ToList();
        foreach (var person in fresh)
        {
            var completion = Completion.Of(course, person, on, by, clock.GetUtcNow(), session);
            db.Add(completion);
            audit.Record(TrainingProcesses.Completed, nameof(Completion), completion.Id, after: new { course = course.Title, on, completion.ExpiresOn }, aboutPersonId: person);
        }
        if (fresh.Count > 0) await notifier.TellAsync(fresh, $"Your training “{course.Title}” is recorded; the certificate is ready", "training", mail: false);
        return fresh.Count;
    }

    public async Task MarkAsync(Guid person, bool needsTraining, string? group)
    {
        audit.Begin(TrainingProcesses.Marked);
        var profile = await ProfileAsync(person);
        var before = new { profile.NeedsTraining, profile.GroupName };
        profile.Mark(needsTraining, group);
        audit.Record(TrainingProcesses.Marked, nameof(Person), person, before, new { profile.NeedsTraining, profile.GroupName }, aboutPersonId: person);
    }

    /// <summary>Makes an induction for each member of staff who has none since they joined. Safe to repeat.</summary>
    public async Task<int> MakeInductionsAsync()
    {
        var asked = topics.In(TopicList.Induction).Select(t => t.Id).ToArray();
        if (asked.Length == 0) return 0;
        var starters = await db.Set<Person>().Where(p => p.EndedOn == null && p.Kind == PersonKind.Staff && p.JoinedOn != null
            && !db.Set<Induction>().Any(i => i.PersonId == p.Id && i.StartedOn >= p.JoinedOn)).Select(p => new { p.Id, JoinedOn = p.JoinedOn!.Value }).ToListAsync();
        foreach (var starter in starters)
        {
            var induction = new Induction
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                PersonId = starter.Id,
                StartedOn = starter.JoinedOn,
                DueOn = starter.JoinedOn.AddDays(pack.Settings.Training.InductionDays),
                Topics = asked,
            };
            db.Add(induction);
            audit.Record(TrainingProcesses.InductionMade, nameof(Induction), induction.Id, after: new { induction.StartedOn, induction.DueOn, topics = asked }, aboutPersonId: starter.Id);
        }
        await db.SaveChangesAsync();
        return starters.Count;
    }

    /// <summary>Records that these people need no induction, such as those who were here before the school used Tutela.</summary>
    public async Task<int> NoInductionAsync(IReadOnlyCollection<Guid> people, string? reason, Guid by)
    {
        audit.Begin(TrainingProcesses.InductionNotNeeded);
        var open = await db.Set<Induction>().Where(i => people.Contains(i.PersonId) && i.NotNeededReason == null).ToListAsync();
        if (open.Count == 0) throw new Refused("Choose at least one person", "Input.People");
        foreach (var induction in open)
        {
            induction.NotNeeded(reason, by);
            audit.Record(TrainingProcesses.InductionNotNeeded, nameof(Induction), induction.Id, reason: induction.NotNeededReason, aboutPersonId: induction.PersonId);
        }
        return open.Count;
    }

    /// <summary>Tells these people, but nobody twice in a day. Returns how many were told.</summary>
    public async Task<int> RemindAsync(IReadOnlyCollection<Guid> people, string text = "Some of your training is due", string path = "training")
    {
        scope.CheckLive();
        var today = clock.Today();
        var told = new List<Guid>();
        var profiles = await db.Set<TrainingProfile>().Where(p => people.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId);
        foreach (var person in people.Distinct())
        {
            if (!profiles.TryGetValue(person, out var profile)) profile = NewProfile(person);
            if (profile.RemindedOn == today) continue;
            profile.RemindedOn = today;
            told.Add(person);
        }
        if (told.Count == 0) return 0;
        await notifier.TellAsync(told, text, path);
        audit.Record(TrainingProcesses.Reminded, "Training", Guid.CreateVersion7(clock.GetUtcNow()), after: new { people = told.Count });
        return told.Count;
    }

    /// <summary>The person says that they know their part in filtering and monitoring.</summary>
    public async Task ConfirmFilteringAsync(Guid person)
    {
        audit.Begin(TrainingProcesses.Confirmed);
        var year = clock.Today().AcademicYear();
        if (await db.Set<FilteringConfirmation>().AnyAsync(c => c.PersonId == person && c.AcademicYear == year)) throw new Refused("You have confirmed this for this year already.");
        db.Add(new FilteringConfirmation { Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = person, AcademicYear = year, At = clock.GetUtcNow() });
        audit.Record(TrainingProcesses.Confirmed, nameof(Person), person, after: new { year }, aboutPersonId: person);
    }

    private async Task<TrainingProfile> ProfileAsync(Guid person) => await db.Set<TrainingProfile>().SingleOrDefaultAsync(p => p.PersonId == person) ?? NewProfile(person);

    private TrainingProfile NewProfile(Guid person)
    {
        var profile = new TrainingProfile { Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = person };
        db.Add(profile);
        return profile;
    }
}
