using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training.Supervision;

/// <summary>That somebody had supervision or support on a day. What was said stays between the two.</summary>
public sealed class SupervisionMeeting : SchoolRow
{
    public const int NoteMaxLength = 500;

    public Guid PersonId { get; init; }
    public DateOnly HeldOn { get; init; }
    public SupervisionKind Kind { get; init; }
    public string? Note { get; init; }
    public Guid SupervisorId { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    public static SupervisionMeeting Record(Guid person, SupervisionKind kind, DateOnly on, string? note, Guid by, DateTimeOffset now)
    {
        if (person == by) throw new Refused("Nobody records their own supervision", "Input.PersonId");
        if (on > now.LondonDay()) throw new Refused("The day can't be in the future", "Input.HeldOn");
        if (on < now.LondonDay().AddYears(-2)) throw new Refused("Enter a day within the last two years", "Input.HeldOn");
        if (note?.Length > NoteMaxLength) throw new Refused($"Keep the note to {NoteMaxLength} characters", "Input.Note");
        return new SupervisionMeeting
        {
            Id = Guid.CreateVersion7(now),
            PersonId = person,
            HeldOn = on,
            Kind = kind,
            Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            SupervisorId = by,
            RecordedAt = now,
        };
    }
}

public enum SupervisionKind { Supervision, Support }
