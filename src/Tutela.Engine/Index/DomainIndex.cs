using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Tutela.Engine.Names;

namespace Tutela.Engine.Index;

/// <summary>
/// An open index: one immutable, memory-mapped file (<see cref="IndexFormat"/>). Opening checks the whole file against its checksum and
/// parses only categories, lists, sets and patterns. A name's categories are the union over all its listed suffixes, less those that a list excepts.
/// Look-ups are safe from any thread and allocate nothing; some 15 ns a suffix in cache. The map goes when the index is disposed, or when
/// nothing refers to it any more.
/// </summary>
public sealed unsafe class DomainIndex : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly IndexTable _names;
    private readonly IndexTable _stems;
    private readonly IndexTable _addresses;
    private readonly StemPatterns _patterns;
    private readonly byte* _sealedRecords;
    private readonly int _sealedCount;
    private readonly SealedDigest _digest;
    private readonly ulong[] _doors = new ulong[1024];
    private int _released;

    private DomainIndex(MemoryMappedFile map, MemoryMappedViewAccessor view, byte* file, long length)
    {
        (_map, _view, Bytes) = (map, view, length);
        var header = new ReadOnlySpan<byte>(file, IndexFormat.HeaderSize);
        if (!header.StartsWith(IndexFormat.Magic)) throw new IndexRefusedException("not an index file");
        var format = BinaryPrimitives.ReadInt32LittleEndian(header[IndexFormat.AtFormat..]);
        if (format != IndexFormat.Version) throw new IndexRefusedException($"index format {format}; this version reads {IndexFormat.Version}");
        var said = (long)IndexFormat.ReadU64(header, IndexFormat.AtLength);
        if (said != length) throw new IndexRefusedException($"the file should be {said} bytes and is {length}");
        Span<byte> digest = stackalloc byte[32];
        Digest(file, length, digest);
        if (!digest.SequenceEqual(header.Slice(IndexFormat.AtDigest, 32))) throw new IndexRefusedException("the checksum does not fit: the file is damaged or was changed");
        Version = Convert.ToHexStringLower(digest[..6]);
        Names = (long)IndexFormat.ReadU64(header, IndexFormat.AtNames);

        try
        {
            var meta = Section(header, IndexFormat.AtMeta, (long)IndexFormat.ReadU64(header, IndexFormat.AtMetaLength), length);
            (Categories, Lists, Sets, _patterns) = ReadMeta(new UnmanagedMemoryStream(file + meta, length - meta));
        }
        catch (Exception e) when (e is IOException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new IndexRefusedException("the table of categories is not sound");
        }
        _names = new IndexTable(file, length, header[IndexFormat.AtNameTable..]);
        _stems = new IndexTable(file, length, header[IndexFormat.AtStemTable..]);
        _addresses = new IndexTable(file, length, header[IndexFormat.AtAddressTable..]);
        var count = (long)IndexFormat.ReadU64(header, IndexFormat.AtSealedCount);
        if (count is < 0 or > int.MaxValue) throw new IndexRefusedException("the header is not sound");
        _sealedCount = (int)count;
        _sealedRecords = file + Section(header, IndexFormat.AtSealed, count * IndexFormat.SealedRecord, length);
        _digest = new SealedDigest(header.Slice(IndexFormat.AtKey, 16));
        for (var i = 0; i < _sealedCount; i++)
        {
            var door = Unsafe.ReadUnaligned<ushort>(_sealedRecords + (long)i * IndexFormat.SealedRecord + 17);
            _doors[door >> 6] |= 1UL << door;
        }
        for (var i = 0; i < Categories.Count; i++)
            if (Categories[i].Sealed) SealedCategories.Add(i);
    }

    /// <summary>Says which content the index has: the start of its checksum in hexadecimal.</summary>
    public string Version { get; }

    /// <summary>Distinct listed names, without probe names.</summary>
    public long Names { get; }

    /// <summary>Length of the file.</summary>
    public long Bytes { get; }

    /// <summary>Categories in order of name; the place is the id.</summary>
    public IReadOnlyList<IndexCategory> Categories { get; }

    /// <summary>Lists, by category and name.</summary>
    public IReadOnlyList<IndexListing> Listings => Lists;

    /// <summary>Sealed categories that have no list behind them, of those that are sealed in every index.</summary>
    public IReadOnlyList<string> MissingSealed => [.. Categories.Where(c => c.Sealed && !c.Installed && IndexBuilder.AlwaysSealed.Contains(c.Name)).Select(c => c.Name)];

    /// <summary>What to say about <see cref="MissingSealed"/>, or null when both lists of illegal content are installed.</summary>
    public string? SealedWarning => MissingSealed.Count switch
    {
        0 => null,
        2 => "no illegal-content list installed",
        _ => $"no {MissingSealed[0]} list installed",
    };

    internal CategorySet SealedCategories;

    internal IndexListing[] Lists { get; }

    internal IndexSet[] Sets { get; }

    /// <summary>Opens an index file.</summary>
    /// <exception cref="IndexRefusedException">damaged, cut short, of another format, or no index</exception>
    /// <exception cref="IOException">the file cannot be read</exception>
    public static DomainIndex Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        if (file.Length < IndexFormat.HeaderSize) throw new IndexRefusedException($"the file is {file.Length} bytes: too short for an index");
        var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        MemoryMappedViewAccessor? view = null;
        try
        {
            view = map.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read);
            byte* pointer = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            try
            {
                return new DomainIndex(map, view, pointer + view.PointerOffset, file.Length);
            }
            catch
            {
                view.SafeMemoryMappedViewHandle.ReleasePointer();
                throw;
            }
        }
        catch
        {
            view?.Dispose();
            map.Dispose();
            throw;
        }
    }

    /// <summary>The id of a category, or -1.</summary>
    public int CategoryId(string name)
    {
        for (var i = 0; i < Categories.Count; i++)
            if (Categories[i].Name == name) return i;
        return -1;
    }

    /// <summary>The categories of a canonical name, sealed ones included.</summary>
    [SkipLocalsInit]
    public CategorySet Classify(ReadOnlySpan<byte> name)
    {
        Span<Suffix> suffixes = stackalloc Suffix[Suffixes.Most];
        Span<IndexHit> hits = stackalloc IndexHit[Suffixes.Most];
        suffixes = suffixes[..Suffixes.Of(name, suffixes)];
        PrefetchAll(suffixes);
        Find(name, suffixes, hits, out var categories, out var sealedCategories);
        categories.UnionWith(sealedCategories);
        return categories;
    }

    /// <summary>
    /// Lets the processor fetch what a decision about this name will read, while other names are seen to. Some 40 ns, most of which the
    /// decision is spared (<see cref="Deciding.Query.Suffixes"/>); a decision is right without it.
    /// </summary>
    /// <param name="name">a canonical name</param>
    /// <param name="suffixes">takes what was found out</param>
    public void Prefetch(ReadOnlySpan<byte> name, NameSuffixes suffixes)
    {
        PrefetchAll(suffixes.Find(name));
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Finds which of a name's suffixes are listed, shortest first, its categories, and apart from them its sealed categories.
    /// </summary>
    internal int Find(ReadOnlySpan<byte> name, ReadOnlySpan<Suffix> suffixes, Span<IndexHit> hits, out CategorySet categories, out CategorySet sealedCategories)
    {
        categories = default;
        sealedCategories = default;
        var count = 0;
        var excepted = false;
        // A top label alone is in no list.
        var shared = suffixes.IsEmpty ? -1 : _patterns.NumberOf(suffixes[0].Hash);
        for (var i = 1; i < suffixes.Length; i++)
        {
            ref readonly var suffix = ref suffixes[i];
            var set = _names.Find(suffix.Hash);
            if (set == 0 && shared >= 0) set = _patterns.SetOf(_stems.Find(SuffixWalk.StemOf(name[suffix.Start..suffix.End])), shared);
            if (set != 0) excepted |= Take(new IndexHit(suffix.Start, set), hits, ref count, ref categories);
            var door = _digest.Door(suffix.Hash);
            if ((_doors[door >> 6] & 1UL << door) != 0) FindSealed(name[suffix.Start..], ref sealedCategories);
            shared = _patterns.NumberOf(suffix.Hash);
        }
        if (excepted) categories = WithoutExceptions(hits[..count]);
        GC.KeepAlive(this);
        return count;
    }

    /// <summary>One name's cache misses are taken together instead of one after the other. A top label alone is in no list.</summary>
    internal void PrefetchAll(ReadOnlySpan<Suffix> suffixes)
    {
        for (var i = 1; i < suffixes.Length; i++) _names.Prefetch(suffixes[i].Hash);
    }

    /// <summary>Adds the URL entries that cover a path on a host to what <see cref="Find"/> found.</summary>
    internal int FindPath(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, Span<IndexHit> hits, int count, ref CategorySet categories)
    {
        var hash = UrlPath.HashHost(host);
        var room = hits.Length;
        for (var i = 0; i < UrlPath.MaxSegments && count < room && UrlPath.Next(ref path, ref hash); i++)
        {
            var set = _addresses.Find(hash);
            if (set != 0) Take(new IndexHit(0, set), hits, ref count, ref categories);
        }
        GC.KeepAlive(this);
        return count;
    }

    /// <summary>True when one of the hits excepts the name from the listing.</summary>
    internal bool IsExcepted(ReadOnlySpan<IndexHit> hits, ushort listing)
    {
        foreach (var hit in hits)
            if (Array.IndexOf(Sets[hit.Set].Exceptions, listing) >= 0) return true;
        return false;
    }

    /// <summary>Lets the map go. Only for an owner that knows that nobody else reads; otherwise drop the reference.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0) return;
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets the map go when the last reader has dropped it.</summary>
    ~DomainIndex()
    {
        // A constructor that threw leaves the fields to Open.
        if (_released == 0 && Sets is not null && _sealedRecords != null) Release();
    }

    private bool Take(IndexHit hit, Span<IndexHit> hits, ref int count, ref CategorySet categories)
    {
        if ((uint)hit.Set >= (uint)Sets.Length) return false;
        hits[count++] = hit;
        var set = Sets[hit.Set];
        categories.UnionWith(set.Categories);
        return set.Exceptions.Length > 0;
    }

    private CategorySet WithoutExceptions(ReadOnlySpan<IndexHit> hits)
    {
        CategorySet categories = default;
        foreach (var hit in hits)
            foreach (var listing in Sets[hit.Set].Listings)
                if (!IsExcepted(hits, listing)) categories.Add(Lists[listing].Category);
        return categories;
    }

    private void FindSealed(ReadOnlySpan<byte> suffix, ref CategorySet categories)
    {
        var digest = _digest.Of(suffix);
        int low = 0, high = _sealedCount;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (SealedAt(middle) < digest) low = middle + 1;
            else high = middle;
        }
        for (; low < _sealedCount && SealedAt(low) == digest; low++) categories.Add(_sealedRecords[(long)low * IndexFormat.SealedRecord + 16]);
    }

    private UInt128 SealedAt(int record) => BinaryPrimitives.ReadUInt128BigEndian(new ReadOnlySpan<byte>(_sealedRecords + (long)record * IndexFormat.SealedRecord, 16));

    private void Release()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private static void Digest(byte* file, long length, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = IndexFormat.HashedFrom; at < length;)
        {
            var part = (int)Math.Min(1 << 24, length - at);
            hash.AppendData(new ReadOnlySpan<byte>(file + at, part));
            at += part;
        }
        hash.GetHashAndReset(digest);
    }

    private static long Section(ReadOnlySpan<byte> header, int at, long size, long length)
    {
        var offset = (long)IndexFormat.ReadU64(header, at);
        return offset >= 0 && size >= 0 && offset <= length - size ? offset : throw new IndexRefusedException("a section lies outside the file");
    }

    private static (IndexCategory[], IndexListing[], IndexSet[], StemPatterns) ReadMeta(Stream stream)
    {
        using var meta = new BinaryReader(stream, Encoding.UTF8);
        var names = new (string Name, bool Sealed)[Bounded(meta.ReadInt32(), CategorySet.Capacity)];
        for (var i = 0; i < names.Length; i++) names[i] = (meta.ReadString(), meta.ReadBoolean());
        var listings = new IndexListing[Bounded(meta.ReadInt32(), 0xFFFF)];
        for (var i = 0; i < listings.Length; i++) listings[i] = new IndexListing(Bounded(meta.ReadByte(), names.Length - 1), meta.ReadString(), meta.ReadInt64());
        var sets = new IndexSet[Bounded(meta.ReadInt32(), 0xFFFFFF + 1)];
        for (var i = 0; i < sets.Length; i++)
        {
            var members = new ushort[meta.ReadUInt16()];
            var exceptions = new ushort[meta.ReadUInt16()];
            CategorySet categories = default;
            for (var j = 0; j < members.Length; j++) categories.Add(listings[members[j] = meta.ReadUInt16()].Category);
            for (var j = 0; j < exceptions.Length; j++) exceptions[j] = meta.ReadUInt16();
            sets[i] = new IndexSet(members, exceptions, categories);
        }
        var categoriesOut = new IndexCategory[names.Length];
        for (var i = 0; i < names.Length; i++)
            categoriesOut[i] = new IndexCategory(names[i].Name, names[i].Sealed, listings.Any(l => l.Category == i && l.Names > 0 && l.Name != IndexBuilder.ProbeList));
        return (categoriesOut, listings, sets, ReadShared(meta));
    }

    private static StemPatterns ReadShared(BinaryReader meta)
    {
        var suffixes = new ulong[Bounded(meta.ReadInt32(), SharedSuffixes.MostSuffixes)];
        for (var i = 0; i < suffixes.Length; i++) suffixes[i] = meta.ReadUInt64();
        var patterns = new (byte Suffix, int Set)[Bounded(meta.ReadInt32(), SharedSuffixes.MostPatterns)][];
        for (var i = 0; i < patterns.Length; i++)
        {
            patterns[i] = new (byte Suffix, int Set)[meta.ReadUInt16()];
            for (var j = 0; j < patterns[i].Length; j++)
            {
                var part = meta.ReadUInt32();
                patterns[i][j] = ((byte)part, (int)(part >> 8));
            }
        }
        return new StemPatterns(suffixes, patterns);
    }

    private static int Bounded(int value, int most) => value >= 0 && value <= most ? value : throw new IndexRefusedException("the table of categories is not sound");
}
