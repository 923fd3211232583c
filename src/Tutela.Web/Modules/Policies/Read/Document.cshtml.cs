using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Read;

[For(Everyone = true)]
public sealed class DocumentModel(PackInForce pack, PolicyWords words) : PageModel
{
    public DocumentView Document { get; private set; } = null!;

    public RunningLine Running => pack.Running;

    public async Task OnGetAsync(string id)
    {
        await words.LoadAsync();
        Document = new DocumentView(pack.Pack.Agreement(id) ?? throw new NotFound(), words);
    }
}
