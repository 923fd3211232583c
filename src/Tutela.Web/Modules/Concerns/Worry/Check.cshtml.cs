using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>Everything once more, and then it goes to the safeguarding lead: in one transaction, so that what is shown as sent is sent.</summary>
[For(Role.Parent)]
public sealed class CheckModel(DraftDesk drafts, SchoolScope scope, PageFrame frame, ConcernMaking making, PeopleDirectory people, TutelaDb db, CurrentUser user, AuditTrail audit, TimeProvider clock)
    : WorryPage(drafts, scope, frame)
{
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;
    private Person? _child;

    public string About => _child?.Name ?? Body.Unnamed ?? "";

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await IsSentAsync(id)) return Redirect(_scope.Href($"worry/mine/{id}"));
        await LoadAllAsync(id);
        return Body.IsReady ? Page() : GoTo("what");
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        // A second press of the button finds what the first one sent.
        await db.LockAsync<Draft>(id);
        if (await IsSentAsync(id)) return Redirect(_scope.Href($"worry/mine/{id}?sent=true"));
        await LoadAllAsync(id);
        audit.Begin(ConcernProcesses.Reported);
        if (!Body.IsReady || (_child is null && Body.Child != WorryDraft.Another)) throw new Refused("Something is missing or too long. Go back and change it; nothing that you wrote is lost.");
        var by = new Doer(user.PersonId, user.Name, clock.GetUtcNow());
        var concern = new Concern
        {
            Id = Draft.Id,
            Number = await making.NextNumberAsync(),
            Source = ConcernSource.Parent,
            ReporterId = by.Id,
            Account = Body.Account!.Trim(),
            Unnamed = _child is null ? Body.Unnamed!.Trim() : null,
            HappenedAbout = string.IsNullOrWhiteSpace(Body.When) ? null : Body.When.Trim(),
            WrittenAt = by.At,
        };
        await making.AddAsync(concern, [], _child is null ? [] : [(_child.Id, Part.Unclear)], by);
        _drafts.Sent(Draft);
        return Redirect(_scope.Href($"worry/mine/{id}?sent=true"));
    }

    private Task<bool> IsSentAsync(Guid id) => db.Set<Draft>().AnyAsync(d => d.Id == id && d.PersonId == user.PersonId && d.SentAt != null);

    private async Task LoadAllAsync(Guid id)
    {
        await LoadAsync(id);
        _child = (await people.PupilsOfParentAsync(user.PersonId)).Find(c => c.Id.ToString() == Body.Child);
    }
}
