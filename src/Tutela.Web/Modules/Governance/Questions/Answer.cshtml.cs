using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Questions;

[For(Role.Headteacher, Role.DesignatedSafeguardingLead, Role.ComputingLead)]
public sealed class AnswerModel(TutelaDb db, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public AnswerInput Input { get; set; } = new();

    public sealed class AnswerInput
    {
        [Required(ErrorMessage = "Write your answer"), MaxLength(GovernorQuestion.AnswerMaxLength, ErrorMessage = "Use at most 5,000 characters")] public string? Answer { get; set; }
    }

    public GovernorQuestion Question { get; private set; } = null!;

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.Answered);
        Question.Reply(Input.Answer!.Trim(), user.PersonId, clock.GetUtcNow());
        audit.Record(GovernanceProcesses.Answered, nameof(GovernorQuestion), id, after: new { Question.AnsweredAt });
        await notifier.TellAsync([Question.AskedById], "Your question has been answered", "governors/questions");
        TempData["Success"] = "Your answer is sent.";
        return Redirect(scope.Href("governors/questions"));
    }

    private async Task LoadAsync(Guid id) =>
        Question = await db.Set<GovernorQuestion>().SingleOrDefaultAsync(q => q.Id == id) is { } found && user.Is(found.AskedOf) ? found : throw new NotFound();
}
