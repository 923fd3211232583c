using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Controls;

/// <summary>Every node of the school says that a list of illegal content is in its index. None says so: not met, because Tutela ships none.</summary>
internal sealed class IllegalListInstalled(NodeWatch nodes) : Control
{
    public override string Id => "filtering.illegal-list";
    public override string Title => "A list of illegal content is installed";
    public override IReadOnlyList<string> Clauses => [];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "filtering/nodes";
        var all = await nodes.NodesAsync();
        var have = all.Count(n => n.IllegalContentList == true);
        return have > 0 && have == all.Count ? new(ControlState.Met, "Every filter node has a list of illegal content.", have, have, evidence)
            : new(ControlState.NotMet, have == 0 ? "No illegal-content list installed." : $"No illegal-content list installed on {all.Count - have} of {all.Count} filter nodes.", have, Math.Max(1, all.Count), evidence);
    }
}

/// <summary>The nodes speak and lose nothing.</summary>
internal sealed class NodesSpeak(NodeWatch nodes) : Control
{
    public override string Id => "filtering.nodes";
    public override string Title => "Filter nodes work and report";
    public override IReadOnlyList<string> Clauses => [];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "filtering/nodes";
        var heard = (await nodes.NodesAsync()).Where(n => n.HeardAt is not null).ToList();
        var (silent, lossy) = (heard.Count(n => n.IsSilent), heard.Count(n => n.Lost > 0));
        if (heard.Count == 0) return new(ControlState.NoEvidenceYet, "No filter node has reported yet.", 0, 0, evidence);
        if (silent > 0) return new(ControlState.NotMet, $"{silent} of {heard.Count} filter nodes are silent.", heard.Count - silent, heard.Count, evidence);
        return lossy > 0 ? new(ControlState.AtRisk, $"{lossy} of {heard.Count} filter nodes have lost records of activity.", heard.Count - lossy, heard.Count, evidence)
            : new(ControlState.Met, heard.Count == 1 ? "The filter node reports." : $"All {heard.Count} filter nodes report.", heard.Count, heard.Count, evidence);
    }
}

/// <summary>Failures that people report are answered within a day.</summary>
internal sealed class FailuresAnswered : Control
{
    private const int Days = 180;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    public override string Id => "filtering.failures";
    public override string Title => "Reported failures of filtering are answered";
    public override IReadOnlyList<string> Clauses => [];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "filtering/failures";
        var since = now.AddDays(-Days);
        var all = await db.Set<FilterFailure>().AsNoTracking().Where(f => f.AnsweredAt == null || f.ReportedAt >= since).ToListAsync();
        var (open, late) = (all.Count(f => f.AnsweredAt is null), all.Count(f => f.AnsweredAt is null && f.WaitedAt(now) > Soon));
        if (all.Count == 0) return new(ControlState.NoEvidenceYet, "No failure has been reported.", 0, 0, evidence);
        return new(late > 0 ? ControlState.NotMet : open > 0 ? ControlState.AtRisk : ControlState.Met, $"{all.Count - open} of {all.Count} reports have an answer.", all.Count - open, all.Count, evidence);
    }
}
