namespace Tutela.Engine.Index;

/// <summary>Open-addressing table from a 64-bit hash to a set id, for building. Some 12 bytes a slot, at most 70 % full. Not thread-safe.</summary>
internal sealed class HashTable
{
    private ulong[] _keys = new ulong[1024];
    private int[] _sets = new int[1024];

    /// <summary>Distinct hashes.</summary>
    public int Count { get; private set; }

    /// <summary>The set id of a hash, by reference; 0 when new. The reference lives until the next call.</summary>
    public ref int Slot(ulong hash)
    {
        if (hash == 0) hash = 1;
        if (Count * 10L >= _keys.Length * 7L) Grow();
        var at = Find(_keys, hash);
        if (_keys[at] == 0)
        {
            _keys[at] = hash;
            Count++;
        }
        return ref _sets[at];
    }

    /// <summary>Distinct hashes whose set fits.</summary>
    public long CountWhere(Func<int, bool> fits)
    {
        long count = 0;
        for (var i = 0; i < _keys.Length; i++)
            if (_keys[i] != 0 && fits(_sets[i])) count++;
        return count;
    }

    /// <summary>All hashes that have a set, and their sets, sorted by hash.</summary>
    public (ulong[] Hashes, int[] Sets) Sorted()
    {
        var hashes = new ulong[Count];
        var sets = new int[Count];
        var n = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] == 0 || _sets[i] == 0) continue;
            hashes[n] = _keys[i];
            sets[n++] = _sets[i];
        }
        Array.Resize(ref hashes, n);
        Array.Resize(ref sets, n);
        Array.Sort(hashes, sets);
        return (hashes, sets);
    }

    private static int Find(ulong[] keys, ulong hash)
    {
        var mask = keys.Length - 1;
        var at = (int)(hash >> 20) & mask;
        while (keys[at] != 0 && keys[at] != hash) at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        var keys = new ulong[_keys.Length * 2];
        var sets = new int[keys.Length];
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] == 0) continue;
            var at = Find(keys, _keys[i]);
            keys[at] = _keys[i];
            sets[at] = _sets[i];
        }
        _keys = keys;
        _sets = sets;
    }
}
