using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Registers;

[For(Role.Governor, Role.ChairOfGovernors, Staff = true)]
public sealed class GuidanceModel(GuidanceRegister register, CurrentUser user, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public AddInput Input { get; set; } = new();
    [BindProperty] public CheckInput Check { get; set; } = new();

    public IReadOnlyList<Guidance> Entries { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();
    public int Months => register.Months;
    public bool MayRecord => user.Is(VersionSteps.Editors);

    public sealed class AddInput
    {
        public string? Title { get; set; }
        public string? Edition { get; set; }
        public string? Address { get; set; }
        public bool IsLaw { get; set; }
    }

    public sealed class CheckInput
    {
        public string? Key { get; set; }
        public string? Newer { get; set; }
    }

    public async Task OnGetAsync() => Entries = await register.LoadAsync();

    public Task<IActionResult> OnPostAsync() => DoAsync(() => register.AddAsync(Input.Title, Input.Edition, Input.Address, Input.IsLaw));

    public Task<IActionResult> OnPostCheckAsync() => DoAsync(() => register.CheckAsync(Check.Key ?? "", Check.Newer));

    private async Task<IActionResult> DoAsync(Func<Task> what)
    {
        if (!MayRecord) throw new Forbidden();
        Entries = await register.LoadAsync();
        await what();
        TempData["Success"] = "The register is up to date.";
        return Redirect(scope.Href("policy/guidance"));
    }
}
