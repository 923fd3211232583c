using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Schools.First;

/// <summary>The packs side by side; choosing one makes the school.</summary>
[Open("The second page of making the first school, behind the same one-use link")]
public sealed class PackModel(FirstSchoolDesk desk, PackCatalogue catalogue) : PageModel
{
    [BindProperty] public PackInput Input { get; set; } = new();

    public sealed class PackInput { public string? Pack { get; set; } }

    public bool IsOpen { get; private set; }
    public string SchoolName { get; private set; } = "";
    public IReadOnlyList<PolicyPack> Packs => catalogue.Packs;
    public IReadOnlyList<PackComparison.Topic> Topics { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string secret)
    {
        if (await LoadAsync(secret) is { IsFilled: false }) return Redirect($"/first-school/{secret}");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (await LoadAsync(secret) is not { } link) return Page();
        if (!link.IsFilled) return Redirect($"/first-school/{secret}");
        if (Input.Pack is null || catalogue.Find(Input.Pack) is null) ModelState.AddModelError("Input.Pack", "Choose the policy that is nearest to your school");
        if (!ModelState.IsValid) return Page();
        return Redirect(await desk.MakeAsync(link, Input.Pack!));
    }

    private async Task<FirstSchoolLink?> LoadAsync(string secret)
    {
        if (await desk.FindAsync(secret) is not { } link) return null;
        (IsOpen, SchoolName, Topics) = (true, link.Name ?? "", PackComparison.Of(Packs));
        return link;
    }
}
