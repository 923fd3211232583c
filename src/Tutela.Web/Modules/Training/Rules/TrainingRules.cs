using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Training.Rules;

/// <summary>Who needs what, how often, and where they stand. Pure: the person, the pack, the day.</summary>
public sealed class TrainingRules(TrainingSettings settings)
{
    private readonly TrainingTopics _topics = new(settings);

    /// <summary>Each requirement that this person has, with where they stand today.</summary>
    public IReadOnlyList<Standing> For(Trainee person, DateOnly today)
    {
        var found = new List<Standing>();
        if (person is { IsStaff: true, Induction: { } induction }) found.Add(Induction(person, induction, today));
        if (person.IsLead)
        {
            found.Add(Recurring(Requirement.LeadFull, person, d => d.Is(CoursePurpose.LeadFull), settings.DslFullMonths, today));
            found.Add(Recurring(Requirement.LeadRefresh, person, d => d.Is(CoursePurpose.LeadRefresh) || d.Is(CoursePurpose.LeadFull), settings.DslRefreshMonths, today));
        }
        if (person.IsStaff)
        {
            found.Add(Refresher(person, today));
            Add(found, Covered(Requirement.ContentPoints, _topics.In(TopicList.Point), ThisYear(person, today), YearsEnd(today), today));
        }
        var governor = person.IsGovernor && settings.Audiences.Contains(Audience.Governors);
        var volunteer = person.IsVolunteer && settings.Audiences.Contains(Audience.Volunteers);
        if (governor) found.Add(Held(Requirement.Governor, person, d => d.Is(CoursePurpose.OnlineSafety), settings.GovernorMonths, today));
        if (volunteer) found.Add(Held(Requirement.Volunteer, person, d => d.Is(CoursePurpose.OnlineSafety) || d.Is(CoursePurpose.Safeguarding), settings.VolunteerMonths, today));
        if (_topics.CyberBullying is { Count: > 0 } cyber && (person.IsStaff || governor || volunteer))
            found.Add(Held(Requirement.CyberBullying, person, d => cyber.Any(t => d.Topics.Contains(t.Id)), null, today));
        if (person.IsStaff) Add(found, Covered(Requirement.SocialMedia, _topics.In(TopicList.Social), InDate(person, today), null, today));
        if (person.IsStaff || volunteer) Add(found, Covered(Requirement.Abuse, _topics.Abuse, InDate(person, today), null, today));
        return found;
    }

    private Standing Induction(Trainee person, InductionFacts induction, DateOnly today)
    {
        var asked = induction.Topics.Select(id => _topics.Find(id) ?? new Topic(id, id, TopicList.Induction)).ToList();
        var since = person.Done.Where(d => d.On >= induction.StartedOn).ToList();
        return Covered(Requirement.Induction, asked, since, induction.DueOn, today)!;
    }

    private Standing Refresher(Trainee person, DateOnly today)
    {
        var (last, due) = (Last(ThisYear(person, today), d => d.Is(CoursePurpose.Safeguarding)), YearsEnd(today));
        return last is not null
            ? new(Requirement.Refresher, StandingState.Done, null, last.On, [])
            : new(Requirement.Refresher, NotDone(due, settings.RefresherWarnDays, today), due, Last(person.Done, d => d.Is(CoursePurpose.Safeguarding))?.On, []);
    }

    private Standing Recurring(Requirement requirement, Trainee person, Func<DoneCourse, bool> counts, int months, DateOnly today)
    {
        if (Last(person.Done, counts) is not { } last) return new(requirement, StandingState.Overdue, null, null, []);
        var due = last.On.AddMonths(months);
        var state = today > due ? StandingState.Overdue : today >= due.AddDays(-settings.DslWarnDays) ? StandingState.DueSoon : StandingState.Done;
        return new(requirement, state, due, last.On, []) { Holds = today <= due };
    }

    // Holds as long as the course says, and no longer than the policy does.
    private static Standing Held(Requirement requirement, Trainee person, Func<DoneCourse, bool> counts, int? months, DateOnly today)
    {
        DateOnly? Until(DoneCourse done) => months is { } most && (done.ExpiresOn is not { } expires || expires > done.On.AddMonths(most)) ? done.On.AddMonths(most) : done.ExpiresOn;
        if (Last(person.Done, d => counts(d) && !(Until(d) < today)) is { } held) return new(requirement, StandingState.Done, Until(held), held.On, []);
        var past = Last(person.Done, counts);
        return new(requirement, past is null ? StandingState.Due : StandingState.Overdue, past is null ? null : Until(past), past?.On, []);
    }

    private Standing? Covered(Requirement requirement, IReadOnlyList<Topic> asked, IReadOnlyCollection<DoneCourse> done, DateOnly? due, DateOnly today)
    {
        if (asked.Count == 0) return null;
        var missing = asked.Where(topic => !done.Any(d => d.Topics.Contains(topic.Id))).ToList();
        return missing.Count == 0
            ? new(requirement, StandingState.Done, null, done.Where(d => asked.Any(t => d.Topics.Contains(t.Id))).Max(d => d.On), [])
            : new(requirement, due is { } day ? NotDone(day, settings.RefresherWarnDays, today) : StandingState.Due, due, null, missing);
    }

    private static StandingState NotDone(DateOnly due, int warnDays, DateOnly today) =>
        today > due ? StandingState.Overdue : today >= due.AddDays(-warnDays) ? StandingState.DueSoon : StandingState.Due;

    /// <summary>The day by which what is asked each academic year is done.</summary>
    public static DateOnly YearsEnd(DateOnly today) => new(today.AcademicYear() + 1, 7, 31);

    private static List<DoneCourse> ThisYear(Trainee person, DateOnly today) => [.. person.Done.Where(d => d.On.AcademicYear() == today.AcademicYear())];

    private static List<DoneCourse> InDate(Trainee person, DateOnly today) => [.. person.Done.Where(d => d.InDate(today))];

    private static DoneCourse? Last(IEnumerable<DoneCourse> done, Func<DoneCourse, bool> counts) => done.Where(counts).MaxBy(d => d.On);

    private static void Add(List<Standing> found, Standing? one)
    {
        if (one is not null) found.Add(one);
    }
}
