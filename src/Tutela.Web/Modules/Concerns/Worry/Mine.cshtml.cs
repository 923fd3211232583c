using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>What a parent or carer shared: that it was received, whether it was read, what they wrote, and an answer. Nothing of the case.</summary>
[For(Role.Parent)]
public sealed class MineModel(ConcernsAccess access, CurrentUser user, TutelaDb db, AuditTrail audit, Notifier notifier, SchoolScope scope, PageFrame frame, TimeProvider clock) : PageModel
{
    public Concern Concern { get; private set; } = null!;
    public IReadOnlyList<string> WentTo { get; private set; } = [];
    public IReadOnlyList<ConcernEntry> Answers { get; private set; } = [];
    public IReadOnlyList<ConcernEntry> Additions { get; private set; } = [];
    [BindProperty(SupportsGet = true, Name = "sent")] public bool Sent { get; set; }
    [BindProperty] public AddInput Input { get; set; } = new();

    public sealed class AddInput
    {
        [Required(ErrorMessage = "Write what you want to add"), MaxLength(ConcernEntry.TextMaxLength, ErrorMessage = "What you add must be 5,000 characters or fewer")]
        public string? Text { get; set; }
    }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => frame.ExitHref = scope.Href("worry/leave");

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Concern.FeedbackRead(clock.GetUtcNow());
        audit.Read(ConcernProcesses.FollowedUp, nameof(Concern), id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<Concern>(id);
        audit.Begin(ConcernProcesses.AddedTo);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        Concern.AddTo(Input.Text!, new Doer(user.PersonId, user.Name, clock.GetUtcNow()));
        audit.Record(ConcernProcesses.AddedTo, nameof(Concern), id, after: new { length = Input.Text!.Length });
        var handlers = Concern.Recipients.Where(r => r.Standing == Standing.Handles && r.EndedAt is null).Select(r => r.PersonId).Concat(Concern.OwnerId is { } owner ? [owner] : []);
        await notifier.TellAsync([.. handlers], $"Something was added to concern number {Concern.Number}", $"concerns/{id}");
        TempData["Success"] = "Added. What you wrote before stays as it was.";
        return Redirect(scope.Href($"worry/mine/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Concern = await access.Followed.Include(c => c.Recipients).ThenInclude(r => r.Person).Include(c => c.People).ThenInclude(p => p.Person)
            .Include(c => c.Entries.Where(e => e.Kind == EntryKind.FedBack || (e.Kind == EntryKind.AddedTo && e.ById == user.PersonId)))
            .AsSplitQuery().SingleOrDefaultAsync(c => c.Id == id && c.ReporterId == user.PersonId && c.Source == ConcernSource.Parent) ?? throw new NotFound();
        WentTo = [.. Concern.Recipients.Where(r => r.Role is not null && r.Standing == Standing.Handles).OrderBy(r => r.ToldAt).Select(r => $"{r.Person.Name}, {r.Role!.Value.Name().ToLowerInvariant()}").Distinct()];
        Answers = [.. Concern.Entries.Where(e => e.Kind == EntryKind.FedBack).OrderBy(e => e.At)];
        Additions = [.. Concern.Entries.Where(e => e.Kind == EntryKind.AddedTo).OrderBy(e => e.At)];
    }
}
