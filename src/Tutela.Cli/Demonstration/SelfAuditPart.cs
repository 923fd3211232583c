using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.SelfAudit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>One round of the self-audit: sent three weeks ago, answered by most, with needs that are planned and wishes that are grouped in part.</summary>
internal static class SelfAuditPart
{
    private static readonly string[] Wishes =
    [
        "How to talk with parents about games that are too old for their child", "Games that my class plays at home", "What to look for in the monitoring alerts", "Pictures made by a computer, and how to tell",
        "How children use group chats", "What I may post about work on my own account",
    ];

    // In percent: how often each of the first nine questions is answered with no.
    private static readonly int[] NoRates = [4, 12, 3, 6, 14, 22, 18, 30, 10];

    public static void Plan(Timeline timeline, Cast cast, Random random, List<Person> staff)
    {
        timeline.Add(Timeline.At(timeline.Ago(14), 9, 5), async acting =>
        {
            acting.As(cast["dsl"]);
            await acting.Get<SelfAuditDesk>().SendAsync(cast["dsl"].Id);
        });
        foreach (var person in staff)
        {
            if (person.ExternalId is "teacher" or "ict-support" or "lunch-3" || random.Next(100) < 18) continue;
            var answers = NoRates.Select(rate => new GivenAnswer(random.Next(100) >= rate, null)).Append(random.Next(7) == 0
                ? new GivenAnswer(true, Wishes[random.Next(Wishes.Length)]) : new GivenAnswer(false, null)).ToList();
            timeline.Add(Timeline.At(timeline.Ago(13 - random.Next(11)), 12, random.Next(50)), async acting =>
            {
                acting.As(person);
                var sheet = await acting.Db.Set<AuditSheet>().SingleAsync(s => s.PersonId == person.Id);
                await acting.Get<SelfAuditDesk>().AnswerAsync(sheet, answers);
            });
        }
        timeline.Add(Timeline.At(timeline.Ago(1), 15, 50), acting => PlannedAsync(acting, cast["dsl"]));
    }

    private static async Task PlannedAsync(Acting acting, Person dsl)
    {
        acting.As(dsl);
        var (now, desk) = (acting.Clock.GetUtcNow(), acting.Get<SelfAuditDesk>());
        var session = await acting.Db.Set<TrainingSession>().Where(s => s.StartsAt > now).Select(s => s.Id).FirstAsync();
        var abuse = await acting.Db.Set<TrainingNeed>().Where(n => n.Question == SelfAuditForm.PeerAbuse).Select(n => n.Id).ToListAsync();
        if (abuse.Count > 0) await desk.PlanAsync(abuse, session);
        var games = await acting.Db.Set<TrainingNeed>().Where(n => n.Wish != null && n.Wish.Contains("ames")).Select(n => n.Id).ToListAsync();
        if (games.Count > 0) await desk.GroupAsync(games, "Games");
    }
}
