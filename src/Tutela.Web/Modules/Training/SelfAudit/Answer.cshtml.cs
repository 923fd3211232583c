using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.SelfAudit;

/// <summary>The ten questions, for the person who is asked. Nobody sees or fills in another's.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class AnswerModel(TutelaDb db, CurrentUser user, SelfAuditDesk desk, SelfAuditForm form, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public AnswersInput Input { get; set; } = new();

    public sealed class AnswersInput
    {
        public List<AnswerInput> Answers { get; set; } = [];
    }

    public sealed class AnswerInput
    {
        public bool? Yes { get; set; }
        public string? Comment { get; set; }
    }

    public AuditSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<IHtmlContent> Questions { get; private set; } = [];
    public IReadOnlyList<(string Id, string Title)> PupilTexts => form.PupilTexts;
    public string Name => user.Name;
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        return Sheet.AnsweredAt is not null ? Redirect(scope.Href($"training/self-audit/{id}/next")) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        await db.LockAsync<AuditSheet>(id);
        await desk.AnswerAsync(Sheet, [.. Input.Answers.Take(SelfAuditForm.Questions).Select(a => new GivenAnswer(a.Yes, a.Comment))]);
        TempData["Success"] = "Thank you. Your answers are sent.";
        return Redirect(scope.Href($"training/self-audit/{id}/next"));
    }

    private async Task LoadAsync(Guid id)
    {
        Sheet = await db.Set<AuditSheet>().SingleOrDefaultAsync(s => s.Id == id && s.PersonId == user.PersonId) ?? throw new NotFound();
        Questions = await form.LoadAsync();
        while (Input.Answers.Count < SelfAuditForm.Questions) Input.Answers.Add(new AnswerInput());
    }
}
