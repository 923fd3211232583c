using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Report;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class CaseKindModel(CaseDesk desk, SchoolScope scope, ConcernPolicy policy) : CaseStepPage(desk, scope, CaseAct.Reclassify)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public KindInput Input { get; set; } = new();
    public KindFields Fields => new(policy.Kinds, Input.Risks, Input.Subtypes, Input.Traits);

    public sealed class KindInput
    {
        [MinLength(1, ErrorMessage = "Choose one or more kinds")]
        public List<OnlineRisk> Risks { get; set; } = [];
        public List<string> Subtypes { get; set; } = [];
        public List<Trait> Traits { get; set; } = [];
        [Required(ErrorMessage = "Give the reason for the change"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override void Fill() =>
        (Input.Risks, Input.Subtypes, Input.Traits) = ([.. Concern.Risks], [.. Concern.CurrentKinds.Select(k => k.Subtype).OfType<string>()], [.. Concern.Traits]);

    protected override Task<string> DoAsync()
    {
        var consent = Concern.CurrentKinds.Where(k => k is { Subtype: not null, Consent: not null }).ToDictionary(k => k.Subtype!, k => k.Consent!.Value);
        Concern.Reclassify(policy.Chosen(Input.Risks, Input.Subtypes, consent), Input.Reason!, _desk.Doer);
        Concern.MarkPrejudice(Input.Traits);
        return Task.FromResult("The kind is changed. What was chosen first is kept in the chronology.");
    }
}
