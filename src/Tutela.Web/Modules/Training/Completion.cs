using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training;

/// <summary>A person completed a course on a day, with what the course covered then. A wrong one is withdrawn with a reason, never changed.</summary>
public sealed class Completion : SchoolRow
{
    public const int ReasonMaxLength = 500;
    public const int OldestYears = 10;

    public Guid PersonId { get; init; }
    public Guid CourseId { get; init; }
    public Guid? SessionId { get; init; }
    public DateOnly DoneOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public required string[] Topics { get; init; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawnReason { get; private set; }

    /// <summary>What stands on the certificate.</summary>
    public string Number => Id.ToString("N")[^12..].ToUpperInvariant();

    public static Completion Of(Course course, Guid person, DateOnly on, Guid by, DateTimeOffset now, Guid? session = null)
    {
        if (on > now.LondonDay()) throw new Refused("The day can't be in the future", "Input.DoneOn");
        if (on < now.LondonDay().AddYears(-OldestYears)) throw new Refused($"Training of more than {OldestYears} years ago is not recorded here", "Input.DoneOn");
        return new Completion
        {
            Id = Guid.CreateVersion7(now),
            PersonId = person,
            CourseId = course.Id,
            SessionId = session,
            DoneOn = on,
            ExpiresOn = course.ExpiresOn(on),
            Topics = course.Topics,
            RecordedById = by,
            RecordedAt = now,
        };
    }

    public void Withdraw(string? reason, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) throw new Refused("This record is withdrawn already.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why this record is wrong", "Withdraw.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Withdraw.Reason");
        (WithdrawnAt, WithdrawnReason) = (now, reason.Trim());
    }
}
