using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Controls;

/// <summary>How many current signatures there are for each audience and document, and how many are missing.</summary>
public sealed class AgreementsSigned(AgreementStandings standings) : Control
{
    /// <summary>Below this share of signatures the clause is not met; above it, with gaps, it is at risk.</summary>
    public const double AtRiskShare = 0.9;

    public override string Id => "agreements.signed";
    public override string Title => "Agreements are signed by everybody whom they concern";
    public override IReadOnlyList<string> Clauses => ["WED-8.1"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var figures = await standings.FiguresAsync();
        var (signed, total) = (figures.Sum(f => f.Signed), figures.Sum(f => f.Total));
        if (total == 0) return new(ControlState.NoEvidenceYet, "Nobody has been asked to sign yet.", 0, 0, "agreements/coverage");
        var state = signed == total ? ControlState.Met : signed >= AtRiskShare * total ? ControlState.AtRisk : ControlState.NotMet;
        return new(state, signed == total ? $"All {total} agreements are in force." : $"{signed} of {total} agreements are in force; {total - signed} are missing.", signed, total, "agreements/coverage");
    }
}
