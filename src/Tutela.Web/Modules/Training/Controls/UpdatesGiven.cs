using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Training.Updates;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Controls;

/// <summary>Staff whom some update reached in the months that the policy names.</summary>
public sealed class UpdatesGiven(UpdateDesk updates) : UpdateControl(updates, safeguardingOnly: false)
{
    public override string Id => "training.updates";
    public override string Title => "All staff get updates";
    public override IReadOnlyList<string> Clauses => ["WED-3.1c"];
    public override Role Owner => Role.ChairOfGovernors;
}

/// <summary>Staff whom a safeguarding update with online safety in it reached.</summary>
public sealed class SafeguardingUpdatesGiven(UpdateDesk updates) : UpdateControl(updates, safeguardingOnly: true)
{
    public override string Id => "training.safeguarding-updates";
    public override string Title => "All staff get safeguarding updates that include online safety";
    public override IReadOnlyList<string> Clauses => ["WED-3.3o"];
    public override Role Owner => Role.DesignatedSafeguardingLead;
}

public abstract class UpdateControl(UpdateDesk updates, bool safeguardingOnly) : Control
{
    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var (without, staff) = await updates.StaffWithoutAsync(safeguardingOnly);
        var have = staff - without.Count;
        if (staff == 0 || have == 0) return new(ControlState.NoEvidenceYet, "No such update has been recorded yet.", 0, staff, "training/updates");
        return new(without.Count == 0 ? ControlState.Met : ControlState.NotMet, $"{have} of {staff} staff got one in the last {updates.Months} months.", have, staff, "training/updates");
    }
}

/// <summary>How long ago ICT support last passed on what it knows.</summary>
public sealed class TechnicalUpdates(PackInForce pack) : Control
{
    public override string Id => "training.technical-updates";
    public override string Title => "ICT support passes on what it knows";
    public override IReadOnlyList<string> Clauses => ["WID-5.11"];
    public override Role Owner => Role.IctSupport;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        if (pack.Settings.Training.TechnicalUpdateMonths is not { } most) return new(ControlState.NotApplicable, "The policy asks ICT support for no updates.", 0, 0);
        var subject = nameof(UpdateSubject.Technical);
        var last = await db.Set<TrainingUpdate>().Where(u => u.About.Contains(subject)).MaxAsync(u => (DateOnly?)u.GivenOn);
        if (last is not { } day) return new(ControlState.NoEvidenceYet, "ICT support has given no technical update yet.", 0, 0, "training/updates");
        var months = UpdateDesk.MonthsSince(day, now.LondonDay());
        return new(months < most ? ControlState.Met : ControlState.NotMet, $"{months} {(months == 1 ? "month" : "months")} since the last technical update; at most {most} are expected.", months < most ? 1 : 0, 1, "training/updates");
    }
}
