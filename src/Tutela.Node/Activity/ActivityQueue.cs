using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;

namespace Tutela.Node.Activity;

/// <summary>
/// Takes what the servers answered, without ever making them wait for the disk: a bounded number of chunks, of which one is filled. When all
/// are full the record is dropped and counted. Recording allocates nothing. Safe from any thread; one reader.
/// </summary>
internal sealed class ActivityQueue
{
    private const int MostChunks = 16;

    private readonly Lock _lock = new();
    private readonly Queue<ActivityChunk> _full = new(MostChunks);
    private readonly Stack<ActivityChunk> _free = new(MostChunks);
    private readonly bool _records;
    private ActivityChunk _filling = new();
    private int _made = 1;
    private long _lost;

    /// <param name="records">false where there is no spool: then nothing is kept, and nothing counts as lost</param>
    public ActivityQueue(bool records)
    {
        _records = records;
    }

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
        var rule = decision.Reason switch
        {
            DecisionReason.Sealed => RuleText.Sealed,
            DecisionReason.NoAccess or DecisionReason.Hours or DecisionReason.Everything => RuleText.Everything,
            DecisionReason.NotBlocked or DecisionReason.AllowException => RuleText.None,
            _ => decided.Length == name.Length && decided.SequenceEqual(name) ? RuleText.Suffix : RuleText.Explicit,
        };
        // A sealed name goes into no record: whoever reads the log would hold the list. Its probe name is public.
        if (rule == RuleText.Sealed && !IsProbe(name, decision.Category!)) name = "sealed"u8;
        lock (_lock)
        {
            if (_filling.TryAdd(name, type, client, decision, decided, time, rule)) return;
            if (_free.Count == 0 && _made == MostChunks)
            {
                Lose(1);
                return;
            }
            _full.Enqueue(_filling);
            if (!_free.TryPop(out var next))
            {
                next = new ActivityChunk();
                _made++;
            }
            _filling = next;
            _filling.TryAdd(name, type, client, decision, decided, time, rule);
        }
    }

    /// <summary>Takes the oldest chunk, full or not; null when nothing was recorded. Give it back with <see cref="Return"/>.</summary>
    /// <param name="last">true when it is the one that was being filled: under load there would always be one more record behind it</param>
    public ActivityChunk? Take(out bool last)
    {
        lock (_lock)
        {
            last = _full.Count == 0;
            if (_full.TryDequeue(out var oldest)) return oldest;
            if (_filling.Count == 0 || _free.Count == 0 && _made == MostChunks) return null;
            var filled = _filling;
            if (!_free.TryPop(out var next))
            {
                next = new ActivityChunk();
                _made++;
            }
            _filling = next;
            return filled;
        }
    }

    /// <summary>Gives a chunk back to be filled again.</summary>
    public void Return(ActivityChunk chunk)
    {
        chunk.Clear();
        lock (_lock) _free.Push(chunk);
    }

    private static bool IsProbe(ReadOnlySpan<byte> name, string category)
    {
        Span<byte> probe = stackalloc byte[256];
        return name.EndsWith(probe[..System.Text.Encoding.ASCII.GetBytes(IndexBuilder.ProbeName(category), probe)]);
    }
}
