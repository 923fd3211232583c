using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Requests;

/// <summary>What ICT support is asked to do with accounts: the queue for those who do it, the own requests for everybody else. Why is shown only to
/// who asked and to safeguarding.</summary>
[For(Staff = true)]
public sealed class RequestsModel(TutelaDb db, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    [BindProperty] public AnswerInput Input { get; set; } = new();

    public sealed class AnswerInput
    {
        public Guid Request { get; set; }
        public RequestStatus? Status { get; set; }
        public string? Answer { get; set; }
    }

    public sealed record Row(AccountRequest Request, string Person, string? AskedBy, string? Login);

    public IReadOnlyList<Row> Waiting { get; private set; } = [];
    public IReadOnlyList<Row> Answered { get; private set; } = [];
    public bool SeesAll => user.Is(AccessNeed.Run) || user.Is(AccessNeed.Withdraw);
    public bool CanAnswer => user.Is(AccessNeed.Run);

    public string? WhyOf(Row row) => row.Request.AskedById == user.PersonId || user.Is(AccessNeed.Withdraw) ? row.Request.Why : null;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!CanAnswer) throw new Forbidden();
        audit.Begin(AccessProcesses.Answered);
        await db.LockAsync<AccountRequest>(Input.Request);
        var request = await db.Set<AccountRequest>().SingleAsync(r => r.Id == Input.Request);
        request.Close(Input.Status, Input.Answer, user.PersonId, clock.GetUtcNow());
        audit.Record(AccessProcesses.Answered, nameof(AccountRequest), request.Id, new { Status = RequestStatus.Waiting }, new { request.Status, request.Answer }, aboutPersonId: request.PersonId);
        TempData["Success"] = request.Status == RequestStatus.Done ? "Marked as done." : "Marked as not to be done.";
        return Redirect(scope.Href("access/requests"));
    }

    private async Task LoadAsync()
    {
        var me = user.PersonId;
        var mine = db.Set<AccountRequest>().AsNoTracking();
        if (!SeesAll) mine = mine.Where(r => r.AskedById == me);
        var rows = from request in mine
                   join person in db.Set<Person>() on request.PersonId equals person.Id
                   join asker in db.Set<Person>() on request.AskedById equals asker.Id into askers
                   from asker in askers.DefaultIfEmpty()
                   join entry in db.Set<AccessEntry>() on request.PersonId equals entry.PersonId into entries
                   from entry in entries.DefaultIfEmpty()
                   select new { request, Name = person.GivenName + " " + person.FamilyName, Asker = asker == null ? null : asker.GivenName + " " + asker.FamilyName, entry.NetworkId };
        Waiting = [.. (await rows.Where(r => r.request.Status == RequestStatus.Waiting).OrderBy(r => r.request.AskedAt).Take(Most).ToListAsync()).Select(r => new Row(r.request, r.Name, r.Asker, r.NetworkId))];
        Answered = [.. (await rows.Where(r => r.request.Status != RequestStatus.Waiting).OrderByDescending(r => r.request.AnsweredAt).Take(20).ToListAsync()).Select(r => new Row(r.request, r.Name, r.Asker, r.NetworkId))];
    }
}
