using Tutela.Web.Modules.Training.Supervision;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Controls;

/// <summary>Staff and volunteers who had supervision and training in the months that the school sets.</summary>
public sealed class Supervised(SupervisionDesk desk) : Control
{
    public override string Id => "training.supervision";
    public override string Title => "Staff and volunteers get supervision, support and training";
    public override IReadOnlyList<string> Clauses => ["CRO-4.11"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        if (!desk.IsAsked) return new(ControlState.NotApplicable, "The policy asks for no supervision.", 0, 0);
        var rows = await desk.LoadAsync();
        if (rows.All(r => r.SupervisedOn is null && r.TrainedOn is null)) return new(ControlState.NoEvidenceYet, "No supervision or training is recorded yet.", 0, rows.Count, "training/supervision");
        var without = rows.Count(r => r.Lacks);
        return new(without == 0 ? ControlState.Met : ControlState.NotMet, without == 0 ? $"All {rows.Count} had supervision or training in the last {desk.Months} months."
            : $"{without} of {rows.Count} had neither supervision nor training in the last {desk.Months} months.", rows.Count - without, rows.Count, "training/supervision");
    }
}
