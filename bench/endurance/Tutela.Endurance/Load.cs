using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;

namespace Tutela.Endurance;

/// <summary>Where the node listens.</summary>
internal sealed record Doorways(IPEndPoint Plain, IPEndPoint Tls, IPEndPoint Https);

/// <summary>
/// Asks at a steady pace whatever comes back, from the addresses of pupils and staff: six in ten by UDP, the rest by TCP, TLS and HTTPS.
/// </summary>
internal sealed class Load : IDisposable
{
    private const int Pupils = 90, Staff = 45;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10), RetryAfter = TimeSpan.FromSeconds(2), MostBehind = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(815);
    private readonly ConcurrentQueue<(Question Question, UdpDoor Door)> _toRetry = new();
    private readonly Queue<Question> _toGiveUp = new();
    private readonly Dictionary<bool, Side> _sides;
    private readonly Names _names;
    private readonly Ledger _ledger;

    private sealed record Side(UdpDoor[] Udp, StreamDoor[] Tcp, StreamDoor[] Tls, HttpsDoor[] Https);

    /// <param name="rules">what the node obeys: an address that stands alone in it is in a group of its own</param>
    public Load(Names names, Ledger ledger, Doorways doors, string thumbprint, string rules, CancellationToken stop)
    {
        (_names, _ledger) = (names, ledger);
        var tls = new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = Trust };
        _sides = new() { [true] = Open("127.0.1.", Pupils), [false] = Open("127.0.2.", Staff) };

        bool Trust(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate, System.Security.Cryptography.X509Certificates.X509Chain? chain, SslPolicyErrors errors) =>
            certificate?.GetCertHashString() == thumbprint;

        Side Open(string network, int count)
        {
            var from = Enumerable.Range(1, 250).Select(i => network + i.ToString(CultureInfo.InvariantCulture)).Where(a => !rules.Contains($"\"{a}/", StringComparison.Ordinal))
                .Take(count).Select(IPAddress.Parse).ToArray();
            return new Side([.. from.Select(a => new UdpDoor(a, doors.Plain, ledger))], [.. from.Take(6).Select(a => new StreamDoor(a, doors.Plain, null, ledger, stop))],
                [.. from.Skip(6).Take(4).Select(a => new StreamDoor(a, doors.Tls, tls, ledger, stop))], [.. from.Skip(10).Take(3).Select(a => new HttpsDoor(a, doors.Https, Trust, ledger))]);
        }
    }

    public void Dispose()
    {
        foreach (var side in _sides.Values)
        {
            foreach (var door in side.Udp) door.Dispose();
            foreach (var door in side.Https) door.Dispose();
        }
    }

    /// <summary>Asks until stopped, then waits for the last answers.</summary>
    public async Task RunAsync(int rate, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick);
        var began = Stopwatch.GetTimestamp();
        var due = 0L;
        while (!stop.IsCancellationRequested)
        {
            var waited = Stopwatch.GetTimestamp();
            await timer.WaitForNextTickAsync(CancellationToken.None);
            _ledger.PaceGapMilliseconds = Math.Max(_ledger.PaceGapMilliseconds, Stopwatch.GetElapsedTime(waited).TotalMilliseconds);
            var now = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * rate);
            // After a pause of the machine the load goes on at its rate and does not make up for it.
            due = Math.Max(due, now - (long)(MostBehind.TotalSeconds * rate));
            for (; due < now; due++) AskOne();
            Sweep();
        }
        for (var last = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(last) < Ledger.Patience + RetryAfter; Sweep()) await timer.WaitForNextTickAsync(CancellationToken.None);
    }

    private void AskOne()
    {
        var pupil = _random.Next(10) < 7;
        var (tally, type, right) = _names.Next(pupil);
        var question = new Question(tally, type, right, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref _ledger.Asked);
        _toGiveUp.Enqueue(question);
        var side = _sides[pupil];
        IDoor door = _random.Next(100) switch
        {
            < 60 => Any(side.Udp),
            < 75 => Any(side.Tcp),
            < 85 => Any(side.Tls),
            _ => Any(side.Https),
        };
        door.Ask(question);
        if (door is UdpDoor udp) _toRetry.Enqueue((question, udp));
    }

    private void Sweep()
    {
        while (_toRetry.TryPeek(out var first) && first.Question.Age >= RetryAfter)
        {
            _toRetry.TryDequeue(out _);
            if (first.Question.Judged != 0) continue;
            _ledger.Retry(first.Question);
            first.Door.Ask(first.Question);
        }
        while (_toGiveUp.TryPeek(out var oldest) && oldest.Expired) _ledger.GiveUp(_toGiveUp.Dequeue());
    }

    private T Any<T>(T[] doors) => doors[_random.Next(doors.Length)];
}
