using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;

namespace Tutela.Node.Serving;

/// <summary>
/// Index and rules from their files: the first ones at the start, every sound change after it. With a folder of its own it works from
/// copies there, so that nobody who cuts or overwrites a file in place can pull the map from under a running node, and so that a damaged
/// file at the next start leaves the last good one. Used by one task.
/// </summary>
internal sealed class SnapshotSource(string indexFile, string rulesFile, string? keepIn, Log log)
{
    private const int CompareBytes = 1 << 16;

    private Stamp _indexSeen, _rulesSeen;

    /// <summary>The first snapshot.</summary>
    /// <exception cref="InvalidDataException">neither the files nor kept copies of them are sound</exception>
    public Snapshot First()
    {
        (_indexSeen, _rulesSeen) = (Stamp.Of(indexFile), Stamp.Of(rulesFile));
        if (!TryOpenIndex(out var index, out var reason))
        {
            if (Kept("index") is not { } kept || !File.Exists(kept)) throw new InvalidDataException($"{indexFile}: {reason}");
            log.Say($"{indexFile}: refused: {reason}; the last good index is kept");
            index = DomainIndex.Open(kept);
        }
        if (!TryReadRules(rulesFile, out var rules, out reason))
        {
            if (Kept("rules") is not { } kept || !File.Exists(kept) || !TryReadRules(kept, out rules, out _)) throw new InvalidDataException($"{rulesFile}: {reason}");
            log.Say($"{rulesFile}: refused: {reason}; the last good rules are kept");
        }
        return Bind(index!, rules!);
    }

    /// <summary>A snapshot with what changed since the last call, or null.</summary>
    public Snapshot? Next(Snapshot current)
    {
        DomainIndex? index = null;
        RuleSet? rules = null;
        if (Stamp.Of(indexFile) is var indexStamp && indexStamp != _indexSeen)
        {
            _indexSeen = indexStamp;
            if (!TryOpenIndex(out index, out var reason)) log.Say($"{indexFile}: refused: {reason}; the last good index stays");
        }
        if (Stamp.Of(rulesFile) is var rulesStamp && rulesStamp != _rulesSeen)
        {
            _rulesSeen = rulesStamp;
            if (!TryReadRules(rulesFile, out rules, out var reason)) log.Say($"{rulesFile}: refused: {reason}; the last good rules stay");
        }
        return index is null && rules is null ? null : Bind(index ?? current.Index, rules ?? current.Rules);
    }

    private Snapshot Bind(DomainIndex index, RuleSet rules)
    {
        var snapshot = new Snapshot(index, rules);
        log.Say($"index {index.Version}: {index.Names} names, {index.Categories.Count} categories; rules {rules.Version}: {rules.Groups.Count} groups");
        if (index.SealedWarning is { } warning) log.Say(warning);
        foreach (var category in snapshot.UnknownCategories) log.Say($"the index has no category '{category}', which the rules name");
        return snapshot;
    }

    private bool TryOpenIndex(out DomainIndex? index, out string reason)
    {
        (index, reason) = (null, "");
        try
        {
            index = Kept("index") is { } kept ? OpenCopy(kept) : DomainIndex.Open(indexFile);
            return true;
        }
        catch (Exception e) when (e is IndexRefusedException or IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
            return false;
        }
    }

    private DomainIndex OpenCopy(string kept)
    {
        if (HoldSame(indexFile, kept))
        {
            try
            {
                return DomainIndex.Open(kept);
            }
            catch (IndexRefusedException)
            {
                // The copy was damaged: make it anew.
            }
        }
        var copy = kept + ".new";
        try
        {
            File.Copy(indexFile, copy, overwrite: true);
        }
        catch (IOException) when (File.Exists(indexFile))
        {
            log.Say($"{kept}: no room for a copy of the index; the file itself is used");
            return DomainIndex.Open(indexFile);
        }
        var index = DomainIndex.Open(copy);
        File.Move(copy, kept, overwrite: true);
        return index;
    }

    private bool TryReadRules(string file, out RuleSet? rules, out string reason)
    {
        (rules, reason) = (null, "");
        try
        {
            var bytes = File.ReadAllBytes(file);
            if (!RuleSet.TryRead(bytes, out rules, out var faults))
            {
                reason = string.Join("; ", faults);
                return false;
            }
            if (Kept("rules") is { } kept && file != kept) Keep(kept, bytes);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
            return false;
        }
    }

    private static void Keep(string kept, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(kept + ".new", bytes);
            File.Move(kept + ".new", kept, overwrite: true);
        }
        catch (IOException)
        {
            // A full disk costs the copy, not the rules.
        }
    }

    private string? Kept(string name) => keepIn is null ? null : Path.Combine(keepIn, "last-good." + name);

    // Read to the end, not only the header with its checksum: a file that was damaged behind it must be told. Read as streams, not mapped, because
    // whoever owns the file may cut it meanwhile.
    private static bool HoldSame(string a, string b)
    {
        if (!File.Exists(b)) return false;
        using var one = File.OpenRead(a);
        using var other = File.OpenRead(b);
        if (one.Length != other.Length) return false;
        var (first, second) = (new byte[CompareBytes], new byte[CompareBytes]);
        while (one.ReadAtLeast(first, CompareBytes, false) is > 0 and var got)
            if (other.ReadAtLeast(second.AsSpan(0, got), got, false) != got || !first.AsSpan(0, got).SequenceEqual(second.AsSpan(0, got))) return false;
        return true;
    }

    /// <summary>What tells one state of a file from the next without reading it whole.</summary>
    private readonly record struct Stamp(long Ticks, long Length, UInt128 Head)
    {
        public static Stamp Of(string file)
        {
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
                Span<byte> head = stackalloc byte[40];
                head.Clear();
                stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
                return new Stamp(File.GetLastWriteTimeUtc(stream.SafeFileHandle).Ticks, stream.Length, System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(head[24..]));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return default;
            }
        }
    }
}
