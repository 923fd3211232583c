using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering.Failures;

public enum FailureKind { LetThrough, Overblocked, MonitoringSilent, Other }

/// <summary>Somebody saw filtering or monitoring fail. What was said stays; the first answer is timed.</summary>
public sealed class FilterFailure : SchoolRow
{
    public const int AccountMaxLength = 2000;

    public FailureKind What { get; init; }
    public required string Account { get; init; }
    public Guid ReportedBy { get; init; }
    public DateTimeOffset ReportedAt { get; init; }
    public Guid? AnsweredBy { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? Answer { get; private set; }

    /// <summary>From the report to the first answer, or to now while there is none.</summary>
    public TimeSpan WaitedAt(DateTimeOffset now) => (AnsweredAt ?? now) - ReportedAt;

    public void Reply(string? text, Guid by, DateTimeOffset now)
    {
        if (AnsweredAt is not null) throw new Refused("Somebody has answered this report already.");
        if (string.IsNullOrWhiteSpace(text)) throw new Refused("Enter what is being done", "Input.Answer");
        if (text.Trim().Length > AccountMaxLength) throw new Refused($"Keep it to {AccountMaxLength} characters", "Input.Answer");
        (Answer, AnsweredBy, AnsweredAt) = (text.Trim(), by, now);
    }
}

public static class FailureKinds
{
    public static string Title(this FailureKind kind) => kind switch
    {
        FailureKind.LetThrough => "Something harmful was let through",
        FailureKind.Overblocked => "Filtering stops lessons: much is refused that should not be",
        FailureKind.MonitoringSilent => "Monitoring shows nothing, or shows it late",
        _ => "Something else has failed",
    };
}
