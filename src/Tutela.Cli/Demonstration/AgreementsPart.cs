using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform;

namespace Tutela.Cli.Demonstration;

/// <summary>The year's agreements: asked in the first days, signed by most over some weeks, better in some classes than in others, refused by a
/// few families with their reasons. Then who has read the policy.</summary>
internal static class AgreementsPart
{
    private const string Staff = "staff", Pupils = "pupil-parent";
    private const int Weeks = 5;

    // In percent, Reception first. The persona's class is one of the weaker ones.
    private static readonly int[] ClassRates = [97, 93, 96, 88, 99, 91, 94, 97, 90, 76, 98, 92, 95, 86];
    private static readonly string[] PersonasWhoWait = ["pupil", "ict-support", "governor", "visitor", "visitor-3", "trust-officer"];
    private static readonly string[] StaffWhoWait = ["cover-2", "lunch-4"];
    private static readonly string[] NotAttested = ["computing-lead", "teacher", "chair", "visitor", "visitor-3", "trust-officer", "lunch-2", "lunch-4", "cover-1", "assistant-3-1", "governor-6"];
    private static readonly string[] Refusals =
    [
        "We would like to talk with the class teacher about which websites are used in lessons before we agree.",
        "We do not want our child to use the internet at school this term. We will think again after the parents' evening.",
        "We agree with most of it, but not with how long records of websites are kept. Please call us.",
    ];

    public static void Plan(Timeline timeline, Cast cast, Random random)
    {
        var year = new DateOnly(timeline.Today.AcademicYear(), 9, 1);
        var days = timeline.Days.Where(d => d >= year).Skip(1).ToList();
        if (days.Count == 0) days = [timeline.Days[^1]];
        var asked = Timeline.At(days[0], 8, 15);
        timeline.AddJob(asked, async acting =>
        {
            await acting.Get<AgreementAsking>().AskAllAsync();
            await acting.Get<AccessRegister>().SettleAsync();
        });
        foreach (var after in (int[])[8, 15])
            if (asked.AddDays(after) < timeline.Now.AddDays(-1)) timeline.AddJob(asked.AddDays(after), acting => acting.Get<AgreementReminders>().RemindDueAsync());
        var span = Math.Min(days.Count, Weeks * 5);
        PlanStaff(timeline, cast, random, days, span);
        PlanPupils(timeline, cast, random, days, span);
        FamiliesPart.Plan(timeline, cast);
        PlanAttestations(timeline, cast, random, days, span);
        timeline.Add(Timeline.At(timeline.Ago(6), 9, 0), acting => LetInAsync(acting, cast, "visitor-2", timeline.Today.AddDays(20)));
        timeline.Add(Timeline.At(timeline.Ago(12), 11, 20), acting => WithdrawAsync(acting, cast));
    }

    private static void PlanStaff(Timeline timeline, Cast cast, Random random, List<DateOnly> days, int span)
    {
        foreach (var person in cast.Of(PersonKind.Staff).Concat(cast.Of(PersonKind.Governor)).Concat(cast.Of(PersonKind.Visitor)))
        {
            if (PersonasWhoWait.Contains(person.ExternalId) || StaffWhoWait.Contains(person.ExternalId)) continue;
            timeline.Add(Early(random, days, span), async acting =>
            {
                acting.As(person);
                var desk = acting.Get<AgreementDesk>();
                var assignment = await acting.Db.Set<AgreementAssignment>().SingleAsync(a => a.PersonId == person.Id && a.Document == Staff);
                var words = (await acting.Get<AgreementReading>().WordsAsync(Staff))!;
                await desk.SignAsync([(assignment, words)], _ => new NewSignature(SignedAs.Self, person.Id, person.Name, HasRead: true, SignatureWay.SignedIn));
            });
        }
    }

    private static void PlanPupils(Timeline timeline, Cast cast, Random random, List<DateOnly> days, int span)
    {
        var byParent = new List<(DateTimeOffset At, Guid Pupil, Person Parent)>();
        var refusals = new Queue<string>(Refusals);
        foreach (var (one, index) in cast.Classes.Select((c, i) => (c, i)))
        {
            var pupils = cast.PupilsOfClass[one.Id].Order().ToList();
            var signing = pupils.Where(id => cast.ById[id].ExternalId != "pupil" && random.Next(100) < ClassRates[index] + 2).ToList();
            var teacher = cast[InventedPeople.TeacherId(one.YearGroup!.Value, index % 2)];
            timeline.Add(Timeline.At(days[Math.Min(2 + index, days.Count - 1)], 9, 30 + index), acting => InClassAsync(acting, one, teacher, signing, cast));
            foreach (var pupil in pupils)
            {
                var parents = cast.ParentsOfPupil[pupil].Order().ToList();
                if (parents.Count == 0 || cast.ById[pupil].ExternalId == "pupil") continue;
                if (index % 5 == 2 && refusals.Count > 0 && random.Next(8) == 0)
                {
                    var (parent, reason) = (cast.ById[parents[0]], refusals.Dequeue());
                    timeline.Add(Early(random, days, span), acting => RefuseAsync(acting, pupil, parent, reason));
                }
                else if (random.Next(100) < ClassRates[index])
                {
                    byParent.Add((Early(random, days, span), pupil, cast.ById[parents[random.Next(parents.Count)]]));
                }
            }
        }
        // Those of one day together: the words are read once.
        foreach (var day in byParent.GroupBy(p => p.At.Date))
            timeline.Add(day.Max(p => p.At), acting => ParentsAsync(acting, day.ToDictionary(p => p.Pupil, p => p.Parent)));
    }

    private static async Task InClassAsync(Acting acting, SchoolClass one, Person teacher, List<Guid> signing, Cast cast)
    {
        acting.As(teacher);
        var desk = acting.Get<AgreementDesk>();
        var words = (await acting.Get<AgreementReading>().WordsAsync(Pupils, one.YearGroup))!;
        var assignments = await acting.Db.Set<AgreementAssignment>().Where(a => a.Document == Pupils && signing.Contains(a.PersonId)).ToListAsync();
        await desk.SignAsync([.. assignments.Select(a => (a, words))],
            a => new NewSignature(SignedAs.Self, a.PersonId, cast.ById[a.PersonId].Name, HasRead: true, SignatureWay.InClass, teacher.Id));
    }

    private static async Task ParentsAsync(Acting acting, Dictionary<Guid, Person> parents)
    {
        var desk = acting.Get<AgreementDesk>();
        var pupils = parents.Keys.ToArray();
        var words = (await acting.Get<AgreementReading>().WordsAsync(Pupils))!;
        var assignments = await acting.Db.Set<AgreementAssignment>().Where(a => a.Document == Pupils && pupils.Contains(a.PersonId)).ToListAsync();
        await desk.SignAsync([.. assignments.Select(a => (a, words))], a =>
        {
            var parent = parents[a.PersonId];
            acting.As(parent);
            return new NewSignature(SignedAs.Parent, parent.Id, parent.Name, HasRead: true, SignatureWay.Link, ChildAgrees: true);
        });
    }

    private static async Task RefuseAsync(Acting acting, Guid pupil, Person parent, string reason)
    {
        acting.As(parent);
        var assignment = await acting.Db.Set<AgreementAssignment>().SingleAsync(a => a.Document == Pupils && a.PersonId == pupil);
        if (assignment.Waits(SignedAs.Parent)) await acting.Get<AgreementDesk>().RefuseAsync([assignment], SignedAs.Parent, parent.Id, reason);
    }

    private static void PlanAttestations(Timeline timeline, Cast cast, Random random, List<DateOnly> days, int span)
    {
        foreach (var person in cast.ById.Values.Where(p => p.Kind is PersonKind.Staff or PersonKind.Governor or PersonKind.Visitor && p.ExternalId != "trust-officer").OrderBy(p => p.ExternalId, StringComparer.Ordinal))
        {
            if (NotAttested.Contains(person.ExternalId)) continue;
            timeline.Add(Early(random, days, span), acting =>
            {
                acting.As(person);
                var desk = acting.Get<AttestationDesk>();
                return desk.AttestAsync(person.Id, hasUnderstood: true, desk.Settings.Questions.ToDictionary(q => q.Id, q => q.Options.First(o => o.Right).Id));
            });
        }
    }

    private static async Task LetInAsync(Acting acting, Cast cast, string visitor, DateOnly until)
    {
        var host = cast["ict-support"];
        acting.As(host);
        var entry = await acting.Db.Set<AccessEntry>().SingleAsync(e => e.PersonId == cast[visitor].Id);
        entry.LetIn(new AccessEntry.Standing(IsAtSchool: true, IsVisitor: true, AgreementAsked: true, AgreementInForce: true), until, null, host.Id, acting.Clock.GetUtcNow());
        await acting.Get<AccessRegister>().KeepAsync(cast[visitor], entry);
        acting.Get<AuditTrail>().Record(AccessRegister.Changed, nameof(AccessEntry), entry.PersonId, after: new { entry.State, entry.Reason, entry.EndsOn }, aboutPersonId: entry.PersonId);
    }

    private static async Task WithdrawAsync(Acting acting, Cast cast)
    {
        var pupil = cast[InventedPeople.PupilId(6, 1, 7)];
        acting.As(cast["headteacher"]);
        var entry = await acting.Db.Set<AccessEntry>().SingleAsync(e => e.PersonId == pupil.Id);
        var before = new { entry.State, entry.Reason };
        entry.Withdraw("Used another child's sign-in after being asked not to. Access is given back after a talk with the family.", acting.Clock.Today().AddDays(14), cast["headteacher"].Id, acting.Clock.GetUtcNow());
        await acting.Get<AccessRegister>().KeepAsync(pupil, entry);
        acting.Get<AuditTrail>().Record(AccessRegister.Changed, nameof(AccessEntry), pupil.Id, before, new { entry.State, entry.Reason }, aboutPersonId: pupil.Id);
    }

    // Most sign soon, some late.
    private static DateTimeOffset Early(Random random, List<DateOnly> days, int span)
    {
        var share = Math.Pow(random.NextDouble(), 2.2);
        return Timeline.At(days[Math.Min((int)(share * span), days.Count - 1)], 8 + random.Next(9), 20 + random.Next(39));
    }
}
