namespace Tutela.Web.Modules.People.Rosters;

/// <summary>One file of a set, on disk or in a zip. May be opened many times, one at a time.</summary>
public sealed class RosterFile
{
    private readonly Func<Stream> _open;
    private readonly uint? _crc;

    internal RosterFile(string name, long length, Func<Stream> open, uint? crc = null) => (Name, Length, _open, _crc) = (name, length, open, crc);

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

    // What a zip states of an entry is only a claim, and the base library checks none of it: a damaged entry would read as other names.
    private sealed class MeasuredStream(Stream inner, RosterFile file) : Stream
    {
        private long _read;
        private uint _crc = uint.MaxValue;

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
            if (file._crc is not { } crc) return n;
            if (n == 0 && buffer.Length > 0 && ~_crc != crc) throw new RosterRefused(file.Name, "the file is damaged in the zip: its checksum does not fit.");
            foreach (var b in buffer[..n]) _crc = CrcTable[(byte)(_crc ^ b)] ^ (_crc >> 8);
            return n;
        }

        private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i =>
        {
            var c = (uint)i;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xEDB88320;
            return c;
        })];

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
