using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tutela.Endurance;

/// <summary>Puts new indexes in place and looks when the node has taken them up; and damaged files, which it must refuse.</summary>
internal sealed class Swapper(Work work, IReadOnlyList<byte[]> indexes, NodeRunner node, Doorways doors, Names names, Ledger ledger) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(8), Pace = TimeSpan.FromMilliseconds(40);
    private static readonly int[] Order = [0, 1, 2, 1];

    private readonly Socket _socket = Bound();
    private readonly NameTally _name = names.Shared(Names.Swapped);
    private int _turn, _damages;
    private ushort _id;

    public int Swaps { get; private set; }
    public int SeenInTime { get; private set; }
    public long SlowestMilliseconds { get; private set; }
    public int DamagedPut { get; private set; }
    public int DamagedRefused { get; private set; }

    public byte[] Current => indexes[Order[_turn % Order.Length]];

    public void Dispose() => _socket.Dispose();

    /// <summary>Swaps, and asks for the one name that differs until the answer does.</summary>
    public async Task SwapAsync(CancellationToken stop)
    {
        _turn++;
        var listed = Order[_turn % Order.Length] % 2 == 0;
        Work.Replace(work.Index, Current);
        var swapped = Stopwatch.GetTimestamp();
        Swaps++;
        var asked = new Dictionary<ushort, long>();
        using var receiving = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var seen = SeenAsync(asked, listed, receiving.Token);
        while (Stopwatch.GetElapsedTime(swapped) < Patience && !seen.IsCompleted)
        {
            Ledger.Sent(_name);
            lock (asked) asked[++_id] = Stopwatch.GetTimestamp();
            await _socket.SendToAsync(Dns.Query(Names.Swapped, Dns.A, _id), SocketFlags.None, doors.Plain, stop);
            await Task.Delay(Pace, stop);
        }
        // What was asked meanwhile is still answered, and counts.
        receiving.CancelAfter(Patience);
        var at = await EarliestAsync(asked, listed, await seen, receiving.Token);
        stop.ThrowIfCancellationRequested();
        if (at is not { } moment)
        {
            ledger.Tell("swap", $"{Swaps} was not seen");
            return;
        }
        var took = Stopwatch.GetElapsedTime(swapped, moment);
        SlowestMilliseconds = Math.Max(SlowestMilliseconds, (long)took.TotalMilliseconds);
        if (took <= Limit) SeenInTime++;
        else ledger.Tell("swap", $"{Swaps} took {took.TotalMilliseconds:0} ms");
    }

    /// <summary>A damaged index and damaged rules: cut short, altered, or rubbish; then the sound ones again.</summary>
    public async Task DamageAsync(CancellationToken stop)
    {
        var kind = _damages++ % 4;
        var next = indexes[Order[(_turn + 1) % Order.Length]];
        await PutAsync(work.Index, "the last good index stays", kind switch
        {
            0 => next[..(next.Length / 2)],
            1 => Altered(next),
            // The one in use, but for a byte: its head is that of the sound file.
            2 => Altered(Current),
            _ => "this is no index"u8.ToArray(),
        }, Current, stop);
        var rules = await File.ReadAllBytesAsync(work.Rules, stop);
        await PutAsync(work.Rules, "the last good rules stay", kind % 2 == 0 ? rules[..(rules.Length / 2)] : """{"groups":[],"unheard-of":1}"""u8.ToArray(), rules, stop);
    }

    private async Task PutAsync(string path, string refusal, byte[] damaged, byte[] sound, CancellationToken stop)
    {
        var from = node.Log.Count;
        DamagedPut++;
        Work.Replace(path, damaged);
        if (await node.Log.SaysAsync(refusal, from, Patience, stop)) DamagedRefused++;
        else ledger.Tell("damaged", $"{Path.GetFileName(path)} was not refused (put {DamagedPut})");
        Work.Replace(path, sound);
    }

    private async Task<long?> SeenAsync(Dictionary<ushort, long> asked, bool listed, CancellationToken cancel)
    {
        while (await ReceiveAsync(asked, cancel) is { } got)
            if (got.Refused == listed) return got.At;
        return null;
    }

    // While an upstream fails, a question that waits for it is answered after later ones that get what is stale at once: the first to come is not the first asked.
    private async Task<long?> EarliestAsync(Dictionary<ushort, long> asked, bool listed, long? seen, CancellationToken cancel)
    {
        while (asked.Count > 0 && await ReceiveAsync(asked, cancel) is { } got)
            if (got.Refused == listed && !(seen <= got.At)) seen = got.At;
        return seen;
    }

    // The moment of asking counts: an answer may have waited for an upstream, the decision did not.
    private async Task<(bool Refused, long At)?> ReceiveAsync(Dictionary<ushort, long> asked, CancellationToken cancel)
    {
        var buffer = new byte[2048];
        while (true)
        {
            try
            {
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), cancel);
                if (Dns.Read(buffer.AsSpan(0, got.ReceivedBytes)) is not { Name: Names.Swapped } reply) continue;
                ledger.Received(_name);
                lock (asked)
                    if (asked.Remove(Dns.U16(buffer, 0), out var at)) return (reply.Refused, at);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }

    private static byte[] Altered(byte[] sound)
    {
        var altered = sound.ToArray();
        altered[altered.Length / 2] ^= 0x20;
        return altered;
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 0));
        return socket;
    }
}
