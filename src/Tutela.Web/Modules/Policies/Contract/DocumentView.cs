using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>A document to be shown by the partial view _Document.cshtml.</summary>
public sealed record DocumentView(AgreementText Text, PolicyWords Words)
{
    public const string Partial = "/Modules/Policies/Contract/_Document.cshtml";

    /// <summary>Neighbouring blocks of one kind together, so that list items stand in one list.</summary>
    public static IEnumerable<List<PolicyBlock>> Runs(IReadOnlyList<PolicyBlock> blocks)
    {
        var run = new List<PolicyBlock>();
        foreach (var block in blocks)
        {
            if (run.Count > 0 && run[0].Kind != block.Kind)
            {
                yield return run;
                run = [];
            }
            run.Add(block);
        }
        if (run.Count > 0) yield return run;
    }
}
