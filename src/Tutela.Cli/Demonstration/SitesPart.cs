using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Requests;
using Tutela.Web.Platform;

namespace Tutela.Cli.Demonstration;

/// <summary>What people asked of the filter: sites for lessons, one that was let through by mistake, and one that nobody has decided on yet.</summary>
internal static class SitesPart
{
    public static void Plan(Timeline timeline, Cast cast)
    {
        Ask(timeline, cast, 47, "teacher-5-1", "https://volcano-camera.example/live", "5B", "Geography: the class watches the crater for ten minutes and writes down what it sees", 4, 55, null, "Open for your lesson. It closes on its last day.");
        Report(timeline, cast, 26, "assistant-2-0", "https://funny-pranks.example/new", Unsuitability.Violent, "2A", "It came up as the second result of a search for puppets. I turned the screen over.", 35, "Closed for all pupils. Thank you.");
        Ask(timeline, cast, 19, "teacher-3-0", "word-duel.example", "3A", "Spelling: pairs play each other", 3, 190, "It shows advertising to children and lets strangers join. The spelling game on the school's own list does the same.", null);
        Ask(timeline, cast, 9, "pupil", "otter-facts.example", null, "for my project about otters", null, 85, null, "It is open now. Enjoy the otters!");
        Ask(timeline, cast, 1, "teacher-3-0", "https://short-clips.example/museum/dig", "3A", "History: the museum's film of the dig, which we watch and talk about; it is to be had only there", 5, null, null, null);
    }

    private static void Ask(Timeline timeline, Cast cast, int ago, string by, string address, string? className, string why, int? days, int? minutes, string? no, string? yes)
    {
        var id = Guid.Empty;
        timeline.Add(Timeline.At(timeline.Ago(ago), 12, 20), async acting =>
        {
            acting.As(cast[by]);
            var today = acting.Clock.GetUtcNow().LondonDay();
            id = (await acting.Get<SiteDesk>().AskForAsync(new(address, why, "pupils", true, className, days is null ? null : today, days is { } span ? today.AddDays(span) : null))).Id;
        });
        if (minutes is { } later) Answer(timeline, cast, Timeline.At(timeline.Ago(ago), 12, 20).AddMinutes(later), () => id, ["pupils"], no, yes);
    }

    private static void Report(Timeline timeline, Cast cast, int ago, string by, string address, Unsuitability wrong, string className, string how, int minutes, string yes)
    {
        var (id, at) = (Guid.Empty, Timeline.At(timeline.Ago(ago), 10, 40));
        timeline.Add(at, async acting =>
        {
            acting.As(cast[by]);
            id = (await acting.Get<SiteDesk>().ReportAsync(new(address, wrong, how, className, acting.Clock.GetUtcNow().AddMinutes(-6)))).Id;
        });
        Answer(timeline, cast, at.AddMinutes(minutes), () => id, ["pupils", "guests"], null, yes);
    }

    private static void Answer(Timeline timeline, Cast cast, DateTimeOffset at, Func<Guid> id, IReadOnlyList<string> groups, string? no, string? yes) =>
        timeline.Add(at, async acting =>
        {
            acting.As(cast["ict-support"]);
            var request = await acting.Db.Set<SiteRequest>().SingleAsync(r => r.Id == id());
            if (no is null) await acting.Get<SiteDesk>().GrantAsync(request, new(request.Name, groups, request.EndsOn, yes));
            else await acting.Get<SiteDesk>().TakeAsync(request, SiteRequestAction.Decline, no);
        });
}
