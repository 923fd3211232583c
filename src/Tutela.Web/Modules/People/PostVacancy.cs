using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People;

/// <summary>A post that the policy needs and that one person holds is never left empty by hand: somebody else holds it, or acts in it today.
/// An import that says that somebody left is believed; the gap is then shown. Scoped.</summary>
public sealed class PostVacancy(PostRegister register)
{
    public static readonly Process Acted = new("post.acting", "Somebody acts in a post for a time");
    public static readonly Process ActingEnded = new("post.acting-ended", "Somebody stopped acting in a post early");
    public static readonly Process ContactChanged = new("post.contact", "The published contact of a post was changed");

    public void Check(IReadOnlyList<Post> posts, string id, Guid? leaving, string field)
    {
        if (posts.FirstOrDefault(p => p.Setting.Id == id) is { } post && LeavesEmpty(post, leaving))
            throw new Refused($"Nobody else is {post.Setting.Title}. First record on “Roles and who holds them” who acts as {post.Setting.Title}, from which day to which, or give the role to somebody else.", field);
    }

    public async Task CheckEndAsync(Guid person, Role role, string field)
    {
        var posts = await register.LoadAsync();
        foreach (var post in posts.Where(p => p.Role == role)) Check(posts, post.Setting.Id, person, field);
    }

    public async Task CheckLeaveAsync(Guid person, string field)
    {
        var posts = await register.LoadAsync();
        foreach (var post in posts.Where(p => p.Holders.Any(h => h.PersonId == person))) Check(posts, post.Setting.Id, person, field);
    }

    private static bool LeavesEmpty(Post post, Guid? leaving) =>
        post.Setting is { Required: true, Kind: RoleKind.Person } && post.Holders.All(h => leaving is null || h.PersonId == leaving)
        && !post.Acting.Any(a => a.Covers(post.Today) && (leaving is null || a.PersonId != leaving));
}
