using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.People;

/// <summary>Where pupils, staff and classes come from: the school's own system, or by hand.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class PeopleModel(SettingUpDesk desk, SchoolScope scope) : SettingUpPage(scope)
{
    public SettingUpState State { get; private set; } = null!;
    public bool ByHand => State.Records.ContainsKey(SettingUpTask.People);

    public async Task OnGetAsync() => State = await desk.LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await desk.RecordAsync(SettingUpTask.People, SettingUpState.ByHand);
        return Done("You add people by hand. You can import later all the same.");
    }
}
