using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Import;

/// <summary>One import: what it would change, how far it is, what it did.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class PreviewModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Confirmed = new("people.roster-confirmed", "An import was confirmed after its preview");

    [BindProperty] public ConfirmInput Input { get; set; } = new();

    public sealed class ConfirmInput
    {
        public bool Accept { get; set; }
    }

    public sealed record View(string Source, string Format, UploadStatus Status, string Findings, string? Step, int Done, int Total, string? Failure, DateTimeOffset At, DateTimeOffset? EndedAt);

    public View Upload { get; private set; } = null!;
    public UploadFindings Findings { get; private set; } = null!;
    public bool IsUnderWay => Upload.Status is UploadStatus.Queued or UploadStatus.Running;

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        // The browser asks again by itself, with or without JavaScript.
        if (IsUnderWay) Response.Headers["Refresh"] = "2";
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid id)
    {
        var upload = await ChangeAsync(id);
        audit.Begin(Confirmed);
        upload.Confirm(Input.Accept, clock.GetUtcNow());
        audit.Record(Confirmed, nameof(RosterUpload), id, after: new { upload.Source, Input.Accept });
        return Redirect(scope.Href($"people/import/{id}"));
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id)
    {
        (await ChangeAsync(id)).Drop(clock.GetUtcNow());
        return Redirect(scope.Href("people/import"));
    }

    private async Task<RosterUpload> ChangeAsync(Guid id)
    {
        await db.LockAsync<RosterUpload>(id);
        await LoadAsync(id);
        return await db.Set<RosterUpload>().SingleAsync(u => u.Id == id);
    }

    private async Task LoadAsync(Guid id)
    {
        Upload = await db.Set<RosterUpload>().Where(u => u.Id == id)
            .Select(u => new View(u.Source, u.Format, u.Status, u.Findings, u.Step, u.Done, u.Total, u.Failure, u.At, u.EndedAt)).SingleOrDefaultAsync() ?? throw new NotFound();
        Findings = UploadFindings.Of(Upload.Findings);
    }
}
