namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum Verdict
{
    Allowed,
    NotAllowed,

    /// <summary>Something has to be in place first: <see cref="PackDecision.Needs"/> says what.</summary>
    NotYet,

    /// <summary>The policy says nothing: the school decides, and writes down that it did.</summary>
    NotStated,
}

/// <summary>What a pack's rules say of one case, why, and by which clauses. Made of settings and facts alone.</summary>
public sealed record PackDecision(Verdict Verdict, string Reason, IReadOnlyList<string> Clauses)
{
    /// <summary>What is still missing, each as something to do.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What holds while it is allowed.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];
}
