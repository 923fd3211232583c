using System.Diagnostics;
using System.Globalization;

namespace Tutela.Endurance;

/// <summary>Looks once a second what the node and the centre take.</summary>
internal sealed class Samples(NodeRunner node, Centre centre, Ledger ledger, Upstream first, Upstream second)
{
    private const double TicksASecond = 100;

    private readonly Dictionary<int, double> _processor = [];

    public double RssMax { get; private set; }
    public double RssEnd { get; private set; }
    public double CentreRssMax { get; private set; }
    public double CentreRssEnd { get; private set; }
    public int SegmentsMax { get; private set; }
    /// <summary>Share of the machine's processor time that nobody used.</summary>
    public double IdlePercent { get; private set; }

    public double NodeProcessorSeconds => _processor.Values.Sum();

    public async Task RunAsync(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var (idle, all) = Machine();
        for (var passed = 1; !stop.IsCancellationRequested; passed++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Look();
            var (idleNow, allNow) = Machine();
            IdlePercent = 100 * (idleNow - idle) / Math.Max(1, allNow - all);
            if (passed % 30 != 0) continue;
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: asked {ledger.Asked}, answered {ledger.Answered}, wrong {ledger.Wrong}, unanswered {ledger.Unanswered}, segments {node.Segments}, node {RssEnd:0} MB, centre {CentreRssEnd:0} MB, upstreams {Interlocked.Read(ref first.Asked)} {Interlocked.Read(ref second.Asked)}"));
        }
    }

    private void Look()
    {
        SegmentsMax = Math.Max(SegmentsMax, node.Segments);
        if (node.ProcessId is { } id && Rss(id) is { } rss)
        {
            (RssEnd, RssMax) = (rss, Math.Max(RssMax, rss));
            if (Processor(id) is { } seconds) _processor[id] = seconds;
        }
        if (centre.ProcessId is { } centreId && Rss(centreId) is { } centreRss) (CentreRssEnd, CentreRssMax) = (centreRss, Math.Max(CentreRssMax, centreRss));
    }

    // The fourth and fifth figures are idle and waiting for a disk.
    private static (double Idle, double All) Machine()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return (ticks[3] + ticks[4], ticks.Sum());
    }

    private static double? Rss(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double? Processor(int process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
            return (double.Parse(words[11], CultureInfo.InvariantCulture) + double.Parse(words[12], CultureInfo.InvariantCulture)) / TicksASecond;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
