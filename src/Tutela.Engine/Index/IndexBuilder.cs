using System.Text;
using Tutela.Engine.Lists;
using Tutela.Engine.Names;

namespace Tutela.Engine.Index;

/// <summary>What there is to say about one line of a list.</summary>
/// <param name="File">the file as it was named</param>
/// <param name="Line">from 1; 0 for the file as a whole</param>
/// <param name="Reason">in words, without the line's content</param>
/// <param name="Skipped">false when the line was taken all the same</param>
public readonly record struct LineNote(string File, long Line, string Reason, bool Skipped = true);

/// <summary>
/// Gathers lists and writes an index. Names are kept as 64-bit hashes with the set of lists that hold them (some 40 bytes a name while
/// building). Two names share a hash with odds of some n² / 2⁶⁵ (under one in a million at 5 million names); they would then share
/// categories. Not thread-safe.
/// </summary>
public sealed class IndexBuilder
{
    /// <summary>Categories that are sealed in every index.</summary>
    public static readonly IReadOnlyList<string> AlwaysSealed = ["child-abuse", "terrorism"];

    /// <summary>Name of the list that holds the probe names.</summary>
    public const string ProbeList = "probe";

    // A guess, only for the first size of the table.
    private const int BytesALine = 18;

    private readonly (NameHash Name, long Line)[] _waiting = new (NameHash, long)[16];
    private readonly NameTable _names = new();
    private readonly NameTable _addresses = new();
    private readonly HashSet<ulong> _sealedNames = [];
    private readonly ListingSets _sets = new();
    private readonly List<(string Category, string List, long Count)> _listings = [];
    private readonly HashSet<string> _sealed = new(AlwaysSealed, StringComparer.Ordinal);
    private readonly List<Pending> _pending = [];
    private readonly Action<LineNote>? _onNote;

    /// <summary>Starts empty.</summary>
    /// <param name="onNote">told of each line that is skipped or looks wrong, as it is read</param>
    public IndexBuilder(Action<LineNote>? onNote = null)
    {
        _onNote = onNote;
    }

    /// <summary>Lines skipped so far.</summary>
    public long Skipped { get; private set; }

    /// <summary>Distinct listed names, after <see cref="Write"/>.</summary>
    public long Names { get; private set; }

    /// <summary>True for what a category may be called: lower-case letters, digits, hyphen, underscore, at most 63.</summary>
    public static bool IsCategoryName(string category) =>
        category.Length is > 0 and <= DomainName.MaxLabelLength && category.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '_');

    /// <summary>The synthetic name that always stands in a category.</summary>
    public static string ProbeName(string category) => category + ".probe.tutela.invalid";

    /// <summary>Adds a list file to a category. Nothing is read before <see cref="Write"/>.</summary>
    /// <param name="category">see <see cref="IsCategoryName"/></param>
    /// <param name="file">path; gzip or not</param>
    /// <param name="list">what decisions call the list; null takes the file's name</param>
    /// <param name="sealedCategory">true seals the category for good</param>
    /// <exception cref="ArgumentException">the category's name is not one</exception>
    public void AddFile(string category, string file, string? list = null, bool sealedCategory = false)
    {
        if (!IsCategoryName(category)) throw new ArgumentException($"'{category}' is no category name: use a-z, 0-9, '-' and '_', at most 63");
        if (sealedCategory) _sealed.Add(category);
        _pending.Add(new Pending(category, list ?? ListName(file), file));
    }

    /// <summary>
    /// Adds a UT1 tree: <c>CATEGORY/domains</c> and <c>CATEGORY/urls</c>, and flat <c>CATEGORY.domains.txt</c> or <c>.urls.txt</c>, gzip or not.
    /// </summary>
    /// <returns>files found</returns>
    public int AddUt1(string directory)
    {
        var before = _pending.Count;
        foreach (var file in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            foreach (var end in (ReadOnlySpan<string>)[".domains.txt.gz", ".domains.txt", ".domains.gz", ".domains", ".urls.txt.gz", ".urls.txt", ".urls.gz", ".urls"])
            {
                if (!name.EndsWith(end, StringComparison.Ordinal)) continue;
                AddUt1(name[..^end.Length], file);
                break;
            }
        }
        foreach (var folder in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
            foreach (var name in (ReadOnlySpan<string>)["domains", "domains.gz", "urls", "urls.gz"])
                if (File.Exists(Path.Combine(folder, name))) AddUt1(Path.GetFileName(folder), Path.Combine(folder, name));
        return _pending.Count - before;
    }

    /// <summary>Reads all lists and writes the index beside <paramref name="path"/>, then renames it into place.</summary>
    /// <param name="path">the index file</param>
    /// <param name="key">16 random bytes, the key of the sealed digests; from a cryptographic source</param>
    /// <returns>bytes written</returns>
    /// <exception cref="IOException">a list cannot be read or the index cannot be written</exception>
    /// <exception cref="InvalidDataException">too many categories or lists</exception>
    public long Write(string path, ReadOnlySpan<byte> key)
    {
        var digest = new SealedDigest(key);
        var secrets = new List<(UInt128 Digest, ushort Door, string Category)>();
        foreach (var group in _pending.GroupBy(p => (p.Category, p.List)).OrderBy(g => g.Key.Category, StringComparer.Ordinal).ThenBy(g => g.Key.List, StringComparer.Ordinal))
        {
            var listing = _listings.Count;
            var isSealed = _sealed.Contains(group.Key.Category);
            var before = secrets.Count;
            long count = 0;
            foreach (var pending in group) count += Read(pending, listing, isSealed, digest, secrets);
            _listings.Add((group.Key.Category, group.Key.List, isSealed ? secrets.Skip(before).Select(s => s.Digest).Distinct().Count() : count));
        }
        Names = _sealedNames.Count(hash => !IsListed(_names.SetOf(hash)));
        for (var i = 0; i < _names.Count; i++)
            if (IsListed(_names[i].Set)) Names++;
        foreach (var category in _listings.Select(l => l.Category).Concat(_sealed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray())
        {
            var probe = Encoding.ASCII.GetBytes(ProbeName(category));
            if (_sealed.Contains(category)) secrets.Add((digest.Of(probe), digest.Door(SuffixWalk.HashOf(probe)), category));
            else Add(ref _names.Slot(NameHash.Of(probe)).Set, _listings.Count, exception: false);
            _listings.Add((category, ProbeList, 1));
        }
        return IndexWriter.Write(path, key, Names, _names, _addresses, _sets, _listings, _sealed, secrets);
    }

    private void AddUt1(string category, string file)
    {
        category = category.ToLowerInvariant();
        if (IsCategoryName(category)) AddFile(category, file, "ut1");
        else Skip(file, 0, "the folder's name is no category name");
    }

    private long Read(Pending pending, int listing, bool isSealed, SealedDigest digest, List<(UInt128 Digest, ushort Door, string Category)> secrets)
    {
        long count = 0;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        _names.Expect(new FileInfo(pending.File).Length / BytesALine);
        var waiting = 0;
        using var reader = new LineReader(new FileStream(pending.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
        while (true)
        {
            ReadOnlySpan<byte> text;
            try
            {
                if (!reader.TryRead(out text)) return count + AddWaiting(pending.File, listing, ref waiting);
            }
            catch (InvalidDataException)
            {
                count += AddWaiting(pending.File, listing, ref waiting);
                Skip(pending.File, reader.Number + 1, "damaged gzip: the rest of the file could not be read");
                return count;
            }
            if (!isSealed && ListLine.IsPlainName(text))
            {
                var hash = NameHash.Of(text);
                _names.Prefetch(hash.Hash);
                _waiting[waiting++] = (hash, reader.Number);
                if (waiting == _waiting.Length) count += AddWaiting(pending.File, listing, ref waiting);
                continue;
            }
            count += AddWaiting(pending.File, listing, ref waiting);
            var line = new ListLine(text);
            for (var kind = line.Next(name, out var length); kind != LineKind.Nothing; kind = line.Next(name, out length))
            {
                var read = name[..length];
                if (kind == LineKind.Name && line.CoversAll) _onNote?.Invoke(new LineNote(pending.File, reader.Number, "public suffix: taken, and covers every name below it", Skipped: false));
                switch (kind)
                {
                    case LineKind.Skip:
                        Skip(pending.File, reader.Number, line.Reason);
                        break;
                    case LineKind.Name when isSealed:
                        var hash64 = SuffixWalk.HashOf(read);
                        secrets.Add((digest.Of(read), digest.Door(hash64), pending.Category));
                        _sealedNames.Add(hash64);
                        break;
                    case LineKind.Name when Add(ref _names.Slot(NameHash.Of(read)).Set, listing, exception: false):
                        count++;
                        break;
                    case LineKind.Exception when isSealed:
                        Skip(pending.File, reader.Number, "a sealed list takes no exceptions");
                        break;
                    case LineKind.Exception when Add(ref _names.Slot(NameHash.Of(read)).Set, listing, exception: true):
                        break;
                    case LineKind.Address when isSealed:
                        Skip(pending.File, reader.Number, "URL entry in a sealed list");
                        break;
                    case LineKind.Address when UrlPath.TryHash(read, line.Path, out var hash):
                        if (Add(ref _addresses.Slot(new NameHash(hash, 0, 0)).Set, listing, exception: false)) count++;
                        else Skip(pending.File, reader.Number, "duplicate");
                        break;
                    case LineKind.Address:
                        Skip(pending.File, reader.Number, "URL entry with no path");
                        break;
                    default:
                        Skip(pending.File, reader.Number, "duplicate");
                        break;
                }
            }
        }
    }

    /// <summary>Adds plain names some at a time, so that the memory they fall on is on its way while the next are read.</summary>
    private long AddWaiting(string file, int listing, ref int waiting)
    {
        long count = 0;
        foreach (var (name, line) in _waiting.AsSpan(0, waiting))
        {
            if (Add(ref _names.Slot(name).Set, listing, exception: false)) count++;
            else Skip(file, line, "duplicate");
        }
        waiting = 0;
        return count;
    }

    private bool Add(ref int set, int listing, bool exception)
    {
        var with = _sets.With(set, listing, exception);
        if (with == set) return false;
        set = with;
        return true;
    }

    private bool IsListed(int set) => set != 0 && _sets.All[set] is [< ListingSets.Exception, ..];

    private void Skip(string file, long line, string reason)
    {
        Skipped++;
        _onNote?.Invoke(new LineNote(file, line, reason));
    }

    private static string ListName(string file)
    {
        var name = Path.GetFileName(file);
        foreach (var end in (ReadOnlySpan<string>)[".gz", ".txt", ".domains", ".urls", ".hosts", ".list"])
            if (name.Length > end.Length && name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) name = name[..^end.Length];
        var clean = new string([.. name.Select(c => c is > ' ' and < '\x7F' and not '/' and not ',' ? c : '-')]);
        return clean.Length == 0 ? "list" : clean == ProbeList ? "probe-list" : clean[..Math.Min(clean.Length, 100)];
    }

    private readonly record struct Pending(string Category, string List, string File);
}
