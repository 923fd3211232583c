using Tutela.Engine.Deciding;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;
using Tutela.Node.Activity;
using Tutela.Node.Dns;
using Tutela.Node.Upstream;
using Tutela.Node.Verbs;

namespace Tutela.Node.Serving;

/// <summary>A question that has to be asked upstream, with all that its answer needs.</summary>
internal sealed record Pending(byte[] Packet, DnsQuery Query, byte[] Name, Client Client, Decision Decision, Moment Moment, string? Target, byte[] Key, int Limit);

/// <summary>Where a question came in.</summary>
/// <param name="Address">the client's address</param>
/// <param name="Profile">DoH or DoT profile, or null</param>
/// <param name="Stream">true where a reply may be as long as it is</param>
internal readonly record struct Origin(ClientAddress Address, string? Profile, bool Stream);

/// <summary>A packet that was read and not yet answered. Used again and again; one thread.</summary>
internal sealed class Asked
{
    public readonly byte[] Buffer = new byte[DomainName.MaxLength];
    public readonly NameSuffixes Suffixes = new();
    public DnsQuery Query;
    public QueryFault Fault;

    public ReadOnlySpan<byte> Name => Buffer.AsSpan(0, Query.NameLength);
}

/// <summary>
/// From packet to reply. What is refused or in the cache is answered on the caller's thread, without allocating; the rest comes back as
/// <see cref="Pending"/>. The order: malformed packets, canary names, the decision, safe search, the cache, upstream, and the decision again
/// for every name that the answer leads to. Safe from any thread.
/// </summary>
internal sealed class Answerer(Decider decider, Resolver resolver, ActivityQueue activity, Neighbours neighbours, IReadOnlyList<Network> management, NodeMetrics metrics, TimeProvider clock)
{
    private Refusals _refusals = new(decider.Current);

    /// <summary>Reads a packet, and has the processor fetch what its answer will need while others are answered.</summary>
    public void Read(ReadOnlySpan<byte> packet, Asked asked)
    {
        asked.Fault = DnsQuery.Read(packet, asked.Buffer, out asked.Query);
        if (asked.Fault == QueryFault.None) decider.Current.Index.Prefetch(asked.Name, asked.Suffixes);
    }

    /// <summary>Answers at once where that can be done.</summary>
    /// <param name="asked">what <see cref="Read"/> made of the packet</param>
    /// <param name="packet">as it came</param>
    /// <param name="origin">where from</param>
    /// <param name="moment">when</param>
    /// <param name="reply">at least 65,535 bytes for a stream, 2,048 else</param>
    /// <param name="pending">set when the answer has to be asked for</param>
    /// <returns>bytes to send; 0 for none</returns>
    public int Answer(Asked asked, ReadOnlySpan<byte> packet, in Origin origin, in Moment moment, Span<byte> reply, out Pending? pending)
    {
        pending = null;
        ref readonly var query = ref asked.Query;
        if (asked.Fault != QueryFault.None) return Malformed(packet, query, asked.Fault, reply);
        var name = asked.Name;
        if (query.Class != DnsNumbers.ClassIn || query.Type is > 248 and < 255) return OtherClass(packet, query, name, origin, reply);
        if (Canaries.Contains(name))
        {
            metrics.Count(Outcome.Local);
            return DnsReply.Empty(packet, query, DnsNumbers.NxDomain, reply);
        }

        var client = new Client(origin.Address, neighbours.DeviceAt(origin.Address), Profile: origin.Profile);
        var decision = decider.Decide(new Query { Name = name, Suffixes = asked.Suffixes, Client = client, Time = moment.Time });
        if (!decision.Allowed)
        {
            activity.Record(name, query.Type, client, decision, name, moment.Time);
            return Refuse(packet, query, decision, reply);
        }
        var limit = origin.Stream ? ushort.MaxValue : Math.Min(query.UdpSize, DnsReply.UdpLimit);
        var target = SafeSearchNames.Target(name, decision.Group.SafeSearch);
        if (query.Type == DnsNumbers.Any || target is not null && query.Type is not (DnsNumbers.A or DnsNumbers.Aaaa))
        {
            metrics.Count(Outcome.Local);
            activity.Record(name, query.Type, client, decision, name, moment.Time);
            return query.Type == DnsNumbers.Any ? DnsReply.Any(packet, query, reply) : DnsReply.Empty(packet, query, DnsNumbers.NoError, reply);
        }

        Span<byte> key = stackalloc byte[Resolver.KeySize];
        Span<byte> targetName = stackalloc byte[DomainName.MaxLength];
        scoped var upstream = name;
        if (target is not null && DomainName.TryCanonical(target, targetName, out var length)) upstream = targetName[..length];
        key = key[..Resolver.WriteKey(upstream, query.Type, query.Class, query.DnssecOk, query.CheckingDisabled, key)];
        var held = new Held(packet, query, name, client, decision, moment.Time, target, limit);
        if (resolver.TryFresh(key, moment.Timestamp, out var answer, out var age)) return Give(held, new Resolved(answer, age, false), Outcome.Cached, reply);
        pending = new Pending(packet.ToArray(), query, name.ToArray(), client, decision, moment, target, key.ToArray(), limit);
        return 0;
    }

    /// <summary>Asks upstream and answers. Never throws for what a server sent.</summary>
    public async Task<int> ResolveAsync(Pending pending, Memory<byte> reply)
    {
        var resolved = await resolver.ResolveAsync(pending.Key, Question(pending));
        var held = new Held(pending.Packet, pending.Query, pending.Name, pending.Client, pending.Decision, pending.Moment.Time, pending.Target, pending.Limit);
        var size = Give(held, resolved, resolved.Stale ? Outcome.Stale : Outcome.Resolved, reply.Span);
        metrics.Took(clock.GetElapsedTime(pending.Moment.Timestamp));
        return size;
    }

    private int Malformed(ReadOnlySpan<byte> packet, in DnsQuery query, QueryFault fault, Span<byte> reply)
    {
        metrics.Count(Outcome.Malformed);
        return fault switch
        {
            QueryFault.FormErr => DnsReply.Empty(packet, query, DnsNumbers.FormErr, reply),
            QueryFault.NotImp => DnsReply.Empty(packet, query, DnsNumbers.NotImp, reply),
            QueryFault.BadVers => DnsReply.Empty(packet, query, DnsNumbers.BadVers, reply),
            _ => 0,
        };
    }

    private int OtherClass(ReadOnlySpan<byte> packet, in DnsQuery query, ReadOnlySpan<byte> name, in Origin origin, Span<byte> reply)
    {
        var isVersion = query.Class == DnsNumbers.ClassChaos && query.Type == DnsNumbers.Txt && name.SequenceEqual("version.tutela"u8);
        if (isVersion && IsManagement(origin.Address))
        {
            metrics.Count(Outcome.Local);
            return DnsReply.Text(packet, query, Commands.Version, reply);
        }
        metrics.Count(Outcome.Malformed);
        return DnsReply.Empty(packet, query, DnsNumbers.Refused, reply);
    }

    private bool IsManagement(ClientAddress address)
    {
        foreach (var network in management)
            if (network.Contains(address)) return true;
        return false;
    }

    private int Give(in Held held, Resolved resolved, Outcome outcome, Span<byte> reply)
    {
        if (resolved.Answer is not { } answer)
        {
            metrics.Count(Outcome.Failed);
            activity.Record(held.Name, held.Query.Type, held.Client, held.Decision, held.Name, held.Time);
            return DnsReply.Empty(held.Packet, held.Query, DnsNumbers.ServFail, reply, DnsNumbers.EdeNoReachableAuthority);
        }
        foreach (var name in answer.Targets)
        {
            var behind = held.Decision.Snapshot.Decide(new Query { Name = name, Client = held.Client, Time = held.Time }, held.Decision.Group);
            // A name that the school let through by hand may lead where it leads: the network that carries it is on nobody's allow list.
            // A sealed name is lifted by nothing.
            if (behind.Allowed || behind.Reason != DecisionReason.Sealed && held.Decision.Reason == DecisionReason.AllowException) continue;
            activity.Record(held.Name, held.Query.Type, held.Client, behind, name, held.Time);
            return Refuse(held.Packet, held.Query, behind, reply);
        }
        metrics.Count(outcome);
        activity.Record(held.Name, held.Query.Type, held.Client, held.Decision, held.Name, held.Time);
        return held.Target is null
            ? DnsReply.Stored(held.Packet, held.Query, answer, resolved.Age, resolved.Stale, reply, held.Limit)
            : DnsReply.Rewritten(held.Packet, held.Query, held.Target, answer, resolved.Age, reply, held.Limit);
    }

    private int Refuse(ReadOnlySpan<byte> packet, in DnsQuery query, in Decision decision, Span<byte> reply)
    {
        metrics.Count(Outcome.Refused);
        var refusals = Volatile.Read(ref _refusals);
        // Two threads may make it at once: the one that is kept is as good as the other.
        if (refusals.Serial != decision.Snapshot.Serial) Volatile.Write(ref _refusals, refusals = new Refusals(decision.Snapshot));
        return refusals.Write(packet, query, decision, reply);
    }

    private static byte[] Question(Pending pending)
    {
        if (pending.Target is null) return pending.Packet[DnsQuery.HeaderSize..pending.Query.QuestionEnd];
        Span<byte> wire = stackalloc byte[DomainName.MaxLength + 6];
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        DomainName.TryCanonical(pending.Target, name, out var length);
        var at = DomainName.WriteWire(name[..length], wire);
        pending.Packet.AsSpan(pending.Query.QuestionEnd - 4, 4).CopyTo(wire[at..]);
        return wire[..(at + 4)].ToArray();
    }

    private readonly ref struct Held(ReadOnlySpan<byte> packet, DnsQuery query, ReadOnlySpan<byte> name, Client client, Decision decision, DateTimeOffset time, string? target, int limit)
    {
        public readonly ReadOnlySpan<byte> Packet = packet;
        public readonly DnsQuery Query = query;
        public readonly ReadOnlySpan<byte> Name = name;
        public readonly Client Client = client;
        public readonly Decision Decision = decision;
        public readonly DateTimeOffset Time = time;
        public readonly string? Target = target;
        public readonly int Limit = limit;
    }
}
