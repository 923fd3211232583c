using System.Runtime.InteropServices;
using Tutela.Engine.Names;

namespace Tutela.Engine.Index;

/// <summary>A name while an index is built: its hash, that of the suffix behind its first label, that of the label alone, and its set.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct NameEntry
{
    public ulong Hash, Parent, Stem;
    public int Set;
}

/// <summary>
/// The names of all lists, each once, in the order in which they came: 28 bytes a name and some eight for finding it. Not thread-safe.
/// </summary>
internal sealed class NameTable
{
    private const int ChunkBits = 15, ChunkSize = 1 << ChunkBits;

    private readonly List<NameEntry[]> _chunks = [];
    private int[] _slots = new int[1024];

    /// <summary>Distinct names.</summary>
    public int Count { get; private set; }

    public ref NameEntry this[int i] => ref _chunks[i >> ChunkBits][i & (ChunkSize - 1)];

    /// <summary>The entry of a name by its parts; its set is 0 when it is new. The reference lives on.</summary>
    public ref NameEntry Slot(in NameHash name)
    {
        if (Count * 10L >= _slots.Length * 6L) Grow();
        var mask = _slots.Length - 1;
        for (var at = (int)(name.Hash >> 20) & mask; ; at = (at + 1) & mask)
        {
            if (_slots[at] == 0)
            {
                if (Count >> ChunkBits == _chunks.Count) _chunks.Add(new NameEntry[ChunkSize]);
                _slots[at] = ++Count;
                ref var added = ref this[Count - 1];
                added = new NameEntry { Hash = name.Hash, Parent = name.Parent, Stem = name.Stem };
                return ref added;
            }
            ref var there = ref this[_slots[at] - 1];
            if (there.Hash == name.Hash) return ref there;
        }
    }

    /// <summary>The set of a hash, 0 when it is not there.</summary>
    public int SetOf(ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)(hash >> 20) & mask; _slots[at] != 0; at = (at + 1) & mask)
            if (this[_slots[at] - 1].Hash == hash) return this[_slots[at] - 1].Set;
        return 0;
    }

    /// <summary>Hashes and sets of all entries that have a set.</summary>
    public (ulong[] Hashes, int[] Sets) All()
    {
        var hashes = new ulong[Count];
        var sets = new int[Count];
        var n = 0;
        for (var i = 0; i < Count; i++)
        {
            ref var entry = ref this[i];
            if (entry.Set == 0) continue;
            (hashes[n], sets[n]) = (entry.Hash, entry.Set);
            n++;
        }
        return (hashes[..n], sets[..n]);
    }

    private void Grow()
    {
        var slots = new int[_slots.Length * 2];
        var mask = slots.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var at = (int)(this[i].Hash >> 20) & mask;
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = i + 1;
        }
        _slots = slots;
    }
}
