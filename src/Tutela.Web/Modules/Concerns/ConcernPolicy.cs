using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns;

public sealed record RiskChoice(OnlineRisk Risk, string Name, string Meaning, IReadOnlyList<Subtype> Subtypes);

public sealed record Subtype(string Id, string Name, bool Urgent, bool AsksConsent, Handling Handling);

/// <summary>What the pack in force says about concerns, in this module's terms. Scoped; costs nothing.</summary>
public sealed class ConcernPolicy(PackInForce pack)
{
    private ConcernSettings Settings => pack.Settings.Concerns;

    public int Version => pack.Version;
    public TimeSpan ReadWithin => TimeSpan.FromMinutes(Settings.TriageMinutes);
    /// <summary>What happened out of school is the school's matter where it is linked to the school: so that is asked. WID-5.28, WID-9.1.</summary>
    public bool AsksScope => pack.Settings.Scope.OutOfSchool.Contains(OutOfSchoolReach.LinkedToTheSchool);
    /// <summary>The national guidance on radicalisation, in the edition in force; null where the pack holds none.</summary>
    public GuidanceEntry? PreventGuidance => pack.Pack.Guidance.FirstOrDefault(g => g.Id == "prevent" && g.SupersededBy is null);
    public bool RecordReferenceRequired => Settings.RecordReferenceRequired;
    public string RecordSystem => pack.Settings.Vocabulary.RecordSystem;
    public SchoolCalendar Calendar => pack.Settings.School.ToCalendar();
    public IReadOnlyList<Role> Cascade => [.. Settings.Cascade.Select(RoleOf)];
    public IReadOnlyList<RiskChoice> Kinds => [.. Settings.Kinds.Select(k => new RiskChoice(RiskOf(k.Id), k.Name, k.Meaning, [.. k.Subtypes.Select(SubtypeOf)]))];

    /// <summary>The kinds that were ticked: each risk with its sub-types, or by itself when none of its sub-types was.</summary>
    public IReadOnlyList<ChosenKind> Chosen(IEnumerable<OnlineRisk> risks, IEnumerable<string> subtypes, IReadOnlyDictionary<string, Answer>? consent = null)
    {
        var ids = subtypes.ToHashSet();
        var chosen = new List<ChosenKind>();
        foreach (var kind in Kinds.Where(k => risks.Contains(k.Risk)))
        {
            var ticked = kind.Subtypes.Where(s => ids.Contains(s.Id)).ToList();
            chosen.AddRange(ticked.Select(s => new ChosenKind(kind.Risk, s.Id, s.Name, s.Handling, s.Urgent,
                s.AsksConsent ? consent?.GetValueOrDefault(s.Id, Answer.NotKnown) ?? Answer.NotKnown : null)));
            if (ticked.Count == 0) chosen.Add(new ChosenKind(kind.Risk, null, null, Handling.Ordinary, false));
        }
        return chosen;
    }

    private static OnlineRisk RiskOf(string id) => Enum.Parse<OnlineRisk>(id, ignoreCase: true);

    private static Subtype SubtypeOf(ConcernSubtypeSetting s) => new(s.Id, s.Name, s.Urgent, s.AsksConsent, s.Handling switch
    {
        ConcernHandling.DoNotView => Handling.DoNotView,
        ConcernHandling.BehaviourPolicy => Handling.BehaviourPolicy,
        _ => s.Id == "sexual-harassment" ? Handling.SexualHarassment : Handling.Ordinary,
    });

    private static Role RoleOf(string id) => id switch
    {
        "dsl" => Role.DesignatedSafeguardingLead,
        "deputy-dsl" => Role.DeputySafeguardingLead,
        "headteacher" => Role.Headteacher,
        "senior-leader" => Role.SeniorLeader,
        "online-safety-coordinator" => Role.OnlineSafetyCoordinator,
        _ => throw new InvalidOperationException($"The pack's cascade names a role that no person holds here: {id}."),
    };
}
