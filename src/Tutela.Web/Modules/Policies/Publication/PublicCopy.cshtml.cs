using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Print;

namespace Tutela.Web.Modules.Policies.Publication;

/// <summary>The policy in force as a PDF for anybody, while the school publishes it.</summary>
[Open("The school's policy for its website as a file: only while the school has opened the page, only the version in force, and no names but those of posts")]
public sealed class PublicCopyModel(VersionDesk desk, PolicyCopy copy) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var version = await desk.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Status == VersionStatus.Published && v.OnWebsite, ct) ?? throw new NotFound();
        return File(await Press.PrintAsync(await copy.ForAnybodyAsync(version), ct), Press.MediaType, PolicyCopy.FileName(version));
    }
}
