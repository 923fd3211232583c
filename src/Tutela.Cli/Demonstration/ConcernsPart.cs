using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>Plays the stories: each is reported, goes its way by the pack's cascade, and is handled step by step.</summary>
internal static class ConcernsPart
{
    public static void Plan(Timeline timeline, Cast cast, Random random)
    {
        foreach (var story in Stories.All.Concat(Stories.Later))
        {
            var reported = Timeline.At(timeline.Ago(story.Ago), 9 + random.Next(5), random.Next(60));
            var id = Guid.Empty;
            timeline.Add(reported, async acting => id = await ReportAsync(acting, cast, story));
            PlanSteps(timeline, cast, story, reported, () => id);
        }
        // Today's: nobody has opened them yet.
        foreach (var (story, minutes) in Stories.Fresh)
            timeline.Add(timeline.Now.AddMinutes(-minutes), acting => ReportAsync(acting, cast, story));
        timeline.AddJob(Timeline.At(timeline.Ago(Stories.LeftUnread), 14, 59), acting => acting.Get<CascadeJob>().RunAsync(CancellationToken.None));
        timeline.Add(timeline.Now.AddMinutes(-48), acting => DraftAsync(acting, cast["teacher"], timeline.Ago(1)));
    }

    /// <summary>Plans what is done with a concern that will be there by then.</summary>
    public static void PlanSteps(Timeline timeline, Cast cast, Story story, DateTimeOffset reported, Func<Guid> id)
    {
        var at = reported;
        foreach (var step in story.Steps)
        {
            if (step.After >= story.Ago) throw new InvalidOperationException($"A step lies in the future: {story.Account}");
            var next = step.After == 0 ? at.AddMinutes(11) : Timeline.At(timeline.Ago(story.Ago - step.After), 10, 12 + step.After % 40);
            at = next > at ? next : at.AddMinutes(9);
            timeline.Add(at, acting => DoAsync(acting, timeline, cast, story, step, id()));
        }
    }

    private static async Task<Guid> ReportAsync(Acting acting, Cast cast, Story story)
    {
        var reporter = cast[story.By!];
        acting.As(reporter);
        var by = new Doer(reporter.Id, reporter.Name, acting.Clock.GetUtcNow());
        var making = acting.Get<ConcernMaking>();
        var local = Words.Local(by.At.AddMinutes(-25));
        var concern = new Concern
        {
            Id = Guid.CreateVersion7(by.At),
            Number = await making.NextNumberAsync(),
            Source = story.HomeWhen is not null ? ConcernSource.Parent : story.Stance is null ? ConcernSource.Staff : ConcernSource.Pupil,
            ReporterId = by.Id,
            Stance = story.Stance,
            Account = Fill(story, cast, story.Account),
            ChildWords = story.ChildWords is { } said ? Fill(story, cast, said) : null,
            ActionTaken = story.Did is { } did ? Fill(story, cast, did) : null,
            Unnamed = story.Unnamed,
            HappenedOn = story.Stance is null && story.HomeWhen is null ? DateOnly.FromDateTime(local.DateTime) : null,
            HappenedTime = story.Stance is null && story.HomeWhen is null ? new TimeOnly(local.Hour, local.Minute / 5 * 5) : null,
            HappenedAbout = story.HomeWhen ?? (story.Stance is null ? null : "not asked"),
            WrittenAt = by.At,
        };
        var kinds = acting.Get<ConcernPolicy>().Chosen(story.Risks, story.Subtypes);
        await making.AddAsync(concern, kinds, story.Children.Select(c => (cast[c.Part].Id, c.As)), by);
        return concern.Id;
    }

    private static async Task DoAsync(Acting acting, Timeline timeline, Cast cast, Story story, StoryStep step, Guid id)
    {
        acting.As(cast[step.Actor ?? "dsl"]);
        var desk = acting.Get<CaseDesk>();
        // Whoever was given an action does it on a page of their own, without the case.
        var own = step is { Act: CaseAct.DoAction, Actor: not null };
        var concern = own
            ? await acting.Db.Set<Concern>().Include(c => c.Actions).ThenInclude(a => a.Owner).SingleAsync(c => c.Id == id)
            : await desk.FindForChangeAsync(id, step.Act);
        var before = concern.Status;
        if (!own) await desk.ReadAsync(concern);
        if (step.Do is null) return;
        var today = SchoolCalendar.LocalDate(acting.Clock.GetUtcNow());
        var scene = new Scene(concern, desk.Doer, desk, cast, today, days => On(timeline, today, days), text => Fill(story, cast, text));
        var reason = step.Do(scene);
        foreach (var later in scene.Later) await later;
        desk.Done(step.Act, concern, before, reason);
    }

    private static DateOnly On(Timeline timeline, DateOnly today, int days)
    {
        var place = timeline.Days.IndexOf(today);
        return place >= 0 && place + days < timeline.Days.Count ? timeline.Days[place + days] : timeline.Today.AddDays(Math.Max(0, days - (timeline.Days.Count - place)));
    }

    private static Task DraftAsync(Acting acting, Person teacher, DateOnly yesterday)
    {
        acting.As(teacher);
        acting.Get<DraftDesk>().Start(ReportDraft.Kind, new ReportDraft
        {
            Account = "During the last ten minutes of computing two children at the back kept turning one tablet over when I came near. When I asked, one of them said that it was “only a chat”. I have",
            When = WhenAnswer.Yesterday,
            On = yesterday,
        });
        return Task.CompletedTask;
    }

    private static string Fill(Story story, Cast cast, string text)
    {
        for (var i = 0; i < story.Children.Length; i++) text = text.Replace($"{{{i}}}", cast[story.Children[i].Part].GivenName, StringComparison.Ordinal);
        return text;
    }
}
