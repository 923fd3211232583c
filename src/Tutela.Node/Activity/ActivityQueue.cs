using System.Threading.Channels;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;
using Tutela.Node.Dns;

namespace Tutela.Node.Activity;

/// <summary>What was asked and what came of it; equal entries of one moment are counted together.</summary>
internal readonly record struct Entry(
    ClientAddress Client, string? Device, string? User, string? Profile, string Group, string Name, ushort Type, bool Allowed, string? Category, string? List, string? Rule);

/// <summary>An entry and when it was.</summary>
internal readonly record struct Stamped(Entry Entry, DateTimeOffset At);

/// <summary>
/// Takes what the servers answered, without ever making them wait: when the queue is full the record is dropped and counted. Safe from any
/// thread; one reader.
/// </summary>
internal sealed class ActivityQueue
{
    private const int Capacity = 1 << 16;

    private readonly Channel<Stamped> _queue = Channel.CreateBounded<Stamped>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly bool _records;
    private long _lost;

    /// <param name="records">false where there is no spool: then nothing is kept, and nothing counts as lost</param>
    public ActivityQueue(bool records)
    {
        _records = records;
    }

    public ChannelReader<Stamped> Reader => _queue.Reader;

    /// <summary>Queries that no record was kept of, since the start.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Lose(long count) => Interlocked.Add(ref _lost, count);

    /// <summary>Records one answered question.</summary>
    /// <param name="name">what was asked</param>
    /// <param name="type">the question's type</param>
    /// <param name="client">who asked</param>
    /// <param name="decision">what was decided</param>
    /// <param name="decided">the name that was decided: the asked one, or one that it leads to</param>
    /// <param name="time">when</param>
    public void Record(ReadOnlySpan<byte> name, ushort type, in Client client, in Decision decision, ReadOnlySpan<byte> decided, DateTimeOffset time)
    {
        if (!_records || decision.Allowed && decision.Group.RecordsRefusalsOnly) return;
        var refused = !decision.Allowed;
        // A sealed name goes into no record: whoever reads the log would hold the list. Its probe name is public.
        var text = decision.Reason != DecisionReason.Sealed || IsProbe(name, decision.Category!) ? DomainName.ToText(name) : "sealed";
        var entry = new Entry(client.Address, client.Device, client.User, client.Profile, decision.Group.Name, text, type, decision.Allowed,
            refused ? decision.Category : null, refused ? decision.List : null, refused ? decision.Rule(decided) : null);
        if (!_queue.Writer.TryWrite(new Stamped(entry, time))) Lose(1);
    }

    private static bool IsProbe(ReadOnlySpan<byte> name, string category) =>
        System.Text.Encoding.ASCII.GetString(name).EndsWith(IndexBuilder.ProbeName(category), StringComparison.Ordinal);
}
