using System.IO.Compression;

namespace Tutela.Engine.Lists;

/// <summary>
/// Reads lines of bytes from a stream through one growing buffer; gzip is recognised by its first two bytes. A line end is LF, or CR LF.
/// Not thread-safe. A line lives until the next call.
/// </summary>
public sealed class LineReader : IDisposable
{
    private readonly Stream _source;
    private byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private bool _done;

    /// <summary>Takes the stream and disposes it at the end.</summary>
    public LineReader(Stream source)
    {
        var head = new byte[2];
        // The second byte is waited for only where the first could begin gzip: a live pipe may hold no more than an empty line.
        var got = source.ReadAtLeast(head.AsSpan(0, 1), 1, throwOnEndOfStream: false);
        if (got == 1 && head[0] == 0x1F) got += source.ReadAtLeast(head.AsSpan(1), 1, throwOnEndOfStream: false);
        Stream whole = new Prefixed(head.AsMemory(0, got), source);
        _source = got == 2 && head[0] == 0x1F && head[1] == 0x8B ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>Lines read so far; the number of the current line.</summary>
    public long Number { get; private set; }

    /// <summary>True when a further line is in the buffer, so that a reader of a live pipe knows when to flush what it wrote.</summary>
    public bool HasBuffered => _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');

    /// <summary>The next line without its line end; false at the end.</summary>
    /// <exception cref="InvalidDataException">damaged gzip</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = _buffer.AsSpan(_start, scanned + at);
                _start += scanned + at + 1;
                break;
            }
            scanned = _end - _start;
            if (_done)
            {
                line = _buffer.AsSpan(_start, scanned);
                _start = _end;
                if (scanned == 0) return false;
                break;
            }
            Fill();
        }
        Number++;
        if (line.EndsWith("\r"u8)) line = line[..^1];
        if (Number == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var got = _source.Read(_buffer, _end, _buffer.Length - _end);
        if (got == 0) _done = true;
        _end += got;
    }

    private sealed class Prefixed(ReadOnlyMemory<byte> head, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _head = head;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_head.IsEmpty) return rest.Read(buffer);
            var n = Math.Min(buffer.Length, _head.Length);
            _head.Span[..n].CopyTo(buffer);
            _head = _head[n..];
            return n;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
