using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Controls;

/// <summary>Pupils with and without internet access, by year group.</summary>
public sealed class PupilsWithAccess : Control
{
    /// <summary>Below this share of pupils with access the clause is not met.</summary>
    public const double AtRiskShare = 0.9;

    public override string Id => "access.pupils";
    public override string Title => "Pupils have internet access for learning";
    public override IReadOnlyList<string> Clauses => ["HAM-3.1"];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var years = await Years.YearsModel.CountAsync(db, now);
        var (with, total) = (years.Sum(y => y.With), years.Sum(y => y.Total));
        if (total == 0) return new(ControlState.NoEvidenceYet, "No pupil is in the school yet.", 0, 0, "access/years");
        var lowest = years.MinBy(y => (double)y.With / y.Total)!;
        return new(with == total ? ControlState.Met : with >= total * AtRiskShare ? ControlState.AtRisk : ControlState.NotMet,
            with == total ? $"All {total} pupils have internet access." : $"{with} of {total} pupils have internet access; fewest in {lowest.Name} ({lowest.With} of {lowest.Total}).", with, total, "access/years");
    }
}
