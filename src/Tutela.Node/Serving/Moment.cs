namespace Tutela.Node.Serving;

/// <summary>One reading of the clock, for as many packets as came together.</summary>
internal readonly record struct Moment(DateTimeOffset Time, long Timestamp)
{
    public static Moment Of(TimeProvider clock) => new(clock.GetUtcNow(), clock.GetTimestamp());
}
