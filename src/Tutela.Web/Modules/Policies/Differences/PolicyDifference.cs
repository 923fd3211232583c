using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;

namespace Tutela.Web.Modules.Policies.Differences;

/// <summary>The difference between a version and the one in force, with figures of this school. Scoped.</summary>
public sealed class PolicyDifference(PackCatalogue catalogue, AgreementStandings agreements, AttestationDesk attestations)
{
    public sealed record Found(IReadOnlyList<ChangedPart> Words, IReadOnlyList<BehaviourChange> Behaviour)
    {
        public bool IsNone => Words.Count == 0 && Behaviour.Count == 0;
    }

    public async Task<Found> OfAsync(PackTexts before, PackTexts after)
    {
        var words = WordDifference.Of(before, after);
        var figures = (await agreements.FiguresAsync()).ToLookup(f => f.Document);
        var changes = new List<BehaviourChange>();
        foreach (var document in words.Select(w => w.Document).Distinct().Where(d => d != PackTexts.PolicyDocument))
        {
            var found = figures[document].ToList();
            var title = found.FirstOrDefault()?.Title ?? document;
            changes.Add(new($"document.{document}", "agreements", $"“{title}” has new words",
                found.Count == 0 ? null : Again(found.Sum(f => f.Total), found.Sum(f => f.Signed))));
        }
        if (words.Any(w => w.Document == PackTexts.PolicyDocument))
            changes.Add(new("document.policy", "policy", "Everybody who reads the policy is asked to read this version", $"{await attestations.AudienceCountAsync()} people would be asked"));
        if (TryRead(before) is { } was && TryRead(after) is { } now)
            changes.AddRange(BehaviourDifference.Of(was, now).Select(c => c with { Figure = FigureOf(c.Path, figures) }));
        return new(words, changes);
    }

    private static string? FigureOf(string path, ILookup<string, AgreementFigure> figures) =>
        path.Split('.') is ["agreements", "documents", var document, ..] && figures[document].ToList() is { Count: > 0 } found
            ? $"It concerns {People(found.Sum(f => f.Total))}" : null;

    private static string Again(int total, int signed) => $"{People(total)} would have to sign again; {signed} have signed the words in force";

    private static string People(int count) => count == 1 ? "1 person" : $"{count} people";

    private PackSettings? TryRead(PackTexts texts)
    {
        try
        {
            return texts.Assemble(catalogue.Register).Settings;
        }
        catch (PackFaultException)
        {
            return null;
        }
    }
}
