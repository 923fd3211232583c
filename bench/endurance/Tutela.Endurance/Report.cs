using System.Globalization;
using System.Text.RegularExpressions;

namespace Tutela.Endurance;

/// <summary>The figures, and whether anything was lost.</summary>
internal static partial class Report
{
    public static bool Write(int minutes, int rate, Ledger ledger, Trouble trouble, Swapper swapper, NodeRunner node, Centre centre, Samples samples, Comparison comparison, bool drained, double drainSeconds)
    {
        var faults = node.Log.FaultsFound.Select(l => $"node: {l}").Concat(centre.Log.FaultsFound.Select(l => $"centre: {l}")).ToList();
        var saidLost = node.Log.Lines("activity lost: ").Select(l => long.Parse(Lost().Match(l).Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        var lost = Math.Max(comparison.LostByNode, saidLost);
        Line($"minutes={minutes} rate={rate} asked={ledger.Asked} answered={ledger.Answered} right={ledger.RightOnes} wrong={ledger.Wrong} unreadable={ledger.Unreadable} unanswered={ledger.Unanswered} late={ledger.Late}");
        Line($"retried={ledger.Retried} unanswered_node_down={ledger.UnansweredNodeDown} node_down_ms={node.DownMilliseconds}");
        Line($"upstream_failures={trouble.UpstreamFailures} both_down_s={trouble.BothDownSeconds:0} servfail_both_down={ledger.ServFailBothDown} stale={ledger.StaleBothDown} servfail_else={ledger.ServFailOther} stale_else={ledger.StaleOther}");
        Line($"swaps={swapper.Swaps} swaps_seen_within_2s={swapper.SeenInTime} slowest_swap_ms={swapper.SlowestMilliseconds} damaged_put={swapper.DamagedPut} damaged_refused={swapper.DamagedRefused}");
        Line($"centre_kills={trouble.CentreKills} node_kills={node.Kills} spool_segments_max={samples.SegmentsMax} drained={(drained ? "yes" : "no")} drain_s={drainSeconds:0.0}");
        Line($"recorded_expected={comparison.Expected} recorded_at_centre={comparison.AtCentre} in_days={comparison.InDays} segments={comparison.Segments} bad_rows={comparison.BadRows}");
        Line($"missing={comparison.Missing} doubled={comparison.Doubled} never_asked={comparison.Unexpected} missing_last_second_before_kill={comparison.MissingBeforeKill} recorded_reply_unseen={comparison.ReplyUnseen} lost_by_node={lost}");
        Line($"rss_max_mb={samples.RssMax:0} rss_end_mb={samples.RssEnd:0} node_cpu_s={samples.NodeProcessorSeconds:0} centre_rss_max_mb={samples.CentreRssMax:0} centre_rss_end_mb={samples.CentreRssEnd:0} node_log_lines={node.Log.Count} centre_log_lines={centre.Log.Count} log_faults={faults.Count}");
        Line($"machine_idle_percent={samples.IdlePercent:0} bench_stood_still_ms_max={ledger.PaceGapMilliseconds:0}");
        foreach (var told in ledger.Told) Console.Error.WriteLine(told);
        foreach (var fault in faults.Take(20)) Console.Error.WriteLine(fault);
        return drained && faults.Count == 0 && ledger.Asked > 0 && swapper.SeenInTime == swapper.Swaps && swapper.DamagedRefused == swapper.DamagedPut && comparison.InDays == comparison.AtCentre
            && ledger.Wrong + ledger.Unreadable + ledger.Unanswered + ledger.ServFailOther + ledger.StaleOther + comparison.Missing + comparison.Doubled + comparison.Unexpected + comparison.BadRows + lost == 0;
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"activity lost: (\d+)")]
    private static partial Regex Lost();
}
