using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Checks;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Controls;

/// <summary>The last check of each part of the network's security: passed, and not overdue.</summary>
public sealed class NetworkChecked : Control
{
    public override string Id => "access.network-checked";
    public override string Title => "The network's security is checked";
    public override IReadOnlyList<string> Clauses => ["WED-19.0"];
    public override Role Owner => Role.ComputingLead;
    public override string Rhythm => "as each check says";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var last = await ChecksModel.LastOfEach(db).ToListAsync();
        if (last.Count == 0) return new(ControlState.NoEvidenceYet, "No check of the network's security is recorded yet.", 0, 0, "access/checks");
        var (overdue, failed) = (last.Count(c => c.NextOn < now.LondonDay()), last.Count(c => !c.Passed));
        var good = last.Count(c => c.Passed && c.NextOn >= now.LondonDay());
        return new(overdue > 0 ? ControlState.NotMet : failed > 0 ? ControlState.AtRisk : ControlState.Met,
            overdue + failed == 0 ? $"All {last.Count} parts are checked and in order." : $"{overdue} of {last.Count} checks are overdue; {failed} found something to mend.", good, last.Count, "access/checks");
    }
}
