using Tutela.Web.Platform;
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
    /// <summary>A parent says that the child has understood the rules and agrees.</summary>
    public bool ChildAgrees { get; init; }
    /// <summary>The language that was read, where it was a translation.</summary>
    public string? Language { get; init; }
    public int Version { get; init; }
    public SignatureWay Way { get; init; }
    /// <summary>When it was taken or, on paper, entered.</summary>
    public DateTimeOffset At { get; init; }
    /// <summary>The day on the paper; otherwise the day of <see cref="At"/>.</summary>
    public DateOnly SignedOn { get; init; }
    public Guid? RecordedById { get; init; }
    /// <summary>The scan of the paper form.</summary>
    public Guid? ScanId { get; init; }
}

public enum SignedAs { Self, Parent }

public enum SignatureWay { SignedIn, Link, InClass, Paper }

/// <summary>A signature about to be taken. <paramref name="On"/> is the day on a paper form.</summary>
public sealed record NewSignature(SignedAs By, Guid SignerId, string? TypedName, bool HasRead, SignatureWay Way, Guid? RecordedById = null, DateOnly? On = null,
    bool ChildAgrees = false, string? Language = null, Guid? ScanId = null)
{
    internal string CheckedName()
    {
        if (!HasRead) throw new Refused("Read the agreement to the end, then tick the box to say so", "Input.HasRead");
        var name = TypedName?.Trim() ?? "";
        if (!name.Any(char.IsLetter)) throw new Refused("Type your name to sign", "Input.TypedName");
        if (name.Length > Signature.TypedNameMaxLength) throw new Refused($"A name has at most {Signature.TypedNameMaxLength} characters", "Input.TypedName");
        return name;
    }

    internal Signature ToSignature(AgreementAssignment assignment, string name, Guid copyId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AssignmentId = assignment.Id,
        CopyId = copyId,
        SignerId = SignerId,
        SignedAs = By,
        TypedName = name,
        ChildAgrees = By == SignedAs.Parent && ChildAgrees,
        Language = Language,
        Version = assignment.Version,
        Way = Way,
        At = now,
        SignedOn = On ?? now.LondonDay(),
        RecordedById = RecordedById,
        ScanId = ScanId,
    };
}
