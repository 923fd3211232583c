using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.Supervision;
using Tutela.Web.Modules.Training.Updates;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>Two terms of training: a catalogue, sessions that most came to, courses done elsewhere, a safeguarding lead whose full training runs out soon,
/// governors and volunteers some of whom are still to train, updates and supervision. The self-audit is a part of its own.</summary>
internal static class TrainingPart
{
    public const string Refresher = "Safeguarding refresher with online safety", PartTwo = "Children abusing children online";
    private const string Leads = "Child protection for safeguarding leads", LeadsRefresh = "Online safety update for safeguarding leads", Governors = "Online safety for governors";
    private const string Assembly = "Safer internet assembly", Induction = "Starting with us: staying safe online", OwnDevices = "Using your own device at school", SocialMedia = "Social media and you";

    /// <summary>The teacher among the personas has some of everything still to do; two helpers joined lately.</summary>
    private static readonly string[] MissedRefresher = ["lunch-2", "cover-1", "cover-2", "assistant-5-1"];
    private static readonly string[] Starters = ["cover-2", "assistant-3-1"];

    private static readonly string[] AllPoints =
        ["technology-in-safeguarding", "abusive-messages", "nudes", "unwanted-images", "violence-online-side", "signs", "weighing-risk", "good-choices", "cyber-bullying", "filtering"];

    public static void Plan(Timeline timeline, Cast cast, Random random)
    {
        var autumn = timeline.Days.Where(d => d >= new DateOnly(timeline.Today.AcademicYear(), 9, 1)).ToList();
        if (autumn.Count == 0) autumn = [timeline.Days[^1]];
        var staff = cast.Of(PersonKind.Staff).ToList();
        timeline.Add(Timeline.At(timeline.Days[0], 9, 40), acting => CatalogueAsync(acting, cast["dsl"]));
        timeline.Add(Timeline.At(timeline.Days[2], 9, 0), acting => InductionsAsync(acting, timeline, cast, staff));
        var summer = timeline.Days[Math.Min(20, timeline.Days.Count - 1)];
        PlanSession(timeline, cast, SocialMedia, summer, 15, "computing-lead", [.. staff.Where(_ => random.Next(100) < 80)]);
        PlanSession(timeline, cast, Refresher, autumn[Math.Min(1, autumn.Count - 1)], 9, "dsl", [.. staff.Where(p => !MissedRefresher.Contains(p.ExternalId))]);
        PlanSession(timeline, cast, PartTwo, autumn[Math.Min(28, autumn.Count - 1)], 15, "senior-leader", [.. staff.Where(p => p.ExternalId != "teacher" && random.Next(100) < 72)]);
        timeline.Add(Timeline.At(timeline.Ago(30), 16, 10), acting => ElsewhereAsync(acting, timeline, cast, random));
        timeline.Add(Timeline.At(timeline.Ago(29), 16, 10), acting => MarksAsync(acting, cast));
        PlanUpdates(timeline, cast, random, autumn, staff);
        foreach (var person in staff.Where(p => p.ExternalId != "teacher" && random.Next(100) < 78))
            timeline.Add(Timeline.At(autumn[random.Next(Math.Min(20, autumn.Count))], 12, 10 + random.Next(40)), acting =>
            {
                acting.As(person);
                return acting.Get<TrainingDesk>().ConfirmFilteringAsync(person.Id);
            });
        foreach (var (part, ago) in new[] { ("dsl", 18), ("senior-leader", 17), ("pastoral", 9), ("senco", 33) })
            timeline.Add(Timeline.At(timeline.Ago(ago), 15, 45), acting => SuperviseAsync(acting, cast["headteacher"], cast[part]));
        timeline.Add(Timeline.At(timeline.Ago(4), 10, 30), acting => CatchUpAsync(acting, timeline, cast["dsl"]));
        SelfAuditPart.Plan(timeline, cast, random, staff);
    }

    public static async Task<Course> CourseAsync(Acting acting, string title) => await acting.Db.Set<Course>().SingleAsync(c => c.Title == title);

    private static Task CatalogueAsync(Acting acting, Person dsl)
    {
        acting.As(dsl);
        var topics = acting.Get<TrainingTopics>();
        string[] induction = [.. topics.In(TopicList.Induction).Select(t => t.Id)], social = [.. topics.In(TopicList.Social).Select(t => t.Id)];
        Add(Refresher, CourseKind.SchoolSession, null, [CoursePurpose.Safeguarding, CoursePurpose.OnlineSafety], Points("technology-in-safeguarding", "signs", "weighing-risk", "good-choices", "cyber-bullying", "filtering"), 12);
        Add(PartTwo, CourseKind.SchoolSession, null, [], Points("abusive-messages", "nudes", "unwanted-images", "violence-online-side"), null);
        Add(Leads, CourseKind.ExternalProvider, "Local safeguarding partnership", [CoursePurpose.LeadFull, CoursePurpose.Safeguarding], Points(AllPoints), 24);
        Add(LeadsRefresh, CourseKind.Online, "Local safeguarding partnership", [CoursePurpose.LeadRefresh], Points("signs", "nudes"), 12);
        Add(Governors, CourseKind.ExternalProvider, "Governors' association", [CoursePurpose.OnlineSafety], Points("cyber-bullying", "filtering"), null);
        Add(Assembly, CourseKind.AssemblyOrLessonVisit, null, [CoursePurpose.OnlineSafety], Points("good-choices"), null);
        Add(Induction, CourseKind.Online, "The school", [], induction, null);
        Add(OwnDevices, CourseKind.Online, "Wychmoor schools' IT service", [CoursePurpose.OwnDevice], [], 12);
        Add(SocialMedia, CourseKind.SchoolSession, null, [], social, 24);
        return Task.CompletedTask;

        void Add(string title, CourseKind kind, string? provider, CoursePurpose[] purposes, string[] covers, int? months)
        {
            var now = acting.Clock.GetUtcNow();
            var course = new Course { Id = Guid.CreateVersion7(now), Title = "", Purposes = [], Topics = [], AddedAt = now };
            course.Describe(new CourseFacts(title, kind, provider, purposes, covers, months), topics);
            acting.Db.Add(course);
            acting.Get<AuditTrail>().Record(TrainingProcesses.CourseAdded, nameof(Course), course.Id, after: new { course.Title });
        }

        static string[] Points(params string[] ids) => [.. ids.Select(id => $"point:{id}")];
    }

    private static async Task InductionsAsync(Acting acting, Timeline timeline, Cast cast, List<Person> staff)
    {
        acting.As(cast["headteacher"]);
        for (var i = 0; i < Starters.Length; i++)
        {
            var joined = timeline.Ago(i == 0 ? 45 : 9);
            var id = cast[Starters[i]].Id;
            (await acting.Db.Set<Person>().SingleAsync(p => p.Id == id)).JoinedOn = joined;
        }
        await acting.Db.SaveChangesAsync();
        await acting.Get<TrainingDesk>().MakeInductionsAsync();
        var here = await acting.Db.Set<Induction>().Select(i => i.PersonId).ToListAsync();
        await acting.Get<TrainingDesk>().NoInductionAsync([.. here.Except(Starters.Select(s => cast[s].Id))], "Worked here before we used Tutela", cast["headteacher"].Id);
    }

    private static void PlanSession(Timeline timeline, Cast cast, string title, DateOnly day, int hour, string leader, List<Person> came)
    {
        TrainingSession? session = null;
        var starts = Timeline.At(day, hour, 30);
        timeline.Add(starts.AddDays(-6), async acting =>
        {
            acting.As(cast["dsl"]);
            session = await acting.Get<SessionDesk>().PlanAsync(new SessionPlan((await CourseAsync(acting, title)).Id, starts, starts.AddMinutes(90), "Hall", cast[leader].Id, null), cast["dsl"].Id);
        });
        timeline.Add(starts.AddMinutes(95), async acting =>
        {
            var held = await acting.Db.Set<TrainingSession>().SingleAsync(s => s.Id == session!.Id);
            foreach (var person in came.Where((_, i) => i % 3 != 0))
            {
                acting.As(person);
                await acting.Get<SessionDesk>().SignInAsync(held, person.Id);
            }
            await acting.Db.SaveChangesAsync();
            acting.As(cast[leader]);
            await acting.Get<SessionDesk>().TickAsync(held, [.. came.Select(p => p.Id)], cast[leader].Id);
            await acting.Get<SessionDesk>().HoldAsync(held, cast[leader].Id);
        });
    }

    private static async Task ElsewhereAsync(Acting acting, Timeline timeline, Cast cast, Random random)
    {
        var head = cast["headteacher"];
        acting.As(head);
        // The lead's two years are up in six weeks.
        await DoneAsync(Leads, timeline.Today.AddMonths(-24).AddDays(43), cast["dsl"].Id);
        await DoneAsync(Leads, timeline.Today.AddMonths(-8), cast["senior-leader"].Id);
        await DoneAsync(LeadsRefresh, timeline.Ago(32), cast["dsl"].Id);
        await DoneAsync(Governors, timeline.Ago(40), cast["chair"].Id, cast["governor-3"].Id, cast["governor-6"].Id, cast["visitor-2"].Id);
        await DoneAsync(Assembly, timeline.Ago(31), cast["governor-4"].Id);
        await DoneAsync(OwnDevices, timeline.Ago(34), [.. cast.Of(PersonKind.Staff).Where(p => p.ExternalId!.StartsWith("teacher", StringComparison.Ordinal) && random.Next(2) == 0).Select(p => p.Id), cast["dsl"].Id]);

        async Task DoneAsync(string title, DateOnly on, params Guid[] people) => await acting.Get<TrainingDesk>().CompleteAsync(await CourseAsync(acting, title), people, on, head.Id);
    }

    private static async Task MarksAsync(Acting acting, Cast cast)
    {
        var dsl = cast["dsl"];
        acting.As(dsl);
        var desk = acting.Get<TrainingDesk>();
        foreach (var volunteer in (string[])["visitor-2", "visitor-4"]) await desk.MarkAsync(cast[volunteer].Id, needsTraining: true, null);
        foreach (var governor in (string[])["governor", "governor-5"]) await desk.MarkAsync(cast[governor].Id, needsTraining: false, "Safeguarding and online safety group");
        var now = acting.Clock.GetUtcNow();
        var link = new PolicyLink { Id = Guid.CreateVersion7(now), Policy = PolicyLink.ChildProtection, Address = "" };
        link.Follow("https://oakfield.example/policies/child-protection", now.LondonDay().AddDays(-20), dsl.Id, now);
        acting.Db.Add(link);
        acting.Get<AuditTrail>().Record(TrainingProcesses.PolicyLinked, nameof(PolicyLink), link.Id, after: new { link.Address, link.EditionOn });
    }

    private static void PlanUpdates(Timeline timeline, Cast cast, Random random, List<DateOnly> autumn, List<Person> staff)
    {
        var day = autumn[Math.Min(5, autumn.Count - 1)];
        timeline.Add(Timeline.At(day, 16, 20), acting => GiveAsync(acting, cast["dsl"], UpdateChannel.Meeting, UpdateAudience.Staff, "What changed over the summer",
            "New national guidance on filtering, and how we now report what gets through.", UpdateSubject.OnlineSafety, UpdateSubject.Safeguarding));
        timeline.Add(Timeline.At(timeline.Ago(35), 10, 5), acting => GiveAsync(acting, cast["ict-support"], UpdateChannel.Email, UpdateAudience.Staff, "Tablets now check every address",
            "The class tablets ask the school's filter at home too. Tell us when something is blocked that you need in a lesson.", UpdateSubject.Technical));
        Guid id = default;
        timeline.Add(Timeline.At(timeline.Ago(8), 8, 20), async acting => id = await GiveAsync(acting, cast["dsl"], UpdateChannel.Bulletin, UpdateAudience.Everyone, "Online safety bulletin: group chats",
            "Children in Years 4 to 6 have been added to group chats by older pupils.\n\nAsk them in class who is in their chats, and what they do when something there upsets them.\n\nReport what you hear the same day.", UpdateSubject.OnlineSafety, UpdateSubject.Safeguarding));
        foreach (var person in staff.Concat(cast.Of(PersonKind.Governor)).Where(p => p.ExternalId is not ("teacher" or "ict-support" or "chair") && random.Next(100) < 74))
            timeline.Add(Timeline.At(timeline.Ago(7 - random.Next(6)), 8 + random.Next(8), random.Next(59)), async acting =>
            {
                acting.As(person);
                acting.Get<UpdateDesk>().Confirm(await acting.Db.Set<UpdateRecipient>().SingleAsync(r => r.UpdateId == id && r.PersonId == person.Id));
            });
    }

    private static async Task<Guid> GiveAsync(Acting acting, Person by, UpdateChannel channel, UpdateAudience audience, string title, string body, params UpdateSubject[] about)
    {
        acting.As(by);
        return (await acting.Get<UpdateDesk>().GiveAsync(new GivenUpdate(title, body, acting.Clock.GetUtcNow().LondonDay(), channel, audience, about), by.Id)).Id;
    }

    private static Task SuperviseAsync(Acting acting, Person by, Person who)
    {
        acting.As(by);
        var now = acting.Clock.GetUtcNow();
        var meeting = SupervisionMeeting.Record(who.Id, SupervisionKind.Supervision, now.LondonDay(), "Next one after the holidays", by.Id, now);
        acting.Db.Add(meeting);
        acting.Get<AuditTrail>().Record(TrainingProcesses.Supervised, nameof(SupervisionMeeting), meeting.Id, after: new { meeting.Kind, meeting.HeldOn }, aboutPersonId: who.Id);
        return Task.CompletedTask;
    }

    private static async Task CatchUpAsync(Acting acting, Timeline timeline, Person dsl)
    {
        acting.As(dsl);
        var starts = Timeline.At(timeline.Today.AddDays(6), 15, 30);
        await acting.Get<SessionDesk>().PlanAsync(new SessionPlan((await CourseAsync(acting, PartTwo)).Id, starts, starts.AddMinutes(60), "Staff room", dsl.Id, null), dsl.Id);
    }
}
