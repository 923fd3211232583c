using Tutela.Engine.Lists;

namespace Tutela.Node.Verbs;

/// <summary>
/// Line in, line out, in order: what comes on standard input is copied, and what the verb writes follows it. Output is flushed when no
/// further line waits, so that a live pipe gets its answer at once and a file goes through in large pieces.
/// </summary>
internal static class Lines
{
    public delegate void Answer(ReadOnlySpan<byte> line, LineOutput output);

    public static void Pipe(Answer answer)
    {
        using var reader = new LineReader(Console.OpenStandardInput());
        using var output = new LineOutput(Console.OpenStandardOutput());
        while (reader.TryRead(out var line))
        {
            answer(line, output);
            output.Write((byte)'\n');
            if (!reader.HasBuffered) output.Flush();
        }
    }
}

/// <summary>Buffered bytes to standard output. A reader that went away ends the verb quietly.</summary>
internal sealed class LineOutput(Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    public void Write(byte b)
    {
        if (_used == _buffer.Length) Flush();
        _buffer[_used++] = b;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _buffer.Length - _used)
        {
            var part = bytes[..(_buffer.Length - _used)];
            part.CopyTo(_buffer.AsSpan(_used));
            _used += part.Length;
            bytes = bytes[part.Length..];
            Flush();
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    public void Write(string text)
    {
        Span<byte> utf8 = text.Length <= 256 ? stackalloc byte[1024] : new byte[text.Length * 4];
        Write(utf8[..System.Text.Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        stream.Flush();
        _used = 0;
    }

    public void Dispose() => Flush();
}
