using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training;

/// <summary>Something that people can be trained by. What it covers is fixed on a completion on the day: a change here changes nobody's record.</summary>
public sealed class Course : SchoolRow
{
    public const int TitleMaxLength = 120;
    public const int ProviderMaxLength = 120;
    public const int MostMonthsValid = 120;

    public required string Title { get; set; }
    public CourseKind Kind { get; set; }
    public string? Provider { get; set; }
    /// <summary>Names of <see cref="CoursePurpose"/>.</summary>
    public required string[] Purposes { get; set; }
    /// <summary>Ids of <see cref="TrainingTopics"/>, such as "point:nudes".</summary>
    public required string[] Topics { get; set; }
    /// <summary>How long a completion holds; null: it does not run out.</summary>
    public int? MonthsValid { get; set; }
    public DateTimeOffset AddedAt { get; init; }
    public DateOnly? RetiredOn { get; private set; }

    public bool Is(CoursePurpose purpose) => Purposes.Contains(purpose.ToString());

    /// <summary>What the catalogue says of it. The same check for a new course and a changed one.</summary>
    public void Describe(CourseFacts facts, TrainingTopics topics)
    {
        var title = facts.Title?.Trim() ?? "";
        if (title.Length == 0) throw new Refused("Enter what the course is called", "Input.Title");
        if (title.Length > TitleMaxLength) throw new Refused($"Keep the title to {TitleMaxLength} characters", "Input.Title");
        if (facts.Kind is not { } kind) throw new Refused("Choose what kind of course it is", "Input.Kind");
        if (facts.Provider?.Length > ProviderMaxLength) throw new Refused($"Keep the provider to {ProviderMaxLength} characters", "Input.Provider");
        if (kind == CourseKind.ExternalProvider && string.IsNullOrWhiteSpace(facts.Provider)) throw new Refused("Say who provides it", "Input.Provider");
        if (facts.MonthsValid is < 1 or > MostMonthsValid) throw new Refused($"Enter a number of months from 1 to {MostMonthsValid}, or leave it empty", "Input.MonthsValid");
        var covered = facts.Topics.Distinct().ToArray();
        if (covered.Any(t => topics.Find(t) is null)) throw new Refused("Choose what it covers from the list", "Input.Topics");
        if (covered.Length == 0 && facts.Purposes.Count == 0) throw new Refused("Choose at least one thing that it covers", "Input.Topics");
        (Title, Kind, Provider, MonthsValid, Topics) = (title, kind, string.IsNullOrWhiteSpace(facts.Provider) ? null : facts.Provider.Trim(), facts.MonthsValid, covered);
        Purposes = [.. facts.Purposes.Distinct().Order().Select(p => p.ToString())];
    }

    public void Retire(DateOnly on)
    {
        if (RetiredOn is not null) throw new Refused("This course is out of the catalogue already.");
        RetiredOn = on;
    }

    /// <summary>The last day on which a completion of this day holds.</summary>
    public DateOnly? ExpiresOn(DateOnly doneOn) => MonthsValid is { } months ? doneOn.AddMonths(months) : null;
}

public sealed record CourseFacts(string? Title, CourseKind? Kind, string? Provider, IReadOnlyCollection<CoursePurpose> Purposes, IReadOnlyCollection<string> Topics, int? MonthsValid);

public enum CourseKind { ExternalProvider, SchoolSession, AssemblyOrLessonVisit, Online }

/// <summary>What a completed course counts as.</summary>
public enum CoursePurpose { Safeguarding, OnlineSafety, LeadFull, LeadRefresh, OwnDevice }

public static class CourseWords
{
    public static string Words(this CourseKind kind) => kind switch
    {
        CourseKind.ExternalProvider => "External provider",
        CourseKind.SchoolSession => "School session",
        CourseKind.AssemblyOrLessonVisit => "Assembly or lesson visit",
        _ => "Online course",
    };

    public static string Words(this CoursePurpose purpose) => purpose switch
    {
        CoursePurpose.Safeguarding => "Safeguarding training that includes online safety",
        CoursePurpose.OnlineSafety => "Online safety session",
        CoursePurpose.LeadFull => "Full child protection training for safeguarding leads",
        CoursePurpose.LeadRefresh => "Yearly refresh for safeguarding leads",
        _ => "Needed before somebody uses their own device",
    };

    public static string Hint(this CoursePurpose purpose) => purpose switch
    {
        CoursePurpose.Safeguarding => "Counts as the refresher that all staff have each academic year",
        CoursePurpose.OnlineSafety => "Counts for governors and for volunteers who need training",
        CoursePurpose.LeadFull => "Runs out as the policy says",
        CoursePurpose.LeadRefresh => "Full training counts as a refresh too",
        _ => "Without it in date, nobody is given access for an own device",
    };
}
