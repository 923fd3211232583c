using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>An image that may show a child undressed: what nobody does with it, and whether there was consent. It takes no attachment.</summary>
[For(Staff = true)]
public sealed class ImagesModel(DraftDesk drafts, SchoolScope scope, ConcernPolicy policy) : ReportPage(drafts, scope)
{
    [BindProperty] public Dictionary<string, Answer?> Consent { get; set; } = [];
    public IReadOnlyList<Subtype> Asked { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        await LoadAllAsync(id);
        Consent = Body.Consent.ToDictionary(c => c.Key, c => (Answer?)c.Value);
        return Asked.Count == 0 ? GoTo("check") : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAllAsync(id);
        Body.Consent = Consent.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value);
        Keep();
        foreach (var subtype in Asked.Where(s => !Body.Consent.ContainsKey(s.Id)))
            ModelState.AddModelError($"Consent[{subtype.Id}]", $"{subtype.Name}: say whether there was consent, as far as you know");
        return ModelState.IsValid ? GoTo("check") : Page();
    }

    private async Task LoadAllAsync(Guid id)
    {
        await LoadAsync(id);
        Asked = [.. policy.Kinds.Where(k => Body.Risks.Contains(k.Risk)).SelectMany(k => k.Subtypes).Where(s => s.AsksConsent && Body.Subtypes.Contains(s.Id))];
    }
}
