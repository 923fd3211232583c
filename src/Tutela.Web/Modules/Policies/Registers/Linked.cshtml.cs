using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Registers;

[For(Role.Governor, Role.ChairOfGovernors, Staff = true)]
public sealed class LinkedModel(LinkedRegister register, CurrentUser user, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public LinkedInput Input { get; set; } = new();

    public IReadOnlyList<Linked> Policies { get; private set; } = [];
    public Linked? Chosen { get; private set; }
    public DateOnly Today { get; } = clock.Today();
    public bool MayRecord => user.Is(VersionSteps.Editors);

    public sealed class LinkedInput
    {
        public string? Title { get; set; }
        public string? Owner { get; set; }
        public string? Version { get; set; }
        public string? Reference { get; set; }
        public DateOnly? ReviewedOn { get; set; }
        public DateOnly? ReviewOn { get; set; }
        public bool Considered { get; set; }
    }

    public async Task OnGetAsync(string? key)
    {
        await LoadAsync(key);
        if (Chosen?.Row is { } row)
            Input = new() { Owner = row.Owner, Version = row.Version, Reference = row.Reference, ReviewedOn = row.ReviewedOn, ReviewOn = row.ReviewOn, Considered = row.ConsideredOn is not null };
    }

    public async Task<IActionResult> OnPostAsync(string? key)
    {
        if (!MayRecord) throw new Forbidden();
        await LoadAsync(key);
        if (!ModelState.IsValid) return Page();
        await register.RecordAsync(key, new(Input.Title, Input.Owner, Input.Version, Input.Reference, Input.ReviewedOn, Input.ReviewOn, Input.Considered));
        TempData["Success"] = "The register is up to date.";
        return Redirect(scope.Href("policy/linked"));
    }

    private async Task LoadAsync(string? key)
    {
        Policies = await register.LoadAsync();
        if (key is not null) Chosen = Policies.FirstOrDefault(p => p.Key == key) ?? throw new NotFound();
    }
}
