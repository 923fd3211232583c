using System.Diagnostics;

namespace Tutela.Endurance;

/// <summary>One run from an empty folder to the figures.</summary>
internal sealed class Run(string home, string folder, int minutes, int rate)
{
    private const string NodeName = "Endurance";
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(10), Quiet = TimeSpan.FromSeconds(3), HeartbeatPace = TimeSpan.FromSeconds(12);

    private readonly Work _work = new(home, folder);
    private readonly Ledger _ledger = new();
    private readonly Names _names = new();

    /// <summary>True when nothing was lost.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var centre = new Centre(_work, _work.FreePort().Port);
        using var first = new Upstream(_work.FreePort());
        using var second = new Upstream(_work.FreePort());
        var doors = new Doorways(_work.FreePort(), _work.FreePort(), _work.FreePort());
        var node = new NodeRunner(_work, doors, [first, second], centre.Address, _ledger);
        try
        {
            Say("The demonstration school is made ...");
            await centre.StartAsync(first: true, stop);
            var token = await centre.MakeNodeAsync(NodeName, Names.Excepted, stop);
            await File.WriteAllTextAsync(_work.Token, token + "\n", stop);
            var thumbprint = _work.MakeCertificate();
            var indexes = await _work.CompileAsync(stop);
            using var swapper = new Swapper(_work, indexes, node, doors, _names, _ledger);
            Work.Replace(_work.Index, swapper.Current);
            var since = TimeProvider.System.GetUtcNow();
            var daysBefore = await Comparison.DaysAsync(centre, stop);
            await node.StartAsync(stop);
            using var load = new Load(_names, _ledger, doors, thumbprint, await centre.RulesAsync(token, stop), stop);
            var length = TimeSpan.FromMinutes(minutes);
            var trouble = new Trouble(length, centre, node, swapper, first, second, _ledger);
            var samples = new Samples(node, centre, _ledger, first, second);
            Say($"{minutes} minutes at {rate} questions a second ...");
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            using var looking = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var sampling = samples.RunAsync(looking.Token);
            end.CancelAfter(length);
            // A timer of its own ends the load; trouble that has begun, such as a centre that is away, is seen to its end.
            var asking = Task.Run(() => load.RunAsync(rate, end.Token), CancellationToken.None);
            var troubling = trouble.RunAsync(stop);
            await await Task.WhenAny(asking, troubling);
            await Task.WhenAll(asking, troubling);
            Say("Waiting for the centre to have everything ...");
            var (drained, drainSeconds) = await DrainAsync(node, stop);
            await Task.Delay(HeartbeatPace, stop);
            await looking.CancelAsync();
            await sampling;
            var comparison = new Comparison();
            await comparison.RunAsync(centre, _names, _ledger, NodeName, since, daysBefore, stop);
            return Report.Write(minutes, rate, _ledger, trouble, swapper, node, centre, samples, comparison, drained, drainSeconds);
        }
        finally
        {
            await node.StopAsync();
            await centre.StopAsync();
        }
    }

    private static async Task<(bool Drained, double Seconds)> DrainAsync(NodeRunner node, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var empty = began;
        while (Stopwatch.GetElapsedTime(began) < DrainPatience)
        {
            if (node.Segments > 0) empty = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(empty) >= Quiet) return (true, Stopwatch.GetElapsedTime(began, empty).TotalSeconds);
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }
        return (false, DrainPatience.TotalSeconds);
    }

    private static void Say(string what) => Console.Error.WriteLine(what);
}
