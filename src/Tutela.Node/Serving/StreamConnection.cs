using System.Buffers;
using System.Buffers.Binary;

namespace Tutela.Node.Serving;

/// <summary>
/// One connection of a client. All questions that have come are answered in one go and their answers written together; what has to be asked
/// upstream is answered when it comes, not in a row.
/// </summary>
internal sealed class StreamConnection(Stream stream, Origin origin, Answerer answerer, NodeMetrics metrics, TimeProvider clock, Log log, CancellationToken stop) : IDisposable
{
    private const int MostUnderWay = 64, LongestReply = ushort.MaxValue + 2 + 512, OutRoom = LongestReply + (1 << 15);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _underWay = new(MostUnderWay);
    private readonly CancellationTokenSource _idle = new(Idle, clock);
    private readonly Asked _asked = new();
    private byte[] _in = ArrayPool<byte>.Shared.Rent(4096);
    private int _start, _end;

    public async Task RunAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _idle.Token);
        while (await FillAsync(either.Token))
        {
            _idle.CancelAfter(Idle);
            await AnswerAllAsync(either.Token);
        }
        // The client has said all it will: it still gets the answers that are under way.
        for (var i = 0; i < MostUnderWay; i++) await _underWay.WaitAsync(either.Token);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_in);
        _idle.Dispose();
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            _in.AsSpan(_start, _end - _start).CopyTo(_in);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _in.Length)
        {
            // Whole packets were taken out, so what fills the buffer is one that is longer.
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_in.Length * 4, ushort.MaxValue + 3));
            _in.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_in);
            _in = larger;
        }
        var got = await stream.ReadAsync(_in.AsMemory(_end), cancel);
        _end += got;
        return got > 0;
    }

    private async ValueTask AnswerAllAsync(CancellationToken cancel)
    {
        if (!HasPacket()) return;
        var reply = ArrayPool<byte>.Shared.Rent(OutRoom);
        try
        {
            while (HasPacket())
            {
                var used = AnswerSome(reply, out var pending);
                if (used > 0) await WriteAsync(reply.AsMemory(0, used), cancel);
                if (pending is null) continue;
                await _underWay.WaitAsync(cancel);
                _ = ResolveAsync(pending);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(reply);
        }
    }

    private bool HasPacket() => _end - _start >= 2 && _end - _start - 2 >= BinaryPrimitives.ReadUInt16BigEndian(_in.AsSpan(_start));

    /// <summary>Answers until the room is used up, no packet is left, or one has to be asked upstream.</summary>
    private int AnswerSome(byte[] reply, out Pending? pending)
    {
        var used = 0;
        var answered = 0;
        pending = null;
        var moment = Moment.Of(clock);
        while (pending is null && used + LongestReply <= reply.Length && HasPacket())
        {
            var packet = _in.AsSpan(_start + 2, BinaryPrimitives.ReadUInt16BigEndian(_in.AsSpan(_start)));
            _start += 2 + packet.Length;
            var size = Answer(packet, moment, reply.AsSpan(used + 2), out pending);
            if (size <= 0) continue;
            BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(used), (ushort)size);
            used += 2 + size;
            answered++;
        }
        if (answered > 0) metrics.Took(clock.GetElapsedTime(moment.Timestamp), answered);
        return used;
    }

    private int Answer(ReadOnlySpan<byte> packet, in Moment moment, Span<byte> reply, out Pending? pending)
    {
        try
        {
            answerer.Read(packet, _asked);
            return answerer.Answer(_asked, packet, origin, moment, reply, out pending);
        }
        catch (Exception e)
        {
            log.Say($"a packet could not be answered: {e}");
            pending = null;
            return 0;
        }
    }

    private async Task ResolveAsync(Pending pending)
    {
        var reply = ArrayPool<byte>.Shared.Rent(LongestReply);
        try
        {
            var size = await answerer.ResolveAsync(pending, reply.AsMemory(2));
            if (size <= 0) return;
            BinaryPrimitives.WriteUInt16BigEndian(reply, (ushort)size);
            await WriteAsync(reply.AsMemory(0, size + 2), stop);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            log.Say($"a packet could not be answered: {e}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(reply);
            _underWay.Release();
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            await stream.WriteAsync(bytes, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }
}
