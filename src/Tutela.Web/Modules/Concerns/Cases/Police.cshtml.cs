using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class PoliceModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Police)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public PoliceInput Input { get; set; } = new();

    public sealed class PoliceInput
    {
        public bool MayBeIllegal { get; set; }
        public bool Serious { get; set; }
        public PoliceDecision? Police { get; set; }
        [MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? PoliceReason { get; set; }
        [Display(Name = "The day the police were told")]
        public DateOnly? ToldOn { get; set; }
        [Display(Name = "The time")]
        public TimeOnly? ToldAt { get; set; }
        [MaxLength(Concern.ReferenceMaxLength, ErrorMessage = "The reference must be 100 characters or fewer")]
        public string? Reference { get; set; }
        [MaxLength(Concern.ReasonMaxLength, ErrorMessage = "What was handed over must be 2,000 characters or fewer")]
        public string? Material { get; set; }
    }

    protected override string? Reason => Input.PoliceReason;

    protected override void Fill()
    {
        (Input.MayBeIllegal, Input.Serious, Input.Police, Input.PoliceReason) = (Concern.MayBeIllegal, Concern.Serious, Concern.Police, Concern.PoliceReason);
        (Input.Reference, Input.Material) = (Concern.PoliceReference, Concern.PoliceMaterial);
        if (Concern.PoliceToldAt is not { } told) return;
        var local = Words.Local(told);
        (Input.ToldOn, Input.ToldAt) = (DateOnly.FromDateTime(local.DateTime), new TimeOnly(local.Hour, local.Minute));
    }

    protected override Task<string> DoAsync()
    {
        var told = Input.ToldOn is { } day && Input.ToldAt is { } time ? Words.Instant(day, time) : (DateTimeOffset?)null;
        Concern.Assess(Input.MayBeIllegal, Input.Serious, Input.Police is { } decision
            ? new PoliceReport(decision, Input.PoliceReason ?? "", told, Input.Reference, Input.Material) : null, _desk.Doer);
        return Task.FromResult("The decision about the police is recorded.");
    }
}
