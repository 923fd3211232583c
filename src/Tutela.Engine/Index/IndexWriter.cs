using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tutela.Engine.Index;

/// <summary>Lays out an index file (see <see cref="IndexFormat"/>) in memory and puts it in place with one rename.</summary>
internal static class IndexWriter
{
    public static long Write(string path, ReadOnlySpan<byte> key, long names, NameTable table, NameTable addresses, ListingSets sets,
        List<(string Category, string List, long Count)> listings, HashSet<string> sealedCategories, List<(UInt128 Digest, ushort Door, string Category)> secrets)
    {
        var categories = listings.Select(l => l.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (categories.Count > CategorySet.Capacity) throw new InvalidDataException($"{categories.Count} categories; an index holds {CategorySet.Capacity}");
        if (listings.Count > 0xFFFF || sets.All.Count > 0xFFFFFF) throw new InvalidDataException("more lists than an index holds");

        using var body = new MemoryStream();
        var header = new byte[IndexFormat.HeaderSize];
        IndexFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(IndexFormat.AtFormat), IndexFormat.Version);
        body.Write(header);

        var shared = SharedSuffixes.TakeFrom(table);
        Put(header, IndexFormat.AtNames, names);
        key[..16].CopyTo(header.AsSpan(IndexFormat.AtKey));
        Put(header, IndexFormat.AtMeta, Align(body));
        WriteMeta(body, categories, listings, sets, sealedCategories);
        WriteShared(body, shared);
        Put(header, IndexFormat.AtMetaLength, body.Position - BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(IndexFormat.AtMeta)));
        WriteTable(body, table.All(), header.AsSpan(IndexFormat.AtNameTable));
        WriteTable(body, shared.Stems, header.AsSpan(IndexFormat.AtStemTable));
        WriteTable(body, addresses.All(), header.AsSpan(IndexFormat.AtAddressTable));
        Put(header, IndexFormat.AtSealed, Align(body));
        Put(header, IndexFormat.AtSealedCount, WriteSealed(body, secrets, categories));
        Put(header, IndexFormat.AtLength, body.Length);

        body.Position = 0;
        body.Write(header);
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        SHA256.HashData(bytes[IndexFormat.HashedFrom..], bytes.Slice(IndexFormat.AtDigest, 32));

        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        return bytes.Length;
    }

    private static void WriteMeta(MemoryStream body, List<string> categories, List<(string Category, string List, long Count)> listings, ListingSets sets, HashSet<string> sealedCategories)
    {
        using var meta = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true);
        meta.Write(categories.Count);
        foreach (var category in categories)
        {
            meta.Write(category);
            meta.Write(sealedCategories.Contains(category));
        }
        meta.Write(listings.Count);
        foreach (var (category, list, count) in listings)
        {
            meta.Write((byte)categories.IndexOf(category));
            meta.Write(list);
            meta.Write(count);
        }
        meta.Write(sets.All.Count);
        foreach (var set in sets.All)
        {
            meta.Write((ushort)set.Count(l => l < ListingSets.Exception));
            meta.Write((ushort)set.Count(l => l >= ListingSets.Exception));
            foreach (var listing in set) meta.Write((ushort)listing);
        }
    }

    private static void WriteShared(MemoryStream body, SharedSuffixes shared)
    {
        using var meta = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true);
        meta.Write(shared.Suffixes.Count);
        foreach (var suffix in shared.Suffixes) meta.Write(suffix);
        meta.Write(shared.Patterns.Count);
        foreach (var pattern in shared.Patterns)
        {
            meta.Write((ushort)pattern.Length);
            foreach (var (suffix, set) in pattern) meta.Write((uint)set << 8 | suffix);
        }
    }

    private static void WriteTable(MemoryStream body, (ulong[] Hashes, int[] Values) table, Span<byte> header)
    {
        var bytes = TableWriter.Write(table.Hashes, table.Values, header);
        Put(header, IndexFormat.TablePlace, Align(body));
        body.Write(bytes);
    }

    private static long WriteSealed(MemoryStream body, List<(UInt128 Digest, ushort Door, string Category)> secrets, List<string> categories)
    {
        var ordered = secrets.Distinct().OrderBy(s => s.Digest).ThenBy(s => s.Category, StringComparer.Ordinal).ToList();
        Span<byte> record = stackalloc byte[IndexFormat.SealedRecord];
        foreach (var (digest, door, category) in ordered)
        {
            BinaryPrimitives.WriteUInt128BigEndian(record, digest);
            record[16] = (byte)categories.IndexOf(category);
            BinaryPrimitives.WriteUInt16LittleEndian(record[17..], door);
            body.Write(record);
        }
        return ordered.Count;
    }

    private static long Align(MemoryStream body)
    {
        while (body.Position % 64 != 0) body.WriteByte(0);
        return body.Position;
    }

    private static void Put(Span<byte> header, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(header[at..], value);
}
