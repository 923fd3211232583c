using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Failures;

/// <summary>Anybody who works here says that filtering or monitoring has failed; the safeguarding lead and the provider are told at once.</summary>
[For(Staff = true)]
public sealed class FailuresModel(TutelaDb db, RoleDesk roles, Notifier notifier, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int Most = 50;

    [BindProperty] public FailureInput Input { get; set; } = new();

    public IReadOnlyList<Row> Failures { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }
    public bool MayAnswer { get; private set; }
    public IReadOnlyList<SelectListItem> Kinds { get; } = [.. Enum.GetValues<FailureKind>().Select(k => new SelectListItem(k.Title(), k.ToString()))];

    public sealed record Row(FilterFailure Failure, string? AnsweredBy);

    public sealed class FailureInput
    {
        [Required(ErrorMessage = "Choose what has failed")]
        public FailureKind? What { get; set; }

        [Required(ErrorMessage = "Enter what you saw"), StringLength(FilterFailure.AccountMaxLength, ErrorMessage = "Keep it to 2,000 characters")]
        public string? Account { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(FilteringModule.FailureReported);
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow();
        var failure = new FilterFailure { Id = Guid.CreateVersion7(now), What = Input.What!.Value, Account = Input.Account!.Trim(), ReportedBy = user.PersonId, ReportedAt = now };
        db.Add(failure);
        audit.Record(FilteringModule.FailureReported, nameof(FilterFailure), failure.Id, after: new { what = failure.What.ToString() });
        await notifier.TellAsync(await ToldAsync(), $"Reported: {failure.What.Title()}", "filtering/failures");
        TempData["Success"] = "Reported. The safeguarding lead and ICT support have been told";
        return Redirect(scope.Href("filtering/failures"));
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, string? answer)
    {
        await db.LockAsync<FilterFailure>(id);
        await LoadAsync();
        audit.Begin(FilteringModule.FailureAnswered);
        if (!MayAnswer) throw new Forbidden();
        ModelState.Clear();
        var failure = await db.Set<FilterFailure>().SingleOrDefaultAsync(f => f.Id == id) ?? throw new NotFound();
        failure.Reply(answer, user.PersonId, clock.GetUtcNow());
        audit.Record(FilteringModule.FailureAnswered, nameof(FilterFailure), id, after: new { minutes = (int)failure.WaitedAt(clock.GetUtcNow()).TotalMinutes });
        await notifier.TellAsync([failure.ReportedBy], "Your report on filtering has an answer", "filtering/failures", mail: false);
        return Redirect(scope.Href("filtering/failures"));
    }

    // The lead, else whoever stands in; and those who run the filter, for the provider.
    private async Task<List<Guid>> ToldAsync()
    {
        var people = await roles.FirstHoldersAsync(Roles.SafeguardingInTurn);
        people.AddRange(await roles.HoldersAsync(Role.IctSupport));
        people.AddRange(await roles.HoldersAsync(Role.ComputingLead));
        return people;
    }

    private async Task LoadAsync()
    {
        Now = clock.GetUtcNow();
        MayAnswer = user.Is(FilteringModule.Operators) || user.Is(Roles.Safeguarding);
        var visible = MayAnswer || user.Is(Role.Headteacher) ? db.Set<FilterFailure>() : db.Set<FilterFailure>().Where(f => f.ReportedBy == user.PersonId);
        var rows = await (from failure in visible.AsNoTracking()
                          orderby failure.AnsweredAt != null, failure.ReportedAt descending
                          join person in db.Set<Person>() on failure.AnsweredBy equals person.Id into people
                          from person in people.DefaultIfEmpty()
                          select new { failure, Name = person == null ? null : person.GivenName + " " + person.FamilyName }).Take(Most).ToListAsync();
        Failures = [.. rows.Select(r => new Row(r.failure, r.Name))];
    }
}
