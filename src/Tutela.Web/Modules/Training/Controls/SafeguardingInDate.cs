using Tutela.Web.Modules.Training.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Controls;

/// <summary>The share of staff whose in-date safeguarding training includes online safety, and of those who confirmed their part in filtering
/// and monitoring: the two shares that governors see.</summary>
public sealed class SafeguardingInDate(TrainingFigures figures) : Control
{
    public override string Id => "training.governors-shares";
    public override string Title => "Staff are trained in online safety and know their part in filtering and monitoring";
    public override IReadOnlyList<string> Clauses => ["WED-3.1b"];
    public override Role Owner => Role.ChairOfGovernors;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var all = await figures.LoadAsync();
        var (trained, confirmed) = (all.Single(f => f.Title == TrainingFigures.InDate), all.Single(f => f.Title == TrainingFigures.Confirmed));
        if (trained.Asked == 0 || trained.Have + confirmed.Have == 0) return new(ControlState.NoEvidenceYet, "No member of staff has trained or confirmed yet.", 0, trained.Asked * 2, "training/figures");
        var (have, asked) = (trained.Have + confirmed.Have, trained.Asked * 2);
        return new(have == asked ? ControlState.Met : ControlState.NotMet, $"Trained and in date: {trained.Text}. Confirmed their part: {confirmed.Text}.", have, asked, "training/figures");
    }
}
