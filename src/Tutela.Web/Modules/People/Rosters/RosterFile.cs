namespace Tutela.Web.Modules.People.Rosters;

/// <summary>One file of a set, on disk or in a zip. May be opened many times, one at a time.</summary>
public sealed class RosterFile
{
    private readonly Func<Stream> _open;

    internal RosterFile(string name, long length, Func<Stream> open) => (Name, Length, _open) = (name, length, open);

    public string Name { get; }

    /// <summary>Bytes, unpacked.</summary>
    public long Length { get; }

    public static RosterFile FromDisk(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new RosterRefused(file.Name, "there is no such file.");
        if (file.Length > RosterLimits.Default.MaxTotalBytes) throw new RosterRefused(file.Name, "the file is too large.");
        return new RosterFile(file.Name, file.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan));
    }

    internal Stream Open()
    {
        try
        {
            return new MeasuredStream(_open(), this);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new RosterRefused(Name, "the file cannot be opened: " + e.Message);
        }
    }

    // An entry's stated size is only a claim; what comes out of it is what counts.
    private sealed class MeasuredStream(Stream inner, RosterFile file) : Stream
    {
        private long _read;

        public override int Read(Span<byte> buffer)
        {
            int n;
            try
            {
                n = inner.Read(buffer);
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                throw new RosterRefused(file.Name, "the file cannot be read: " + e.Message);
            }
            _read += n;
            if (_read > file.Length) throw new RosterRefused(file.Name, "the file is larger than it claims to be.");
            return n;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
