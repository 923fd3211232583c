using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>How a clause stands today: the control's answer, or the uses and refusals of a behaviour, or that it is carried in the text, or
/// that nothing shows it yet.</summary>
public sealed record ClauseStanding(ClauseCoverage Coverage, ControlState? Control, string Sentence, string? Evidence);

/// <summary>How each clause of the school's pack stands today. Three queries, whatever the number of clauses. Scoped.</summary>
public sealed class PolicyStanding(TutelaDb db, Coverage coverage, PackInForce pack, ModuleCatalogue modules)
{
    public sealed record SectionStanding(PolicySection Section, int Met, int AtRisk, int NotMet, int NoEvidence, int Shown, int NotBuilt)
    {
        public int Total => Met + AtRisk + NotMet + NoEvidence + Shown + NotBuilt;
    }

    public async Task<IReadOnlyDictionary<ClauseId, ClauseStanding>> LoadAsync()
    {
        var latest = await db.Set<ControlDay>().AsNoTracking()
            .Where(d => d.Day == db.Set<ControlDay>().Max(x => x.Day)).ToDictionaryAsync(d => d.ControlId);
        var processes = modules.All.SelectMany(m => m.Behaviours).SelectMany(b => b.Processes).Select(p => p.Code).Distinct().ToList();
        var uses = await db.Set<AuditEvent>().Where(e => processes.Contains(e.Process)).GroupBy(e => e.Process).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var refusals = await db.Set<Refusal>().Where(r => processes.Contains(r.Process)).GroupBy(r => r.Process).Select(g => new { g.Key, Count = g.Sum(r => r.Count) }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var behaviours = modules.All.SelectMany(m => m.Behaviours).ToLookup(b => b.Clause);
        return pack.Pack.Clauses.ToDictionary(place => place.Id, place => Standing(coverage.Of(place.Id), latest, behaviours, uses, refusals));
    }

    /// <summary>The same, counted by section of the policy; sections without clauses are left out.</summary>
    public async Task<IReadOnlyList<SectionStanding>> BySectionAsync()
    {
        var standings = await LoadAsync();
        return [.. pack.Pack.Clauses.GroupBy(place => place.Section).Select(group =>
        {
            var all = group.Select(place => standings[place.Id]).ToList();
            return new SectionStanding(group.Key,
                all.Count(s => s.Control is ControlState.Met), all.Count(s => s.Control is ControlState.AtRisk), all.Count(s => s.Control is ControlState.NotMet),
                all.Count(s => s.Control is ControlState.NoEvidenceYet or ControlState.NotApplicable),
                all.Count(s => s.Coverage.State is CoverageState.Behaviour or CoverageState.Attested), all.Count(s => s.Coverage.State is CoverageState.NotBuilt));
        })];
    }

    private static ClauseStanding Standing(ClauseCoverage clause, Dictionary<string, ControlDay> latest, ILookup<string, Behaviour> behaviours,
        Dictionary<string, int> uses, Dictionary<string, int> refusals)
    {
        switch (clause.State)
        {
            case CoverageState.Control:
                return latest.TryGetValue(clause.By!, out var day)
                    ? new(clause, day.State, day.Sentence, day.Evidence)
                    : new(clause, ControlState.NoEvidenceYet, "This has not been looked at yet", null);
            case CoverageState.Behaviour:
                var behaviour = behaviours[clause.Clause.Value].First();
                var used = behaviour.Processes.Sum(p => uses.GetValueOrDefault(p.Code));
                var refused = behaviour.Processes.Sum(p => refusals.GetValueOrDefault(p.Code));
                return new(clause, null, $"{behaviour.What}. Used {used} times, refused {refused} times.", null);
            case CoverageState.Attested:
                return new(clause, null, "Carried in the text; people attest that they have read it", "policy/attestations");
            default:
                return new(clause, null, "Not built yet", null);
        }
    }
}
