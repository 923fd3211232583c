using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Read;

[For(Everyone = true)]
public sealed class PolicyModel(PackInForce pack, PolicyStanding standing, PolicyWords words, AttestationDesk desk, CurrentUser user) : PageModel
{
    public PolicyPack Pack => pack.Pack;
    public PolicyWords Words => words;
    public RunningLine Running => pack.Running;
    /// <summary>Told to those who can mend it.</summary>
    public IReadOnlyList<string> Warnings => user.Is(VersionSteps.Editors) ? [.. VersionChecks.OldYears(pack.Pack, pack.Dated)] : [];
    /// <summary>Staff and governors see how each clause stands; families read the text.</summary>
    public bool ShowsStanding => user.Is([.. Roles.Staff, .. Roles.Governors]);
    public bool MayAttest { get; private set; }
    public IReadOnlyDictionary<ClauseId, ClauseStanding> Standings { get; private set; } = new Dictionary<ClauseId, ClauseStanding>();

    public async Task OnGetAsync()
    {
        await words.LoadAsync();
        words.LinksToRegister = ShowsStanding;
        MayAttest = !user.Is(Role.Pupil) && await desk.AsksAsync(user);
        if (ShowsStanding) Standings = await standing.LoadAsync();
    }
}
