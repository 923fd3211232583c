using System.Text.Json;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>What a pack asks for before internet access. Pure: settings and what is in place in, a decision out.</summary>
public static class AccessRules
{
    public static PackDecision MayHave(PackSettings settings, Audience audience, IReadOnlySet<AccessRequirement> inPlace)
    {
        var documents = settings.Agreements.Documents.Where(document => document.Audiences.Contains(audience) && document.MustSign
            && document.Unsigned == UnsignedConsequence.NoInternetAccess).ToArray();
        var needs = (audience == Audience.Pupils ? settings.Access.PupilsNeed : settings.Access.AdultsNeed)
            .Concat(documents.Length > 0 ? [AccessRequirement.Agreement] : [])
            .Distinct().ToArray();
        var missing = needs.Where(need => !inPlace.Contains(need)).Order().ToArray();
        if (missing.Length == 0)
        {
            return new(Verdict.Allowed, needs.Length == 0 ? "The policy asks for nothing first." : "All that the policy asks is in place.", settings.Access.Clauses);
        }

        var clauses = missing.Contains(AccessRequirement.Agreement) ? documents.SelectMany(document => document.Clauses) : [];
        return new(Verdict.NotYet, "Something is still missing.", [.. clauses.Concat(settings.Access.Clauses).Distinct()])
        {
            Needs = [.. missing.Select(need => JsonNamingPolicy.KebabCaseLower.ConvertName(need.ToString()).Replace('-', ' '))],
        };
    }
}
