using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Print;

namespace Tutela.Web.Modules.Policies.Publication;

/// <summary>One version as a PDF, once it was published.</summary>
[For(Everyone = true)]
public sealed class VersionCopyModel(VersionDesk desk, PolicyCopy copy) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        var version = await desk.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Number == number && v.PublishedAt != null, ct) ?? throw new NotFound();
        return File(await Press.PrintAsync(await copy.ForMembersAsync(version), ct), Press.MediaType, PolicyCopy.FileName(version));
    }
}
