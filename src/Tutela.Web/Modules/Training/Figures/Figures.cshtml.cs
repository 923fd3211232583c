using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Training.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Figures;

/// <summary>What governors see of training: shares, no names.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class FiguresModel(TrainingFigures figures, TrainingAccess access) : PageModel
{
    public IReadOnlyList<TrainingFigure> Rows { get; private set; } = [];
    public bool IsManager => access.IsManager;

    public async Task OnGetAsync() => Rows = await figures.LoadAsync();
}
