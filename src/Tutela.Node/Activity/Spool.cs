namespace Tutela.Node.Activity;

/// <summary>
/// Segments on disk (<see cref="SpoolFormat"/>). One is open and grows by a frame at a time; a closed one (<c>.seg</c>) never changes and
/// keeps its id until the centre has counted it. One writer; the uploader reads and deletes closed segments.
/// </summary>
internal sealed class Spool : IDisposable
{
    private const int MostSegmentBytes = 1 << 20;

    private readonly string _folder;
    private readonly long _limit;
    private readonly TimeProvider _clock;
    private readonly FileStream _lock;
    private FileStream? _open;
    private long _openedAt;
    private long _bytes;

    /// <summary>Takes the folder for this process and closes what a crash left open.</summary>
    /// <param name="folder">made when it is not there</param>
    /// <param name="limit">bytes that all segments may take; beyond it, as on a full disk, records are lost and counted</param>
    /// <param name="clock">for ids and ages</param>
    /// <exception cref="IOException">another node uses the folder, or it cannot be written</exception>
    public Spool(string folder, long limit, TimeProvider clock)
    {
        (_folder, _limit, _clock) = (folder, limit, clock);
        Directory.CreateDirectory(folder);
        try
        {
            _lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"{folder}: cannot be used as a spool, or another node uses it ({e.Message})", e);
        }
        foreach (var left in Directory.EnumerateFiles(folder, "*.open").ToArray()) Recover(left);
        foreach (var segment in Directory.EnumerateFiles(folder, "*.seg")) _bytes += new FileInfo(segment).Length;
    }

    /// <summary>Closed segments, oldest first.</summary>
    public IReadOnlyList<string> Closed()
    {
        try
        {
            return [.. Directory.EnumerateFiles(_folder, "*.seg").Order(StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Seconds since the open segment was begun; 0 when none is open.</summary>
    public double OpenFor => _open is null ? 0 : _clock.GetElapsedTime(_openedAt).TotalSeconds;

    /// <summary>Appends a frame; false when the disk, or the limit, does not hold it.</summary>
    public bool TryAppend(ReadOnlySpan<byte> frame)
    {
        if (Interlocked.Read(ref _bytes) + frame.Length > _limit) return false;
        try
        {
            if (_open is null)
            {
                Directory.CreateDirectory(_folder);
                var id = Guid.CreateVersion7(_clock.GetUtcNow());
                _open = new FileStream(Path.Combine(_folder, id + ".open"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0);
                _openedAt = _clock.GetTimestamp();
                Write(SpoolFormat.Magic);
            }
            Write(frame);
            if (_open.Length >= MostSegmentBytes) CloseSegment();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Closes the open segment, so that it can be sent.</summary>
    public void CloseSegment()
    {
        if (_open is not { } open) return;
        _open = null;
        try
        {
            var holds = open.Length > SpoolFormat.Magic.Length;
            open.Flush(flushToDisk: true);
            open.Dispose();
            if (holds) File.Move(open.Name, Path.ChangeExtension(open.Name, ".seg"));
            else File.Delete(open.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays .open and is taken up at the next start.
            open.Dispose();
        }
    }

    /// <summary>Deletes a segment that the centre has counted.</summary>
    public void Delete(string segment)
    {
        try
        {
            var length = new FileInfo(segment).Length;
            File.Delete(segment);
            Interlocked.Add(ref _bytes, -length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    public void Dispose()
    {
        CloseSegment();
        _lock.Dispose();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        var before = _open!.Length;
        try
        {
            _open.Write(bytes);
            Interlocked.Add(ref _bytes, bytes.Length);
        }
        catch (IOException)
        {
            // A disk that filled in the middle of a frame: what is behind the last whole frame goes.
            _open.SetLength(before);
            _open.Position = before;
            throw;
        }
    }

    private static void Recover(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var (length, records) = SpoolFormat.Measure(bytes);
        if (records == 0)
        {
            File.Delete(path);
            return;
        }
        if (length < bytes.Length)
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write)) file.SetLength(length);
        File.Move(path, Path.ChangeExtension(path, ".seg"), overwrite: true);
    }
}
