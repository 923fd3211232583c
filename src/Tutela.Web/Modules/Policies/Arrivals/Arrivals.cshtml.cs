using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Policies.Arrivals;

/// <summary>Who arrived of late, and the poster for the door.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.SupportStaff, Role.Administrator)]
public sealed class ArrivalsModel(ArrivalDesk desk, TutelaDb db, PublicAddress address, TimeProvider clock) : PageModel
{
    private const int Days = 14;

    public IReadOnlyList<Arrival> Recent { get; private set; } = [];
    public bool HasPoster { get; private set; }
    public string? Link { get; private set; }
    public IHtmlContent? Code { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    /// <summary>Shown once: only the hash of the secret is kept.</summary>
    public async Task OnPostAsync()
    {
        Link = address.Of(await desk.MakePosterAsync());
        Code = new HtmlString(QrPicture.Of(Link, 6));
        Response.Headers.CacheControl = "no-store";
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var since = clock.Today().AddDays(-Days).Start();
        Recent = await db.Set<Arrival>().AsNoTracking().Where(a => a.At >= since).OrderByDescending(a => a.At).Take(200).ToListAsync();
        HasPoster = await db.Set<ArrivalPoster>().AnyAsync(p => p.EndedAt == null);
    }
}
