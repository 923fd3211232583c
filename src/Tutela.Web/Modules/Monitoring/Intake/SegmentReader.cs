using System.Buffers;
using System.IO.Pipelines;

namespace Tutela.Web.Modules.Monitoring.Intake;

/// <summary>A segment is larger than the centre takes.</summary>
public sealed class SegmentTooLargeException() : Exception("The segment is too large.");

/// <summary>Reads the lines of a segment, bad ones counted. Memory: one line, and what the caller keeps.</summary>
public static class SegmentReader
{
    public const int MostBytes = 256 * 1024 * 1024;
    public const int MostLineBytes = 16 * 1024;
    public const int MostRows = 1_000_000;

    /// <summary>What was wrong: lines that were not used, and the first fault in words.</summary>
    public sealed record Faults(int Bad, string? First);

    /// <summary>Gives each good line to <paramref name="take"/>.</summary>
    /// <exception cref="InvalidDataException">nothing could be unpacked at all</exception>
    /// <exception cref="SegmentTooLargeException">more bytes or lines than are taken</exception>
    public static async Task<Faults> ReadAsync(Stream unpacked, DateTimeOffset oldest, DateTimeOffset now, Func<ActivityLine, Task> take, CancellationToken ct)
    {
        var reader = PipeReader.Create(unpacked, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        var (number, bad, bytes, tooLong) = (0, 0, 0L, false);
        string? first = null;
        void Fault(string why)
        {
            bad++;
            first ??= $"line {number}: {why}";
        }
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(ct);
            }
            catch (InvalidDataException) when (number > 0)
            {
                // What came before the damage is good; the rest can't be known.
                number++;
                Fault("damaged from here on");
                return new(bad, first);
            }
            var buffer = read.Buffer;
            while (TryLine(ref buffer, read.IsCompleted, out var line))
            {
                if (++number > MostRows) throw new SegmentTooLargeException();
                bytes += line.Length + 1;
                if (bytes > MostBytes) throw new SegmentTooLargeException();
                if (tooLong || line.Length > MostLineBytes)
                {
                    Fault("too long");
                    tooLong = false;
                }
                else if (!line.IsEmpty)
                {
                    if (ActivityLine.TryRead(line.ToArray(), oldest, now, out var good, out var why)) await take(good);
                    else Fault(why);
                }
            }
            if (buffer.Length > MostLineBytes)
            {
                // The rest of a line without end is thrown away piece by piece.
                bytes += buffer.Length;
                if (bytes > MostBytes) throw new SegmentTooLargeException();
                tooLong = true;
                buffer = buffer.Slice(buffer.End);
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) return new(bad, first);
        }
    }

    private static bool TryLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }
        line = buffer;
        if (!last || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }
}
