using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering.Nodes;

/// <summary>A filter node of the school: what it is for, and what it last said of itself.</summary>
public sealed class FilterNode : SchoolRow
{
    public const int NameMaxLength = 100;
    public const int ReasonMaxLength = 500;
    /// <summary>A node speaks every ten seconds; after this long without a word it is silent.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(5);

    public required string Name { get; init; }
    /// <summary>Why the node has a token: where it stands and what it filters.</summary>
    public required string Reason { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? HeardAt { get; private set; }
    public string? Version { get; private set; }
    public string? IndexVersion { get; private set; }
    public string? RulesVersion { get; private set; }
    public bool? SealedInstalled { get; private set; }
    public long SpoolDepth { get; private set; }
    public long Lost { get; private set; }
    public DateTimeOffset? UpSince { get; private set; }

    /// <summary>What a node says of itself. <see cref="Lost"/>: records that it could not keep, since it started.</summary>
    public sealed record Heartbeat(string? Version, string? IndexVersion, string? RulesVersion, bool? SealedInstalled, long SpoolDepth, long Lost, DateTimeOffset? UpSince);

    public static FilterNode Make(string name, string reason, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), Name = name.Trim(), Reason = reason.Trim(), AddedAt = now };

    public NodeState StateAt(DateTimeOffset now) =>
        EndedAt is not null ? NodeState.Ended
        : HeardAt is not { } heard ? NodeState.NeverHeard
        : now - heard >= SilentAfter ? NodeState.Silent
        : NodeState.Speaking;

    public void Hear(Heartbeat beat, DateTimeOffset now)
    {
        HeardAt = now;
        (Version, IndexVersion, RulesVersion) = (Short(beat.Version), Short(beat.IndexVersion), Short(beat.RulesVersion));
        (SealedInstalled, SpoolDepth, Lost, UpSince) = (beat.SealedInstalled, Math.Max(0, beat.SpoolDepth), Math.Max(0, beat.Lost), beat.UpSince?.ToUniversalTime());
    }

    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("This node's token has been withdrawn already.");
        EndedAt = now;
    }

    private static string? Short(string? text) => text is null ? null : new string([.. text.Where(c => c is >= ' ' and <= '~').Take(100)]);
}

public enum NodeState { NeverHeard, Speaking, Silent, Ended }
