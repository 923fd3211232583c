using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>One person's no, with the reason. It stands until that person signs after all, or the school sets it aside by a decision; it is
/// never removed.</summary>
public sealed class AgreementRefusal : SchoolRow
{
    public const int ReasonMaxLength = 500;

    public Guid AssignmentId { get; init; }
    public Guid RefuserId { get; init; }
    public SignedAs RefusedAs { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? TakenBackAt { get; private set; }
    public DateTimeOffset? SetAsideAt { get; private set; }

    public bool Stands => TakenBackAt is null && SetAsideAt is null;

    internal void TakeBack(DateTimeOffset now) => TakenBackAt = now;

    internal void SetAside(DateTimeOffset now) => SetAsideAt = now;
}

/// <summary>What the school decided when two parents differ, and why. Never changed; a later one counts.</summary>
public sealed class AgreementDecision : SchoolRow
{
    public const int ReasonMaxLength = 2_000;

    public Guid AssignmentId { get; init; }
    public Guid DecidedById { get; init; }
    public bool GoesAhead { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset At { get; init; }
}
