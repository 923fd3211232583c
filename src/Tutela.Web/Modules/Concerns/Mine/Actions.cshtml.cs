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

namespace Tutela.Web.Modules.Concerns.Mine;

/// <summary>The actions that one has been given: the words of the action, nothing of the case behind it.</summary>
[For(Staff = true)]
public sealed class ActionsModel(ConcernsAccess access, CurrentUser user, TutelaDb db, AuditTrail audit, Notifier notifier, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public IReadOnlyList<ConcernAction> Open { get; private set; } = [];
    public IReadOnlyList<ConcernAction> Done { get; private set; } = [];
    public DateOnly Today { get; private set; }
    [BindProperty] public DoneInput Input { get; set; } = new();

    public sealed class DoneInput
    {
        public Guid Action { get; set; }
        [Required(ErrorMessage = "Say what was done"), MaxLength(ConcernAction.NoteMaxLength, ErrorMessage = "The note must be 2,000 characters or fewer")]
        public string? Note { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(ConcernProcesses.ActionDone);
        var action = Open.SingleOrDefault(a => a.Id == Input.Action) ?? throw new NotFound();
        if (!ModelState.IsValid) return Page();
        await db.LockAsync<Concern>(action.ConcernId);
        // The owner does the action without seeing the case: the rule needs only the concern itself.
        var concern = await db.Set<Concern>().SingleAsync(c => c.Id == action.ConcernId);
        concern.DoAction(action, Input.Note!, new Doer(user.PersonId, user.Name, clock.GetUtcNow()));
        audit.Record(ConcernProcesses.ActionDone, nameof(Concern), concern.Id, after: new { action = action.Id }, reason: Input.Note);
        if (concern.OwnerId is { } owner && owner != user.PersonId) await notifier.TellAsync([owner], $"An action of concern number {concern.Number} is done", $"concerns/{concern.Id}");
        TempData["Success"] = "Marked as done.";
        return Redirect(scope.Href("concerns/actions"));
    }

    private async Task LoadAsync()
    {
        Today = clock.Today();
        var since = clock.GetUtcNow().AddDays(-90);
        var all = await access.OwnActions.Where(a => a.DoneAt == null || a.DoneAt > since).OrderBy(a => a.DueOn).Take(Most).ToListAsync();
        (Open, Done) = ([.. all.Where(a => a.DoneAt is null)], [.. all.Where(a => a.DoneAt is not null).OrderByDescending(a => a.DoneAt)]);
    }
}
