using Tutela.Web.Modules.Curriculum;
using Tutela.Web.Modules.Curriculum.Taught;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;

namespace Tutela.Cli.Demonstration;

/// <summary>What each class was taught this school year. One class has had nothing for a while.</summary>
internal static class CurriculumPart
{
    private const int Places = 4;

    private static readonly (Strand Strand, string Title)[] Taught =
    [
        (Strand.Privacy, "What we keep to ourselves"), (Strand.Relationships, "Friends whom we only know online"), (Strand.Bullying, "Kind words and unkind ones"),
        (Strand.Information, "Is it true? How to find out"), (Strand.Health, "When is it time to stop?"), (Strand.Reputation, "Who sees what we post"), (Strand.SelfImage, "Real and made-up pictures"),
    ];

    public static void Plan(Timeline timeline, Cast cast)
    {
        var year = timeline.Today.AcademicYear();
        var classes = cast.Classes.Where(c => c.Kind == ClassKind.Registration).ToList();
        foreach (var (one, index) in classes.Select((c, i) => (c, i)))
            for (var place = index == 5 ? Places - 1 : 0; place < Places; place++)
            {
                var day = timeline.Ago(4 + place * 11 + index % 5);
                var (strand, title) = Taught[(index + place) % Taught.Length];
                if (day.AcademicYear() == year) timeline.Add(Timeline.At(day, 14, 5 + index), acting => TeachAsync(acting, cast, one, strand, title));
            }
    }

    private static Task TeachAsync(Acting acting, Cast cast, SchoolClass one, Strand strand, string title)
    {
        var by = cast["computing-lead"];
        acting.As(by);
        var now = acting.Clock.GetUtcNow();
        var lesson = Lesson.Record(one.Id, strand, title, now.LondonDay(), by.Id, now);
        acting.Db.Add(lesson);
        acting.Get<AuditTrail>().Record(TaughtModel.Recorded, nameof(Lesson), lesson.Id, after: new { lesson.ClassId, strand = lesson.Strand.ToString(), lesson.Title, lesson.TaughtOn });
        return Task.CompletedTask;
    }
}
