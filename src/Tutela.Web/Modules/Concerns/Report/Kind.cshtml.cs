using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

[For(Staff = true)]
public sealed class KindModel(DraftDesk drafts, SchoolScope scope, ConcernPolicy policy) : ReportPage(drafts, scope)
{
    [BindProperty] public KindInput Input { get; set; } = new();
    public KindFields Fields => new(policy.Kinds, Input.Risks, Input.Subtypes, Input.Traits);

    public sealed class KindInput
    {
        public List<OnlineRisk> Risks { get; set; } = [];
        public List<string> Subtypes { get; set; } = [];
        public List<Technology> Technologies { get; set; } = [];
        public List<Trait> Traits { get; set; } = [];
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input = new KindInput { Risks = Body.Risks, Subtypes = Body.Subtypes, Technologies = Body.Technologies, Traits = Body.Traits };
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        (Body.Risks, Body.Subtypes, Body.Technologies, Body.Traits) = (Input.Risks, Input.Subtypes, Input.Technologies, Input.Traits);
        Keep();
        if (Input.Risks.Count == 0) ModelState.AddModelError("Input.Risks", "Choose one or more kinds of risk. If you are not sure, choose the nearest");
        if (!ModelState.IsValid) return Page();
        return StartModel.AsksConsent(policy, Body) ? GoTo("images", Change ? "?change=true" : "") : Onward("check");
    }
}

/// <summary>What the choice of kinds shows, on the report and when the safeguarding lead changes them.</summary>
public sealed record KindFields(IReadOnlyList<RiskChoice> Kinds, IReadOnlyCollection<OnlineRisk> Risks, IReadOnlyCollection<string> Subtypes, IReadOnlyCollection<Trait> Traits);
