using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Tasks;

/// <summary>What is to be done before the school goes live. It can be left and gone on with at any time.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class TasksModel(SettingUpDesk desk, SchoolScope scope) : PageModel
{
    public bool IsLive => scope.IsLive;
    public string SchoolName => scope.School.Name;
    public SettingUpState State { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        if (!IsLive) State = await desk.LoadAsync();
    }
}
