using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Network;

/// <summary>How the school's network is filtered; "later" is an answer.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class NetworkModel(SettingUpDesk desk, SchoolScope scope) : SettingUpPage(scope)
{
    private static readonly string[] Choices = ["later", "node", "provider"];

    [BindProperty] public NetworkInput Input { get; set; } = new();

    public sealed class NetworkInput
    {
        [Required(ErrorMessage = "Say how the network is filtered, or choose later")] public string? Choice { get; set; }
    }

    public bool HasNode { get; private set; }

    public async Task OnGetAsync()
    {
        var state = await desk.LoadAsync();
        HasNode = state.HasNode;
        Input.Choice = state.Records.GetValueOrDefault(SettingUpTask.Network)?.Choice;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        HasNode = (await desk.LoadAsync()).HasNode;
        if (!ModelState.IsValid) return Page();
        if (!Choices.Contains(Input.Choice)) throw new Refused("Choose one of these", "Input.Choice");
        await desk.RecordAsync(SettingUpTask.Network, Input.Choice);
        return Done(Input.Choice == "later" ? "You can come back to the network at any time." : "It is recorded how the network is filtered.");
    }
}
