using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Roles;

/// <summary>Every post that the pack names, with who holds it or that nobody does yet.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class ListModel(SettingUpDesk desk, SchoolScope scope) : SettingUpPage(scope)
{
    public SettingUpState State { get; private set; } = null!;
    public IEnumerable<Post> Needed => State.Posts.Where(p => p.Setting.Required);
    public IEnumerable<Post> Others => State.Posts.Where(p => !p.Setting.Required);

    public async Task OnGetAsync() => State = await desk.LoadAsync();
}
