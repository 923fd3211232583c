using System.Net;
using Tutela.Engine.Deciding;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;
using Tutela.Node.Activity;
using Tutela.Node.Dns;
using Tutela.Node.Upstream;
using Tutela.Node.Verbs;

namespace Tutela.Node.Serving;

/// <summary>A question that has to be asked upstream, with all that its answer needs.</summary>
internal sealed record Pending(byte[] Packet, DnsQuery Query, byte[] Name, Client Client, Decision Decision, DateTimeOffset Time, string? Target, byte[] Key, int Limit);

/// <summary>
/// From packet to reply. What is refused or in the cache is answered on the caller's thread; the rest comes back as <see cref="Pending"/>.
/// The order: malformed packets, canary names, the decision, safe search, the cache, upstream, and the decision again for every name that
/// the answer leads to. Safe from any thread.
/// </summary>
internal sealed class Answerer(Decider decider, Resolver resolver, ActivityQueue activity, Neighbours neighbours, TimeProvider clock)
{
    /// <summary>Answers at once where that can be done.</summary>
    /// <param name="packet">as it came</param>
    /// <param name="from">the client's address</param>
    /// <param name="stream">true over TCP, where a reply may be as long as it is</param>
    /// <param name="reply">at least 65,535 bytes for a stream, 1,232 else</param>
    /// <param name="pending">set when the answer has to be asked for</param>
    /// <returns>bytes to send; 0 for none</returns>
    public int Answer(ReadOnlySpan<byte> packet, ClientAddress from, bool stream, Span<byte> reply, out Pending? pending)
    {
        pending = null;
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        switch (DnsQuery.Read(packet, buffer, out var query))
        {
            case QueryFault.Drop:
                return 0;
            case QueryFault.FormErr:
                return DnsReply.Empty(packet, query, DnsNumbers.FormErr, reply);
            case QueryFault.NotImp:
                return DnsReply.Empty(packet, query, DnsNumbers.NotImp, reply);
            case QueryFault.BadVers:
                return DnsReply.Empty(packet, query, DnsNumbers.BadVers, reply);
        }
        ReadOnlySpan<byte> name = buffer[..query.NameLength];
        if (query.Class == DnsNumbers.ClassChaos && query.Type == DnsNumbers.Txt && name.SequenceEqual("version.tutela"u8))
            return DnsReply.Text(packet, query, Commands.Version, reply);
        if (query.Class != DnsNumbers.ClassIn || query.Type is > 248 and < 255) return DnsReply.Empty(packet, query, DnsNumbers.Refused, reply);
        if (Canaries.Contains(name)) return DnsReply.Empty(packet, query, DnsNumbers.NxDomain, reply);

        var time = clock.GetUtcNow();
        var client = new Client(from, neighbours.DeviceAt(from));
        var decision = decider.Decide(new Query { Name = name, Client = client, Time = time });
        if (!decision.Allowed)
        {
            activity.Record(name, query.Type, client, decision, name, time);
            return Refuse(packet, query, decision, reply);
        }
        var limit = stream ? ushort.MaxValue : Math.Min(query.UdpSize, DnsReply.UdpLimit);
        if (query.Type == DnsNumbers.Any)
        {
            activity.Record(name, query.Type, client, decision, name, time);
            return DnsReply.Any(packet, query, reply);
        }
        var target = SafeSearchNames.Target(name, decision.Group.SafeSearch);
        if (target is not null && query.Type is not (DnsNumbers.A or DnsNumbers.Aaaa))
        {
            activity.Record(name, query.Type, client, decision, name, time);
            return DnsReply.Empty(packet, query, DnsNumbers.NoError, reply);
        }

        Span<byte> key = stackalloc byte[Resolver.KeySize];
        Span<byte> targetName = stackalloc byte[DomainName.MaxLength];
        var asked = name;
        if (target is not null && DomainName.TryCanonical(target, targetName, out var length)) asked = targetName[..length];
        key = key[..Resolver.WriteKey(asked, query.Type, query.Class, query.DnssecOk, query.CheckingDisabled, key)];
        var held = new Held(packet, query, name, client, decision, time, target, limit);
        if (resolver.TryFresh(key, out var answer, out var age)) return Give(held, new Resolved(answer, age, false), reply);
        pending = new Pending(packet.ToArray(), query, name.ToArray(), client, decision, time, target, key.ToArray(), limit);
        return 0;
    }

    /// <summary>Asks upstream and answers. Never throws for what a server sent.</summary>
    public async Task<int> ResolveAsync(Pending pending, Memory<byte> reply)
    {
        var resolved = await resolver.ResolveAsync(pending.Key, Question(pending));
        return Give(new Held(pending.Packet, pending.Query, pending.Name, pending.Client, pending.Decision, pending.Time, pending.Target, pending.Limit), resolved, reply.Span);
    }

    private int Give(in Held held, Resolved resolved, Span<byte> reply)
    {
        if (resolved.Answer is not { } answer)
        {
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
        activity.Record(held.Name, held.Query.Type, held.Client, held.Decision, held.Name, held.Time);
        return held.Target is null
            ? DnsReply.Stored(held.Packet, held.Query, answer, resolved.Age, resolved.Stale, reply, held.Limit)
            : DnsReply.Rewritten(held.Packet, held.Query, held.Target, answer, resolved.Age, reply, held.Limit);
    }

    private static int Refuse(ReadOnlySpan<byte> packet, in DnsQuery query, in Decision decision, Span<byte> reply)
    {
        var group = decision.Group;
        IPAddress? page = query.Type switch
        {
            DnsNumbers.A => group.BlockPageV4,
            DnsNumbers.Aaaa => group.BlockPageV6,
            _ => null,
        };
        var sealedOrNone = decision.Reason is DecisionReason.Sealed or DecisionReason.NoAccess;
        var text = query.HasEdns ? $"category {decision.Category}, list {decision.List}, group {group.Name}" : "";
        return DnsReply.Blocked(packet, query, page, (group.BlockPageV4 ?? group.BlockPageV6) is not null, sealedOrNone ? DnsNumbers.EdeBlocked : DnsNumbers.EdeFiltered, text, reply);
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
