using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>A signature as it was given: who, as what, the name they typed, when, which version and words, how. Never changed.</summary>
public sealed class Signature : SchoolRow
{
    public const int TypedNameMaxLength = 100;

    public Guid AssignmentId { get; init; }
    /// <summary>The words that were read.</summary>
    public Guid CopyId { get; init; }
    public Guid SignerId { get; init; }
    public SignedAs SignedAs { get; init; }
    public required string TypedName { get; init; }
    public int Version { get; init; }
    public SignatureWay Way { get; init; }
    /// <summary>When it was taken or, on paper, entered.</summary>
    public DateTimeOffset At { get; init; }
    /// <summary>The day on the paper; otherwise the day of <see cref="At"/>.</summary>
    public DateOnly SignedOn { get; init; }
    public Guid? RecordedById { get; init; }
}

public enum SignedAs { Self, Parent }

public enum SignatureWay { SignedIn, Link, InClass, Paper }

/// <summary>A signature about to be taken. <paramref name="On"/> is the day on a paper form.</summary>
public sealed record NewSignature(SignedAs By, Guid SignerId, string? TypedName, bool HasRead, SignatureWay Way, Guid? RecordedById = null, DateOnly? On = null);
