using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Audit;

/// <summary>Who did what, when, to which thing, and why. Append-only in the database. <see cref="Digest"/> is SHA-256 over the row
/// and the salted payload, so that the payload can be erased with its subject and the row still verifies.</summary>
public sealed class AuditEvent : SchoolRow
{
    public DateTimeOffset At { get; init; }
    public required string Process { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }
    /// <summary>The person whom the payload is about, so that it can be found for erasure.</summary>
    public Guid? AboutPersonId { get; init; }
    /// <summary>SHA-256 over salt and payload; null when there was none.</summary>
    public byte[]? PayloadDigest { get; init; }
    public required byte[] Digest { get; init; }
    /// <summary>The writer's transaction, given by the database; the sealer links in this order.</summary>
    public ulong Transaction { get; init; }
}

/// <summary>What an event said: reason, old and new values. A row of its own so that it can be erased.</summary>
public sealed class AuditPayload : SchoolRow
{
    public required byte[] Salt { get; init; }
    public required string Body { get; init; }
}

/// <summary>A link of the chain: Hash = SHA-256(Previous hash, sequence, event id, event digest).</summary>
public sealed class AuditSeal : SchoolRow
{
    public long Sequence { get; init; }
    public Guid EventId { get; init; }
    public required byte[] EventDigest { get; init; }
    public required byte[] Previous { get; init; }
    public required byte[] Hash { get; init; }
}
