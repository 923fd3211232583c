using Tutela.Engine.Deciding;

namespace Tutela.Node.Dns;

/// <summary>
/// What a refusal says behind the question, made once for each group and cause of one snapshot: the block page's records, and the OPT
/// record that tells the reason. A refused question then costs a copy. Safe from any thread.
/// </summary>
internal sealed class Refusals
{
    private readonly (byte[]? V4, byte[]? V6, bool HasPage)[] _pages;
    private readonly byte[]?[] _reasons;

    private readonly int _causes;

    public Refusals(Snapshot snapshot)
    {
        (Serial, _causes) = (snapshot.Serial, snapshot.Causes);
        _pages = [.. snapshot.Rules.Groups.Select(g => (
            g.BlockPageV4 is { } v4 ? DnsReply.PageRecord(v4) : null,
            g.BlockPageV6 is { } v6 ? DnsReply.PageRecord(v6) : null,
            (g.BlockPageV4 ?? g.BlockPageV6) is not null))];
        _reasons = new byte[snapshot.Rules.Groups.Count * snapshot.Causes][];
    }

    /// <summary>Of which snapshot; the snapshot itself would keep an old map alive.</summary>
    public long Serial { get; }

    /// <summary>Writes the reply. Allocates only for the first of its kind.</summary>
    public int Write(ReadOnlySpan<byte> packet, in DnsQuery query, in Decision decision, Span<byte> reply)
    {
        var page = _pages[decision.Group.Ordinal];
        var record = query.Type switch
        {
            DnsNumbers.A => page.V4,
            DnsNumbers.Aaaa => page.V6,
            _ => null,
        };
        ref var reason = ref _reasons[decision.Group.Ordinal * _causes + decision.Cause];
        return DnsReply.Blocked(packet, query, record, page.HasPage, query.HasEdns ? reason ??= Reason(decision) : [], reply);
    }

    private static byte[] Reason(in Decision decision)
    {
        var bySystem = decision.Reason is DecisionReason.Sealed or DecisionReason.NoAccess;
        return DnsReply.OptWith(bySystem ? DnsNumbers.EdeBlocked : DnsNumbers.EdeFiltered, $"category {decision.Category}, list {decision.List}, group {decision.Group.Name}");
    }
}
