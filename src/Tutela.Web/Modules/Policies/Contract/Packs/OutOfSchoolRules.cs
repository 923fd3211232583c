namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>A rule that fits a case, and the proof that is still missing for it.</summary>
public sealed record OutOfSchoolChoice(OutOfSchoolRule Rule, IReadOnlyList<OutOfSchoolProof> Missing)
{
    public bool IsOpen => Missing.Count == 0;
}

/// <summary>What the policy offers for something that began out of school. Pure.</summary>
public static class OutOfSchoolRules
{
    /// <summary>Every rule of the pack that fits, in its order. The first whose proof is complete is the one to propose.</summary>
    public static IReadOnlyList<OutOfSchoolChoice> For(ScopeSettings scope, IReadOnlySet<OutOfSchoolCase> cases, IReadOnlySet<OutOfSchoolProof> proof) =>
    [
        .. scope.OutOfSchoolRules
            .Where(rule => rule.When == OutOfSchoolCase.Any || cases.Contains(rule.When))
            .Select(rule => new OutOfSchoolChoice(rule, [.. rule.Needs.Where(need => !proof.Contains(need))])),
    ];
}
