using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Modules.Governance.Procedure;
using Tutela.Web.Modules.Governance.Report;
using Tutela.Web.Modules.Governance.WebItems;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Tutela.Cli.Demonstration;

/// <summary>The board at work: meetings with minutes and actions, a visit, the yearly risk assessment, questions, a signed report, two self-reviews.</summary>
internal static class GovernancePart
{
    private static readonly (OnlineRisk Risk, string Hazard, string Does, string Left)[] Hazards =
    [
        (OnlineRisk.Content, "Violent and frightening clips passed round in class chats", "Filtering, a lesson in each year, a letter to families", "Medium: much of it happens on phones at home"),
        (OnlineRisk.Contact, "Strangers who write to children in games", "Lessons from year 2 on, an evening for families", "Medium"),
        (OnlineRisk.Conduct, "Pictures of classmates passed on without asking, some made with AI", "Rules that children sign, lessons, quick answers to reports", "Medium: apps change quickly"),
        (OnlineRisk.Commerce, "Paid extras in games and false prize messages", "Advertising and gambling are blocked, a lesson in year 5", "Low at school"),
    ];

    private static readonly string[] Commentaries =
    [
        "Governors ask good questions; two are new and not trained yet.", "Each duty has a name. One post is empty at the moment.", "Known to staff; supply staff read it late.",
        "Signed by nearly all families, renewed each year.", "Concerns are read the same day; feedback to children could be quicker.", "Rules are clear, lockers are few.",
        "Consent is asked for each use; the list is checked by hand.", "Two people check each post.", "Each group has its own rules; teachers find it gets in the way less than last year.",
        "Alerts are read each morning; holidays are not covered.", "Devices are up to date and encrypted.", "Back-ups are made; a restore has not been tried.",
        "Old folders hold more than they should.", "Planned for every year; little for the youngest yet.", "All trained in September, the self-audit shows gaps about AI.",
        "Half of the governors have had training this year.", "Two evenings a year, few families come.", "We count concerns and signatures, and ask children once a year.",
    ];

    // Level 5 is the lowest. Aspects in their order: last summer, then this autumn.
    private static readonly int[] Summer = [3, 3, 3, 2, 3, 3, 3, 2, 3, 4, 3, 4, 4, 3, 3, 5, 4, 4];
    private static readonly int[] Autumn = [2, 3, 2, 2, 2, 2, 3, 2, 2, 3, 2, 4, 4, 3, 2, 4, 4, 3];

    public static void Plan(Timeline timeline, Cast cast)
    {
        PlanMeetings(timeline, cast);
        PlanReviews(timeline, cast);
        timeline.Add(Timeline.At(timeline.Ago(50), 8, 40), acting => Confirm(acting, cast["headteacher"]));
        timeline.Add(Timeline.At(timeline.Ago(47), 16, 5), acting => Confirm(acting, cast["senior-leader"]));
        timeline.Add(Timeline.At(timeline.Ago(46), 15, 40), acting => Registers(acting, timeline));
        timeline.Add(Timeline.At(timeline.Ago(14), 19, 10), acting => Ask(acting, cast["governor"], Role.ComputingLead, "Are the new tablets filtered when children take them home?"));
        timeline.Add(Timeline.At(timeline.Ago(11), 9, 20), async acting =>
        {
            acting.As(cast["computing-lead"]);
            var question = await acting.Db.Set<GovernorQuestion>().OrderBy(q => q.AskedAt).FirstAsync();
            question.Reply("Yes, through the same rules as at school. I test one of them from home each month and keep the result.", cast["computing-lead"].Id, acting.Clock.GetUtcNow());
        });
        timeline.Add(Timeline.At(timeline.Ago(3), 20, 15), acting => Ask(acting, cast["governor"], Role.DesignatedSafeguardingLead, "More concerns of contact were reported this term than last. What do we think is behind it, and what are we doing?"));
        timeline.Add(Timeline.At(timeline.Ago(4), 17, 5), acting =>
        {
            acting.As(cast["chair"]);
            return acting.Get<MeetingDesk>().GiveAsync("Ask six children on your next visit what they do when something online worries them", cast["governor"].Id, timeline.Today.AddDays(12), cast["chair"].Id);
        });
        timeline.Add(Timeline.At(timeline.Ago(15), 16, 30), async acting =>
        {
            acting.As(cast["headteacher"]);
            var to = new DateOnly(timeline.Ago(15).Year, timeline.Ago(15).Month, 1).AddDays(-1);
            var body = await acting.Get<ReportMaking>().MakeAsync(new DateOnly(to.AcademicYear(), 9, 1), to);
            acting.Get<ReportSigning>().Sign(body, Role.Headteacher);
        });
        timeline.Add(Timeline.At(timeline.Ago(9), 15, 50), acting => WebItem(acting, cast, "Photographs of the harvest assembly", "https://oakfield.example/news/harvest", true));
        timeline.Add(Timeline.At(timeline.Ago(2), 15, 55), acting => WebItem(acting, cast, "Year 6 blog about the residential trip", "https://oakfield.example/blogs/year-6", false));
    }

    private static void PlanMeetings(Timeline timeline, Cast cast)
    {
        Meet(timeline, cast, 78, MeetingKind.Board, "Summer meeting on online safety", "Training needs\nWhat the logs show\nThe new policy",
            "The lead went through the term's figures. Training about AI is needed. The board asked for a short guide for families before the holidays.",
            [("Write a short guide for families about AI chat programs", "dsl", 70, "Sent to all families and put on the website."), ("Train new governors in online safety", "chair", -21, null)]);
        Meet(timeline, cast, 22, MeetingKind.Board, "Autumn meeting on online safety", "Actions of last time\nThe incident log\nTraining of governors\nQuestions",
            "Contact concerns have gone up. The lead explained two groups of games behind it. Filtering of the tablets at home was asked about. Two governors still need training.",
            [("Ask two families' groups what would help them at home", "dsl", -14, null), ("Show governors a month of filtering reports", "computing-lead", 5, null), ("Put a date for training before all governors", "chair", 6, "Booked for January.")]);
        Meet(timeline, cast, 12, MeetingKind.Visit, "Visit: how year 4 learns about online life", "A lesson in 4B\nTalk with six children",
            "The lesson was lively. Children knew whom to tell. Two did not know what the block page means.", [("Explain the block page in an assembly", "computing-lead", -10, null)]);
        timeline.Add(Timeline.At(timeline.Ago(20), 11, 0), acting =>
        {
            acting.As(cast["dsl"]);
            return acting.Get<MeetingDesk>().PlanAsync(MeetingKind.FilteringReview, null, timeline.Today.AddDays(10), "Results of the checks\nWhat teachers asked to have let through\nAI tools", cast["dsl"].Id);
        });
        timeline.Add(Timeline.At(timeline.Ago(30), 15, 45), async acting =>
        {
            acting.As(cast["dsl"]);
            var desk = acting.Get<MeetingDesk>();
            var meeting = await desk.PlanAsync(MeetingKind.RiskAssessment, null, timeline.Ago(30), "Hazards of this year", cast["dsl"].Id);
            await acting.Db.SaveChangesAsync();
            var there = Everybody(cast);
            await desk.RecordAsync(meeting, timeline.Ago(30), "We went through this year's incidents and what children told us, hazard by hazard.", null, there, null, cast["dsl"].Id);
            List<ReviewPoint> points = [];
            foreach (var (position, (risk, hazard, does, left)) in Hazards.Index())
            {
                var point = new ReviewPoint { Id = Guid.CreateVersion7(acting.Clock.GetUtcNow()), MeetingId = meeting.Id, Risk = risk, Question = hazard, Position = position };
                point.Answer(meeting, does, left);
                acting.Db.Add(point);
                points.Add(point);
            }
            meeting.SignOff("Contact in games is this year's greatest risk. Families need more help than they get.", timeline.Ago(30).AddMonths(12), cast["dsl"].Name, [.. there.Select(t => t.Item2)], points, 12, cast["dsl"].Id, acting.Clock.GetUtcNow());
            acting.Get<AuditTrail>().Record(GovernanceProcesses.SignedOff, nameof(Meeting), meeting.Id, after: new { meeting.Kind, meeting.NextOn });
        });
    }

    // Days of actions are counted back from today; below nought they are still to come.
    private static void Meet(Timeline timeline, Cast cast, int ago, MeetingKind kind, string title, string agenda, string minutes, (string Text, string Owner, int Due, string? Outcome)[] actions)
    {
        timeline.Add(Timeline.At(timeline.Ago(ago + 10), 9, 15), acting =>
        {
            acting.As(cast["chair"]);
            return acting.Get<MeetingDesk>().PlanAsync(kind, title, timeline.Ago(ago), agenda, cast["chair"].Id);
        });
        timeline.Add(Timeline.At(timeline.Ago(ago), 18, 45), async acting =>
        {
            acting.As(cast["governor"]);
            var desk = acting.Get<MeetingDesk>();
            var meeting = await acting.Db.Set<Meeting>().SingleAsync(m => m.Title == title);
            var month = new DateOnly(timeline.Ago(ago).Year, timeline.Ago(ago).Month, 1);
            await desk.RecordAsync(meeting, timeline.Ago(ago), minutes, null, kind == MeetingKind.Board ? Everybody(cast) : [(cast["governor"].Id, Capacity.Governor)],
                kind == MeetingKind.Board ? (month.AddMonths(-2), timeline.Ago(ago)) : null, cast["governor"].Id);
            foreach (var (text, owner, due, _) in actions)
                await desk.GiveAsync(text, cast[owner].Id, timeline.Today.AddDays(-due), cast["governor"].Id, meeting.Id);
        });
        foreach (var (text, owner, due, outcome) in actions.Where(a => a.Outcome is not null))
            timeline.Add(Timeline.At(timeline.Ago(Math.Max(1, ago - 6)), 12, 30), async acting =>
            {
                acting.As(cast[owner]);
                var action = await acting.Db.Set<GovernanceAction>().SingleAsync(a => a.Text == text);
                action.Done(outcome!, cast[owner].Id, acting.Clock.GetUtcNow());
                acting.Get<AuditTrail>().Record(GovernanceProcesses.ActionDone, nameof(GovernanceAction), action.Id, after: new { action.Outcome });
            });
    }

    private static void PlanReviews(Timeline timeline, Cast cast)
    {
        foreach (var (ago, levels) in new[] { (84, Summer), (8, Autumn) })
            timeline.Add(Timeline.At(timeline.Ago(ago), 15, 30), async acting =>
            {
                var lead = cast["dsl"];
                acting.As(lead);
                var now = acting.Clock.GetUtcNow();
                var review = new SelfReview { Id = Guid.CreateVersion7(now), StartedById = lead.Id, StartedOn = timeline.Ago(ago) };
                acting.Db.Add(review);
                List<SelfReviewAspect> aspects = [];
                foreach (var (index, aspect) in Aspect.All.Index())
                {
                    var row = new SelfReviewAspect { Id = Guid.CreateVersion7(now), ReviewId = review.Id, Aspect = aspect.Id };
                    row.Judge(review, levels[index], Commentaries[index], lead.Id, now);
                    aspects.Add(row);
                }
                acting.Db.AddRange(aspects);
                review.Finish(aspects, lead.Id, now);
                acting.Get<AuditTrail>().Record(GovernanceProcesses.ReviewFinished, nameof(SelfReview), review.Id, after: aspects.Select(a => new { a.Aspect, a.Level }).ToList());
                await acting.Db.SaveChangesAsync();
                if (ago > 20) return;
                await acting.Get<MeetingDesk>().GiveAsync("Try a restore of last month's back-up and write down how long it took", cast["computing-lead"].Id, timeline.Today.AddDays(20), lead.Id, review: review.Id, aspect: "cyber-security");
                await acting.Get<MeetingDesk>().GiveAsync("Clear the old shared folders and say who may keep what", cast["senior-leader"].Id, timeline.Today.AddDays(45), lead.Id, review: review.Id, aspect: "data-security");
            });
    }

    private static Task Registers(Acting acting, Timeline timeline)
    {
        var now = acting.Clock.GetUtcNow();
        Guid Id() => Guid.CreateVersion7(now);
        acting.Db.Add(new PostContact { Id = Id(), Post = "dsl", Phone = "01632 960 014", Email = "safeguarding@oakfield.example", ChangedAt = now });
        acting.Db.Add(new PostContact { Id = Id(), Post = "link-governor", Email = "governors@oakfield.example", ChangedAt = now });
        acting.Db.Add(new PostDocument { Id = Id(), Kind = PostDocumentKind.ChildProtectionPolicy, Title = "Child protection policy", Address = "https://oakfield.example/policies/child-protection", DatedOn = timeline.Ago(50), ChangedAt = now });
        acting.Db.Add(new PostDocument { Id = Id(), Kind = PostDocumentKind.JobDescription, Title = "Job description of the safeguarding lead", Address = "https://oakfield.example/staff/dsl", DatedOn = timeline.Ago(100), ChangedAt = now });
        acting.Db.Add(new AddedDuty { Id = Id(), List = "staff", Text = "Ask children once a half term which apps and games they use, and tell the computing lead what is new.", AddedAt = now });
        acting.Db.Add(new ProviderContract
        {
            Id = Id(),
            Post = "it-provider",
            Provider = "Wychmoor schools' IT service",
            StartsOn = timeline.Today.AddYears(-3).AddDays(42),
            EndsOn = timeline.Today.AddDays(41),
            ContactName = "Service desk",
            ContactEmail = "desk@wychmoor-it.example",
            ContactPhone = "01632 960 200",
            DataTerms = "Sees device names, accounts and pseudonymous logs; no case files. Deletes everything within 30 days of the end. The agreement is kept in the school office.",
            DataTermsOn = timeline.Today.AddYears(-3).AddDays(30),
            RecordedAt = now,
        });
        return Task.CompletedTask;
    }

    private static Task Confirm(Acting acting, Person person)
    {
        acting.As(person);
        var now = acting.Clock.GetUtcNow();
        var row = new ProcedureConfirmation { Id = Guid.CreateVersion7(now), PersonId = person.Id, Day = now.LondonDay(), At = now };
        acting.Db.Add(row);
        acting.Get<AuditTrail>().Record(GovernanceProcesses.Confirmed, nameof(ProcedureConfirmation), row.Id, after: new { row.Day });
        return Task.CompletedTask;
    }

    private static Task Ask(Acting acting, Person governor, Role of, string text)
    {
        acting.As(governor);
        var now = acting.Clock.GetUtcNow();
        acting.Db.Add(new GovernorQuestion { Id = Guid.CreateVersion7(now), AskedById = governor.Id, AskedAt = now, AskedOf = of, Text = text });
        return Task.CompletedTask;
    }

    private static Task WebItem(Acting acting, Cast cast, string title, string address, bool live)
    {
        acting.As(cast["teacher"]);
        var now = acting.Clock.GetUtcNow();
        var item = new WebItem { Id = Guid.CreateVersion7(now), Title = title, Address = address, ProposedById = cast["teacher"].Id, ProposedAt = now };
        if (live) item.Decide(true, null, Role.Headteacher, cast["headteacher"].Id, now);
        acting.Db.Add(item);
        return Task.CompletedTask;
    }

    private static (Guid, Capacity)[] Everybody(Cast cast) =>
        [(cast["governor"].Id, Capacity.Governor), (cast["headteacher"].Id, Capacity.SeniorLeader), (cast["dsl"].Id, Capacity.SafeguardingLead), (cast["computing-lead"].Id, Capacity.Ict)];
}
