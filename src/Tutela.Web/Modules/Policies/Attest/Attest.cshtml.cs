using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Attest;

[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class AttestModel(AttestationDesk desk, PackInForce pack, CurrentUser user, SchoolScope scope) : PageModel
{
    [BindProperty] public AttestInput Input { get; set; } = new();

    public Attestation? Mine { get; private set; }
    public int Version => pack.Version;

    public IReadOnlyList<string> Parts => [.. pack.Pack.Sections.Where(section => section is { Level: 2, Number.Length: > 0 }).Select(section => section.Title)];

    public sealed class AttestInput
    {
        public bool HasUnderstood { get; set; }
    }

    public async Task OnGetAsync() => Mine = await desk.OfAsync(user.PersonId);

    public async Task<IActionResult> OnPostAsync()
    {
        Mine = await desk.OfAsync(user.PersonId);
        await desk.AttestAsync(user.PersonId, Input.HasUnderstood);
        TempData["Success"] = "Thank you. It is recorded that you have read and understood the policy.";
        return Redirect(scope.Href("policy"));
    }
}
