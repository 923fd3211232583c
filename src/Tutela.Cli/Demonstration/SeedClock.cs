namespace Tutela.Cli.Demonstration;

/// <summary>The clock by which history is made: it stands until it is moved, and only forward, so that what is written comes in the order in
/// which it happened. Not thread-safe.</summary>
internal sealed class SeedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset at)
    {
        if (at > _now) _now = at.ToUniversalTime();
    }
}
