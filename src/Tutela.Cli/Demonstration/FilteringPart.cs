using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Filtering;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Modules.Monitoring;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Modules.Monitoring.Intake;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>What the school's filter node delivered: each day of the last month, and two days a week before. Alerts come of it by the
/// rules, and are decided the next morning, but for the one of today.</summary>
internal static class FilteringPart
{
    private const int DailyFor = 22;

    private static readonly string[] Lessons =
    [
        "reading-corner.example", "times-tables.example", "phonics-garden.example", "young-coders.example", "museum-of-everything.example", "maps-for-schools.example", "story-well.example",
        "science-shed.example", "spelling-bees.example", "school-mail.example", "lesson-plans.example", "choir-box.example",
    ];

    // Names that lists hold, with their categories: what a child or a page asks for on an ordinary day.
    private static readonly (string Name, string Category)[] Ordinary =
    [
        ("blocky-battles.example", "games"), ("play.fruit-match.example", "games"), ("speedy-karts.example", "games"), ("pixel-farm.example", "games"), ("chitchat.example", "social"),
        ("short-clips.example", "social"), ("talk-room.example", "chat"), ("free-mail.example", "webmail"), ("adverts.banner-net.example", "ads"), ("count.pixel-track.example", "tracking"),
        ("gambling.example", "gambling"), ("spins.gambling.example", "gambling"),
    ];

    // What makes an alert: how many school days ago, which tablet, what for, and how it was decided.
    private static readonly (int Ago, int Tablet, string Category, string[] Names, string? NotAWorry)[] Alerts =
    [
        (112, 9, "proxy", ["unblock-all.example"], "The class was looking for a song site. Talked with the class about why the filter is there."),
        (97, 13, "self-harm", ["quiet-corner-forum.example"], null),
        (84, 5, "vpn", ["hidden-tunnel.example"], "An app on the tablet asks for this by itself when it starts. ICT support has taken the app off."),
        (70, 14, "games", ["blocky-battles.example", "pixel-farm.example", "speedy-karts.example", "play.fruit-match.example", "hop-hop.example", "tile-drop.example"], "Golden time: the class had been told that games were allowed. They were not. Explained to the class and the teacher."),
        (58, 11, "gambling", ["spins.gambling.example", "gambling.example", "lucky.gambling.example", "cards.gambling.example", "roulette.gambling.example"], null),
        (44, 12, "proxy", ["unblock-all.example", "mirror-me.example"], "Two children followed a link that a friend had written on paper. Their teacher has talked with both."),
        (33, 7, "games", ["pixel-farm.example", "hop-hop.example", "tile-drop.example", "speedy-karts.example", "blocky-battles.example"], "Wet playtime. Games are not allowed then either; the lunchtime staff know now."),
        (17, 10, "vpn", ["hidden-tunnel.example"], "The same app as before, on a tablet that had been set up again. Taken off."),
        (8, 14, "extremism", ["march-for-purity.example"], null),
        (4, 6, "chat", ["talk-room.example", "say-hi.example", "whisper-wall.example", "group-den.example", "buzz-room.example"], "A link to a class quiz led through a chat site. The teacher uses another quiz now."),
    ];

    public static void Plan(Timeline timeline, Cast cast, Random random)
    {
        var node = Guid.Empty;
        timeline.Add(Timeline.At(timeline.Days[2], 9, 0), async acting =>
        {
            acting.As(cast["ict-support"]);
            await acting.Get<NodeDesk>().AddAsync(Running.NodeProcess.NodeName, "The server room: filters all of the school's network");
            node = acting.Db.ChangeTracker.Entries<FilterNode>().Single().Entity.Id;
        });
        var recent = timeline.Days.TakeLast(DailyFor).ToHashSet();
        foreach (var day in timeline.Days.Skip(3))
        {
            var alerts = Alerts.Where(a => timeline.Ago(a.Ago) == day).ToList();
            if (!recent.Contains(day) && day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Thursday) && alerts.Count == 0) continue;
            var lines = Day(random, day, recent.Contains(day) ? 160 : 60, recent.Contains(day) ? 1 : 3);
            lines.AddRange(alerts.SelectMany(a => Burst(Timeline.At(day, 13, 40), a.Tablet, a.Category, a.Names)));
            timeline.AddJob(Timeline.At(day, 15, 50), acting => TakeAsync(acting, node, lines));
            foreach (var alert in alerts)
                PlanDecision(timeline, cast, alert.Ago, alert.NotAWorry);
        }
        var fresh = timeline.Now.AddMinutes(-34);
        var last = Burst(fresh, 9, "gambling", ["spins.gambling.example", "gambling.example", "lucky.gambling.example", "cards.gambling.example", "bingo.gambling.example", "poker.gambling.example"]).ToList();
        last.AddRange(Lessons.Select((name, i) => new Line(fresh.AddMinutes(-2 * i), EquipmentPart.TabletAddress(1 + i), "pupils", name, null, 9 + i)));
        last.AddRange(Lessons.Select((name, i) => new Line(fresh.AddMinutes(-3 * i), EquipmentPart.LaptopAddress(1 + i), "staff", name, null, 4 + i)));
        timeline.AddJob(timeline.Now.AddMinutes(-21), acting => TakeAsync(acting, node, last));
        PlanByHand(timeline, cast);
        SitesPart.Plan(timeline, cast);
    }

    private static void PlanByHand(Timeline timeline, Cast cast)
    {
        Failure(timeline, cast, 88, "assistant-2-0", FailureKind.Overblocked, "The phonics site that we use each morning has been refused since yesterday.", "It had come on a games list by mistake. It is let through again, with a reason.");
        Failure(timeline, cast, 36, "teacher-5-1", FailureKind.LetThrough, "A picture search showed adult pictures although the words were harmless. I closed the lid at once.", "Safe search was off on the trolley's new tablets. It is on for all of them; checked on each.");
        Failure(timeline, cast, 1, "teacher-3-0", FailureKind.Overblocked, "The museum's own video page is refused on the tablets, but opens on my laptop. We need it for a lesson this week.", null);
    }

    private static void Failure(Timeline timeline, Cast cast, int ago, string by, FailureKind kind, string account, string? answer)
    {
        var id = Guid.Empty;
        timeline.Add(Timeline.At(timeline.Ago(ago), 14, 5), acting =>
        {
            acting.As(cast[by]);
            var now = acting.Clock.GetUtcNow();
            id = Guid.CreateVersion7(now);
            acting.Db.Add(new FilterFailure { Id = id, What = kind, Account = account, ReportedBy = cast[by].Id, ReportedAt = now });
            acting.Get<AuditTrail>().Record(FilteringModule.FailureReported, nameof(FilterFailure), id, after: new { what = kind.ToString() });
            return Task.CompletedTask;
        });
        if (answer is null) return;
        timeline.Add(Timeline.At(timeline.Ago(ago), 15, 10), async acting =>
        {
            var ict = cast["ict-support"];
            acting.As(ict);
            var failure = await acting.Db.Set<FilterFailure>().SingleAsync(f => f.Id == id);
            failure.Reply(answer, ict.Id, acting.Clock.GetUtcNow());
            acting.Get<AuditTrail>().Record(FilteringModule.FailureAnswered, nameof(FilterFailure), id, after: new { minutes = (int)failure.WaitedAt(acting.Clock.GetUtcNow()).TotalMinutes });
        });
    }

    // In the morning of the next school day; what becomes a concern is handled as one.
    private static void PlanDecision(Timeline timeline, Cast cast, int ago, string? notAWorry)
    {
        var (at, id) = (Timeline.At(timeline.Ago(ago - 1), 8, 10), Guid.Empty);
        timeline.Add(at, async acting => id = await DecideAsync(acting, cast, notAWorry));
        if (notAWorry is not null) return;
        ConcernsPart.PlanSteps(timeline, cast, new Story(ago - 1, null, [OnlineRisk.Content], [], "From an alert",
            Play.Decide(0, Decision.AdviceGiven, "The tablet goes round the class, so nobody is named. The class teacher talks with the class about what to do when something like this comes up."),
            Play.Action(0, "Talk with the class, and look again at who has the tablet when", "teacher", 3),
            Play.Done(3, "Done. Two children came afterwards and told how they had got there."),
            Play.Record(3),
            Play.Close(4, "No child is known to have seen it: the network refused each request. The class knows whom to tell.")), at, () => id);
    }

    private static async Task<Guid> DecideAsync(Acting acting, Cast cast, string? notAWorry)
    {
        var lead = cast["dsl"];
        acting.As(lead);
        var alert = await acting.Db.Set<Alert>().SingleAsync(a => a.Status == AlertStatus.New);
        var now = acting.Clock.GetUtcNow();
        alert.Take(AlertSteps.Of(notAWorry is null ? AlertAction.RaiseConcern : AlertAction.NotAWorry), notAWorry, lead.Id, now);
        if (notAWorry is null)
        {
            var path = await acting.Get<ConcernDesk>().RaiseFromAlertAsync(alert.Id,
                $"{alert.Count} requests for {FilterCategories.Title(alert.Category).ToLowerInvariant()} were refused on one of the class tablets. Nobody is named: several children use the tablet.",
                [OnlineRisk.Content], alert.LastAt, urgent: alert.Grade >= 4);
            alert.LinkTo(Guid.Parse(path.Split('/')[^1]));
        }
        acting.Get<AuditTrail>().Record(MonitoringModule.AlertDecided, nameof(Alert), alert.Id, new { status = AlertStatus.New.ToString() }, new { status = alert.Status.ToString() }, alert.Reason);
        return alert.ConcernId ?? Guid.Empty;
    }

    private sealed record Line(DateTimeOffset At, string Client, string Group, string Name, string? Category, int Count);

    private static List<Line> Day(Random random, DateOnly day, int lines, int times)
    {
        var made = new List<Line>();
        for (var i = 0; i < lines; i++)
        {
            var at = Timeline.At(day, 9 + i * 6 / lines, random.Next(60));
            var staff = random.Next(4) == 0;
            var client = staff ? EquipmentPart.LaptopAddress(1 + random.Next(EquipmentPart.Laptops)) : EquipmentPart.TabletAddress(1 + random.Next(EquipmentPart.Tablets));
            made.Add(new Line(at, client, staff ? "staff" : "pupils", Lessons[random.Next(Lessons.Length)], null, times * (1 + random.Next(12))));
        }
        // One refusal a tablet at most, so that an ordinary day makes no alert.
        for (var tablet = 1; tablet <= EquipmentPart.Tablets; tablet++)
        {
            if (random.Next(3) != 0) continue;
            var (name, category) = Ordinary[random.Next(Ordinary.Length)];
            made.Add(new Line(Timeline.At(day, 9 + random.Next(6), random.Next(60)), EquipmentPart.TabletAddress(tablet), "pupils", name, category, category is "ads" or "tracking" ? 3 + random.Next(20) : 1 + random.Next(2)));
        }
        return made;
    }

    private static IEnumerable<Line> Burst(DateTimeOffset at, int tablet, string category, string[] names) =>
        names.Select((name, i) => new Line(at.AddSeconds(41 * i), EquipmentPart.TabletAddress(tablet), "pupils", name, category, 1));

    private static async Task TakeAsync(Acting acting, Guid node, List<Line> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.OrderBy(l => l.At))
            text.AppendLine(JsonSerializer.Serialize(new
            {
                at = line.At,
                client = line.Client,
                group = line.Group,
                name = line.Name,
                type = "A",
                action = line.Category is null ? "allow" : "block",
                category = line.Category,
                list = line.Category is null ? null : "demonstration",
                rule = line.Category is null ? null : line.Name,
                count = line.Count,
            }));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        await acting.Get<ActivityIntake>().TakeAsync(Guid.CreateVersion7(acting.Clock.GetUtcNow()), node, stream, CancellationToken.None);
    }
}
