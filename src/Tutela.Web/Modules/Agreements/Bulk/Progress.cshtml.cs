using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Bulk;

/// <summary>How far one run is.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class ProgressModel(TutelaDb db, AgreementReading reading) : PageModel
{
    public const int RefreshSeconds = 3;

    [BindProperty(SupportsGet = true, Name = "still")] public bool Still { get; set; }

    public AgreementRun Run { get; private set; } = null!;
    public string? Title { get; private set; }
    public string StartedBy { get; private set; } = "";

    public async Task OnGetAsync(Guid id)
    {
        Run = await db.Set<AgreementRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) ?? throw new NotFound();
        StartedBy = await db.Set<Person>().Where(p => p.Id == Run.StartedById).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
        Title = Run.Document is { } document ? reading.TitleOf(document) : null;
        // Without JavaScript; and whoever reads with a screen reader can stop it.
        if (Run.FinishedAt is null && !Still) Response.Headers["Refresh"] = $"{RefreshSeconds}";
    }
}
