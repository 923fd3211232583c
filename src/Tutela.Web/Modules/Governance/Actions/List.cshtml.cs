using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Actions;

/// <summary>Actions and governors' tasks: overseers see all, everybody else their own. The owner says when one is done.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Staff = true)]
public sealed class ListModel(TutelaDb db, GovernanceAccess access, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public sealed record Row(GovernanceAction Action, string Owner, string? From);

    [BindProperty] public DoneInput Input { get; set; } = new();

    public sealed class DoneInput
    {
        public Guid Action { get; set; }
        [Required(ErrorMessage = "Say what was done"), MaxLength(GovernanceAction.OutcomeMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Outcome { get; set; }
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IEnumerable<Row> Mine => Rows.Where(r => r.Action.DoneAt is null && r.Action.OwnerId == user.PersonId);
    public IEnumerable<Row> Others => Rows.Where(r => r.Action.DoneAt is null && r.Action.OwnerId != user.PersonId);
    public IEnumerable<Row> Done => Rows.Where(r => r.Action.DoneAt is not null).OrderByDescending(r => r.Action.DoneAt);
    public bool Oversees => access.Oversees;
    public DateOnly Today => clock.Today();

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var action = await db.Set<GovernanceAction>().SingleOrDefaultAsync(a => a.Id == Input.Action && a.OwnerId == user.PersonId) ?? throw new NotFound();
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.ActionDone);
        action.Done(Input.Outcome!.Trim(), user.PersonId, clock.GetUtcNow());
        audit.Record(GovernanceProcesses.ActionDone, nameof(GovernanceAction), action.Id, after: new { action.Outcome });
        TempData["Success"] = "It is marked as done.";
        return Redirect(scope.Href("governors/actions"));
    }

    private async Task LoadAsync() => Rows = await (from action in access.Actions.AsNoTracking()
                                                    join person in db.Set<Person>() on action.OwnerId equals person.Id
                                                    join meeting in db.Set<Meeting>() on action.MeetingId equals meeting.Id into meetings
                                                    from meeting in meetings.DefaultIfEmpty()
                                                    orderby action.DoneAt != null, action.DueOn
                                                    select new Row(action, person.GivenName + " " + person.FamilyName, meeting == null ? null : meeting.Title)).Take(Most).ToListAsync();
}
