using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Read;

[For(Everyone = true)]
public sealed class PolicyModel(PackInForce pack, PolicyStanding standing, PolicyWords words, CurrentUser user) : PageModel
{
    public PolicyPack Pack => pack.Pack;
    public PolicyWords Words => words;
    /// <summary>Staff and governors see how each clause stands; families read the text.</summary>
    public bool ShowsStanding => user.Is([.. Roles.Staff, .. Roles.Governors]);
    public bool MayAttest => ShowsStanding || user.Is(Role.Visitor);
    public IReadOnlyDictionary<ClauseId, ClauseStanding> Standings { get; private set; } = new Dictionary<ClauseId, ClauseStanding>();

    public async Task OnGetAsync()
    {
        await words.LoadAsync();
        words.LinksToRegister = ShowsStanding;
        if (ShowsStanding) Standings = await standing.LoadAsync();
    }
}
