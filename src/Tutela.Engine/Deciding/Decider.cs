namespace Tutela.Engine.Deciding;

/// <summary>
/// The snapshot in force, behind one reference. Readers take it once a query and keep it to the end; a writer swaps it. Safe from any
/// thread; no locks; a decision allocates nothing.
/// </summary>
public sealed class Decider(Snapshot snapshot)
{
    private Snapshot _current = snapshot;

    /// <summary>Index and rules in force.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    /// <summary>Puts another snapshot in force. Decisions under way end with the one they began with.</summary>
    public void Swap(Snapshot snapshot) => Volatile.Write(ref _current, snapshot);

    /// <summary>Decides one query.</summary>
    public Decision Decide(in Query query) => Current.Decide(query);
}
