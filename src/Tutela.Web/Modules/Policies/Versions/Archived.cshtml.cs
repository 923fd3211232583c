using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>One version as it was published, at an address that stays. A version that never was is for those who make and approve them.</summary>
[For(Everyone = true)]
public sealed class ArchivedModel(VersionDesk desk, TutelaDb db, PolicyWords words, CurrentUser user) : PageModel
{
    public PolicyVersion Version { get; private set; } = null!;
    public PolicyPack Pack { get; private set; } = null!;
    public PolicyWords Words => words;
    public RunningLine Running => new(Pack.Title, Version.Number, RunningLine.YearOf(Version.Dated));

    public async Task OnGetAsync(int number)
    {
        Version = await db.Set<PolicyVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Number == number) ?? throw new NotFound();
        if (Version.PublishedAt is null && !user.Is([.. VersionSteps.Editors, .. Roles.Governors])) throw new NotFound();
        Pack = desk.PackOf(Version);
        (words.Of, words.Line) = (Pack.Settings, Running);
        await words.LoadAsync();
    }
}
