using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Tutela.Engine.Deciding;
using Tutela.Engine.Policy;

namespace Tutela.Node.Activity;

/// <summary>
/// Records of some moments in the form in which they go to disk (<see cref="ActivityRecords"/> reads it): a start time, then records of some
/// 24 bytes. Who asked and what was decided is written once, as a context, and named by number. Room for a frame's head is left in front.
/// Not thread-safe.
/// </summary>
internal sealed class ActivityChunk
{
    public const int Bytes = 1 << 19, Start = SpoolFormat.FrameHead + 1;

    // The longest record and the longest context: a name, an explicit rule, and seven texts.
    private const int Longest = 4096, LongestText = 255, CacheSize = 1024, Ways = 8;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Bytes);
    private readonly Context[] _cache = new Context[CacheSize];
    private int _used = Start;
    private int _contexts;
    private int _epoch = 1;
    private long _lastMillis;

    /// <summary>Records in it.</summary>
    public int Count { get; private set; }

    /// <summary>The frame's place: head, form, records.</summary>
    public Span<byte> Frame => _bytes.AsSpan(0, _used);

    /// <summary>Adds a record; false when there is no room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, ushort type, in Client client, in Decision decision, ReadOnlySpan<byte> decided, DateTimeOffset time, RuleText rule)
    {
        if (_used + Longest > Bytes) return false;
        var millis = time.ToUnixTimeMilliseconds();
        if (Count == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_used), millis);
            _used += 8;
            _lastMillis = millis;
        }
        var context = ContextOf(client, decision);
        WriteNumber((uint)context + 1);
        WriteNumber((ulong)((millis - _lastMillis) << 1 ^ (millis - _lastMillis) >> 63));
        _lastMillis = millis;
        WriteNumber(type);
        _bytes[_used++] = (byte)rule;
        if (rule == RuleText.Suffix) _bytes[_used++] = (byte)decision.RuleOffset;
        if (rule == RuleText.Explicit) WriteBytes(decided[decision.RuleOffset..]);
        WriteBytes(name);
        Count++;
        return true;
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        (_used, _contexts, Count) = (Start, 0, 0);
        _epoch++;
    }

    private int ContextOf(in Client client, in Decision decision)
    {
        var hash = ((ulong)client.Address.Value ^ (ulong)(client.Address.Value >> 64)) * 0x9E37_79B9_7F4A_7C15 ^ (ulong)decision.Cause * 0xC2B2_AE3D_27D4_EB4F ^ (ulong)decision.Group.Ordinal * 0x1656_67B1_9E37_79F9;
        var first = (int)((hash ^ hash >> 32) * 0x9E37_79B9_7F4A_7C15 >> 54);
        for (var way = 0; way < Ways; way++)
        {
            ref var slot = ref _cache[(first + way) % CacheSize];
            if (slot.Epoch != _epoch) return Define(ref slot, client, decision);
            if (slot.Cause == decision.Cause && slot.Group == decision.Group.Ordinal && slot.Snapshot == decision.Snapshot.Serial && slot.Client.Address == client.Address
                && ReferenceEquals(slot.Client.Device, client.Device) && slot.Client.Profile == client.Profile && slot.Client.User == client.User)
                return slot.Id;
        }
        // More contexts than the cache holds: one of them is written again when it comes again.
        return Define(ref _cache[first], client, decision);
    }

    private int Define(ref Context slot, in Client client, in Decision decision)
    {
        slot = new Context(_epoch, _contexts++, client, decision.Cause, decision.Group.Ordinal, decision.Snapshot.Serial);
        Define(client, decision);
        return slot.Id;
    }

    private void Define(in Client client, in Decision decision)
    {
        _bytes[_used++] = 0;
        BinaryPrimitives.WriteUInt128BigEndian(_bytes.AsSpan(_used), client.Address.Value);
        _used += 16;
        _bytes[_used++] = decision.Allowed ? (byte)1 : (byte)0;
        WriteText(client.Device);
        WriteText(client.User);
        WriteText(client.Profile);
        WriteText(decision.Group.Name);
        WriteText(decision.Allowed ? null : decision.Category);
        WriteText(decision.Allowed ? null : decision.List);
    }

    // Length + 1, so that 0 is null.
    private void WriteText(string? text)
    {
        if (text is null)
        {
            WriteNumber(0);
            return;
        }
        Span<byte> utf8 = stackalloc byte[LongestText + 1];
        Utf8.FromUtf16(text, utf8[..LongestText], out _, out var length);
        WriteNumber((uint)length + 1);
        utf8[..length].CopyTo(_bytes.AsSpan(_used));
        _used += length;
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        _bytes[_used++] = (byte)bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteNumber(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _bytes[_used++] = (byte)value;
    }

    private readonly record struct Context(int Epoch, int Id, Client Client, int Cause, int Group, long Snapshot);
}

/// <summary>How a record tells the rule that decided.</summary>
internal enum RuleText : byte
{
    /// <summary>None did.</summary>
    None,

    /// <summary>A suffix of the name: an offset follows.</summary>
    Suffix,

    /// <summary>A name that the asked one leads to: it follows.</summary>
    Explicit,

    /// <summary><c>sealed</c>.</summary>
    Sealed,

    /// <summary><c>*</c>.</summary>
    Everything,
}
