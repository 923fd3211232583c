using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class FeedbackModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Feedback)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public FeedbackInput Input { get; set; } = new();

    public sealed class FeedbackInput
    {
        [Required(ErrorMessage = "Write what the reporter should know"), MaxLength(500, ErrorMessage = "Feedback must be 500 characters or fewer")]
        public string? Text { get; set; }
    }

    protected override async Task<string> DoAsync()
    {
        var names = Concern.People.Where(p => p.PersonId != Concern.ReporterId).SelectMany(p => new[] { p.Person.GivenName, p.Person.FamilyName });
        Concern.GiveFeedback(Input.Text!, names, _desk.Doer);
        await _desk.TellAsync(Concern.ReporterId!.Value, "There is feedback on something that you reported", Concern.Source switch
        {
            ConcernSource.Pupil => "tell",
            ConcernSource.Parent => $"worry/mine/{Concern.Id}",
            _ => $"concerns/mine/{Concern.Id}",
        });
        return "Feedback given.";
    }
}
