using Tutela.Web.Modules.Access.Told;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Controls;

/// <summary>Each year group has an outcome for passwords, and pupils have signed the agreement that shows the rule.</summary>
public sealed class PupilsTaught(PackInForce pack, AgreementStandings standings) : Control
{
    /// <summary>Below this share of signatures the clause is not met.</summary>
    public const double AtRiskShare = 0.9;

    public override string Id => "passwords.pupils-taught";
    public override string Title => "Pupils learn the rules for passwords";
    public override IReadOnlyList<string> Clauses => ["WED-19.11"];
    public override Role Owner => Role.ComputingLead;
    public override string Rhythm => "each term";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var years = await ToldModel.YearsAsync(db, pack.Settings.Passwords);
        var (signed, total) = await ToldModel.SignedAsync(standings);
        if (years.Count == 0 || total == 0) return new(ControlState.NoEvidenceYet, "No pupil is in the school yet.", 0, 0, "access/password-rules");
        var without = years.Where(y => y.Outcome is null).Select(y => y.Year).ToList();
        var state = without.Count > 0 || signed < total * AtRiskShare ? ControlState.NotMet : signed < total ? ControlState.AtRisk : ControlState.Met;
        return new(state, without.Count > 0 ? $"No outcome is set for {string.Join(", ", without)}." : $"Every year group has an outcome; {signed} of {total} pupils have signed the agreement that shows the rule.", signed, total, "access/password-rules");
    }
}
