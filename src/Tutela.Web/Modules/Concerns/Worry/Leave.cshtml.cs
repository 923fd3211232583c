using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>"Exit this page": no browser shows what was typed again, and the screen is at once somewhere harmless.</summary>
[For(Role.Parent)]
public sealed class LeaveModel(DraftDesk drafts) : PageModel
{
    public async Task OnGetAsync()
    {
        foreach (var draft in await drafts.OpenAsync(WorryDraft.Kind)) drafts.Left(draft);
        // Not a redirect: the draft must be gone before the browser is told where to go, and the empty page goes on by itself.
        Response.Headers["Refresh"] = $"0; url={new PageFrame().ExitHref}";
    }
}
