using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
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
/// The names of all lists, each once, in the order in which they came: 28 bytes a name and some sixteen for finding it. A slot holds part of
/// the hash beside the place, so that looking past a slot does not touch another name's entry. Not thread-safe.
/// </summary>
internal sealed unsafe class NameTable
{
    private const int ChunkBits = 15, ChunkSize = 1 << ChunkBits;

    private readonly List<NameEntry[]> _chunks = [];
    private ulong[] _slots = Slots(1024);

    /// <summary>Distinct names.</summary>
    public int Count { get; private set; }

    public ref NameEntry this[int i] => ref _chunks[i >> ChunkBits][i & (ChunkSize - 1)];

    /// <summary>Makes room for as many names at once.</summary>
    public void Expect(long names)
    {
        var slots = 1024L;
        while (slots * 6 < (Count + names) * 10 && slots < 1 << 26) slots *= 2;
        if (slots > _slots.Length) Grow((int)slots);
    }

    /// <summary>Lets the processor fetch a name's slot while other names are seen to.</summary>
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _slots[(int)(hash >> 20) & _slots.Length - 1]));
    }

    /// <summary>The entry of a name by its parts; its set is 0 when it is new. The reference lives on.</summary>
    public ref NameEntry Slot(in NameHash name)
    {
        if (Count * 10L >= _slots.Length * 6L) Grow(_slots.Length * 2);
        var mask = _slots.Length - 1;
        for (var at = (int)(name.Hash >> 20) & mask; ; at = (at + 1) & mask)
        {
            var slot = _slots[at];
            if (slot == 0)
            {
                if (Count >> ChunkBits == _chunks.Count) _chunks.Add(new NameEntry[ChunkSize]);
                _slots[at] = Tag(name.Hash) | (uint)++Count;
                ref var added = ref this[Count - 1];
                added = new NameEntry { Hash = name.Hash, Parent = name.Parent, Stem = name.Stem };
                return ref added;
            }
            if ((slot & ~(ulong)uint.MaxValue) != Tag(name.Hash)) continue;
            ref var there = ref this[(int)(uint)slot - 1];
            if (there.Hash == name.Hash) return ref there;
        }
    }

    /// <summary>The set of a hash, 0 when it is not there.</summary>
    public int SetOf(ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)(hash >> 20) & mask; _slots[at] != 0; at = (at + 1) & mask)
            if (this[(int)(uint)_slots[at] - 1].Hash == hash) return this[(int)(uint)_slots[at] - 1].Set;
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

    private void Grow(int length)
    {
        var slots = Slots(length);
        var mask = slots.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var hash = this[i].Hash;
            var at = (int)(hash >> 20) & mask;
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = Tag(hash) | (uint)(i + 1);
        }
        _slots = slots;
    }

    // Pinned, so that a place in it can be named to the processor.
    private static ulong[] Slots(int length) => GC.AllocateArray<ulong>(length, pinned: true);

    private static ulong Tag(ulong hash) => (hash ^ hash << 32) & ~(ulong)uint.MaxValue;
}
