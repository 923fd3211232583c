using System.Globalization;

namespace Tutela.Endurance;

/// <summary>
/// What was answered against what the centre has, name by name. An answered question is recorded once, so of each name there must be at least as many
/// records as answers came in, and no more than were sent (the reply to one may have been lost on its way back, the record not).
/// </summary>
internal sealed class Comparison
{
    private const string Probes = ".probe.tutela.invalid";

    public long Expected { get; private set; }
    public long AtCentre { get; private set; }
    public long Missing { get; private set; }
    public long MissingBeforeKill { get; private set; }
    public long Doubled { get; private set; }
    public long Unexpected { get; private set; }
    public long ReplyUnseen { get; private set; }
    public long InDays { get; private set; }
    public long BadRows { get; private set; }
    public long Segments { get; private set; }
    public long LostByNode { get; private set; }

    /// <summary>Sum of the figures by day, which hold those of before the run too.</summary>
    public static Task<long> DaysAsync(Centre centre, CancellationToken stop) => centre.NumberAsync("select coalesce(sum(count), 0) from school.activity_days", stop);

    public async Task RunAsync(Centre centre, Names names, Ledger ledger, string node, DateTimeOffset since, long daysBefore, CancellationToken stop)
    {
        var rows = await centre.QueryAsync($"""
            select n.name, sum(a.count) from school.activity a join school.activity_names n on n.school_id = a.school_id and n.id = a.name_id
            where a.at >= '{since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}Z' group by n.name
            """, stop);
        var counted = rows.ToDictionary(r => r[0], r => long.Parse(r[1], CultureInfo.InvariantCulture));
        AtCentre = counted.Values.Sum();
        foreach (var tally in names.All)
        {
            Expected += tally.Received;
            counted.Remove(tally.Name, out var count);
            if (count < tally.Received)
            {
                var excused = Math.Min(tally.Received - count, tally.Excused);
                MissingBeforeKill += excused;
                Missing += tally.Received - count - excused;
                if (tally.Received - count > excused) ledger.Tell("missing", $"{tally.Name}, answered {tally.Received}, recorded {count}");
            }
            else if (count > tally.Sent)
            {
                Doubled += count - tally.Sent;
                ledger.Tell("doubled", $"{tally.Name}, sent {tally.Sent}, recorded {count}");
            }
            ReplyUnseen += Math.Max(0, Math.Min(count, tally.Sent) - tally.Received);
        }
        foreach (var (name, count) in counted.Where(c => !c.Key.EndsWith(Probes, StringComparison.Ordinal)))
        {
            Unexpected += count;
            ledger.Tell("never asked", name);
        }
        InDays = await DaysAsync(centre, stop) - daysBefore;
        var said = (await centre.QueryAsync($"""
            select n.lost, count(s.id), coalesce(sum(s.bad_rows), 0) from school.filter_nodes n left join school.activity_segments s on s.node_id = n.id where n.name = '{node}' group by n.lost
            """, stop))[0];
        (LostByNode, Segments, BadRows) = (long.Parse(said[0], CultureInfo.InvariantCulture), long.Parse(said[1], CultureInfo.InvariantCulture), long.Parse(said[2], CultureInfo.InvariantCulture));
    }
}
