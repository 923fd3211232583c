using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Registers;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Publication;

/// <summary>The policy in force for anybody to read, while the school publishes it.</summary>
[Open("The school's policy for its website: only while the school has opened the page, only the version in force, and no names but those of posts")]
public sealed class PublicModel(VersionDesk desk, PackInForce pack, PolicyWords words, PostRegister posts, PublishedContacts contacts, GuidanceRegister register, SchoolScope scope) : PageModel
{
    public PolicyPack Pack => pack.Pack;
    public PolicyWords Words => words;
    public RunningLine Running => pack.Running;
    public Cover Cover { get; private set; } = null!;
    /// <summary>What the policy rests on: the pack's law and guidance, and what the school added.</summary>
    public IReadOnlyList<Guidance> RestsOn { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var version = await desk.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Status == VersionStatus.Published && v.OnWebsite) ?? throw new NotFound();
        Cover = await Cover.OfAsync(version, pack.Pack, posts, contacts, scope);
        RestsOn = await register.LoadAsync();
        await words.LoadAsync();
    }
}
