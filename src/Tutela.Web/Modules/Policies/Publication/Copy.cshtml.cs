using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Print;

namespace Tutela.Web.Modules.Policies.Publication;

/// <summary>The policy in force as a PDF.</summary>
[For(Everyone = true)]
public sealed class CopyModel(VersionDesk desk, PolicyCopy copy) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await desk.EnsureFirstAsync();
        var version = await desk.InForceAsync();
        return File(await Press.PrintAsync(await copy.ForMembersAsync(version), ct), Press.MediaType, PolicyCopy.FileName(version));
    }
}
