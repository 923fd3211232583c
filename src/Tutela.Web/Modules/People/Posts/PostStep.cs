using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>A page about one post of the pack, by its id there.</summary>
public abstract class PostStep(PostRegister register, SchoolScope scope) : PageModel
{
    public Post Post { get; private set; } = null!;
    public string Title => Post.Setting.Title;
    public string PostHref => scope.Href($"people/roles/{Post.Setting.Id}");

    protected async Task LoadPostAsync(string post) =>
        Post = (await register.LoadAsync()).FirstOrDefault(p => p.Setting.Id == post) ?? throw new NotFound();
}
