using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>Somebody broke a term of an agreement: which term of which version, in its words; what happened; what was done about it. What was
/// recorded is fixed; what follows are notes. Pupils' and adults' breaches go different ways and never meet on a page.</summary>
public sealed class AgreementBreach : SchoolRow
{
    public const int AccountMaxLength = 5_000;
    public const int DeviceLabelMaxLength = 200;

    public BreachTrack Track { get; init; }
    public Guid PersonId { get; init; }
    public required string Document { get; init; }
    public int Version { get; init; }
    public int? Term { get; init; }
    /// <summary>Which of the parts below a term, by its letter.</summary>
    public string? Part { get; init; }
    public string? Clause { get; init; }
    /// <summary>The words of the term as they stood.</summary>
    public required string TermText { get; init; }
    public string? Ground { get; init; }
    public required string Account { get; init; }
    public DateOnly HappenedOn { get; init; }
    public BreachPlace Place { get; init; }
    public BreachDevice? Device { get; init; }
    public string? DeviceLabel { get; init; }
    /// <summary>The device in the equipment list.</summary>
    public Guid? DeviceId { get; init; }
    /// <summary>For the headteacher alone.</summary>
    public bool Restricted { get; init; }
    public string? ConcernPath { get; set; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset At { get; init; }
    public BreachStatus Status { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public string TermName => Term is { } number ? $"Term {number}{(Part is null ? "" : $", part {Part}")}" : "A term";

    public BreachNote Add(BreachNoteKind? kind, string? text, Guid author, DateTimeOffset now)
    {
        if (kind is not { } chosen) throw new Refused("Choose what this is", "Input.Kind");
        if (Status == BreachStatus.Closed && chosen != BreachNoteKind.Disciplinary) throw new Refused("This has been closed. Nothing can be added.");
        if (chosen == BreachNoteKind.Exception && Track == BreachTrack.Pupil) throw new Refused("Only an adult's breach can turn out to be allowed.", "Input.Kind");
        if (chosen == BreachNoteKind.Disciplinary && Track == BreachTrack.Pupil) throw new Refused("Discipline of staff is for adults' breaches.", "Input.Kind");
        if (string.IsNullOrWhiteSpace(text)) throw new Refused("Write what was done or decided", "Input.Text");
        if (text.Length > BreachNote.TextMaxLength) throw new Refused($"Use at most {BreachNote.TextMaxLength} characters", "Input.Text");
        if (chosen is BreachNoteKind.Closed or BreachNoteKind.Exception) (Status, ClosedAt) = (BreachStatus.Closed, now);
        return new BreachNote { Id = Guid.CreateVersion7(now), BreachId = Id, AuthorId = author, Kind = chosen, Text = text.Trim(), At = now };
    }
}

public enum BreachTrack { Pupil, Adult }

public enum BreachStatus { Open, Closed }

/// <summary>Where it happened, and on whose account the agreement covers it.</summary>
public enum BreachPlace { InSchool, AdultArea, WorkDeviceOutside, AtWorkElsewhere, OutsideWork }

public enum BreachDevice { School, Own, Other }

/// <summary>What was done about a breach. Never changed.</summary>
public sealed class BreachNote : SchoolRow
{
    public const int TextMaxLength = 2_000;

    public Guid BreachId { get; init; }
    public Guid AuthorId { get; init; }
    public BreachNoteKind Kind { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary><see cref="Exception"/>: it was allowed, because it was tied to the school; the author approves it. <see cref="Disciplinary"/>: that
/// discipline was considered and what was decided, for the headteacher alone.</summary>
public enum BreachNoteKind { FollowUp, Exception, Disciplinary, Closed }
