using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Bulk;

/// <summary>Asks, reminds or renews for many at once, and lists what was done so.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class RunsModel(TutelaDb db, RunDesk desk, AgreementStandings standings, AgreementReading reading, SchoolScope scope) : PageModel
{
    public const int Most = 20;

    [BindProperty] public RunInput Input { get; set; } = new();

    public IReadOnlyList<AgreementRun> Runs { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Documents { get; private set; } = [];
    public string? TitleOf(string? document) => document is null ? null : reading.TitleOf(document);

    public sealed class RunInput
    {
        public RunKind? Kind { get; set; }
        public string? Document { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Input.Kind is not { } kind || !Enum.IsDefined(kind)) throw new Refused("Choose what to do", "Input.Kind");
        return Redirect(scope.Href($"agreements/runs/{await desk.StartAsync(kind, string.IsNullOrEmpty(Input.Document) ? null : Input.Document)}"));
    }

    private async Task LoadAsync()
    {
        Runs = await db.Set<AgreementRun>().AsNoTracking().OrderByDescending(r => r.At).Take(Most).ToListAsync();
        Documents = [.. standings.Asked.Select(d => new SelectListItem(reading.TitleOf(d.Id), d.Id))];
    }
}
