using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>Ends a yearly review with what it comes to, the day of the next and a name.</summary>
[For(Role.Headteacher, Role.DesignatedSafeguardingLead, Role.ChairOfGovernors)]
public sealed class SignOffModel(TutelaDb db, PackInForce pack, GovernanceAccess access, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : MeetingPage(db, scope, clock)
{
    private readonly TutelaDb _db = db;
    private readonly TimeProvider _clock = clock;

    [BindProperty] public SignOffInput Input { get; set; } = new();

    public sealed class SignOffInput
    {
        [Required(ErrorMessage = "Say what it comes to"), MaxLength(Meeting.FindingsMaxLength, ErrorMessage = "Use at most 5,000 characters")] public string? Findings { get; set; }
        [Required(ErrorMessage = "Enter the day of the next one"), Display(Name = "The day of the next one")] public DateOnly? NextOn { get; set; }
        [Required(ErrorMessage = "Type your name to sign"), MaxLength(Meeting.NameMaxLength, ErrorMessage = "Use at most 200 characters")] public string? SignedName { get; set; }
    }

    public int WithinMonths => pack.Settings.Governance.FilteringReviewMonths;
    public string SignerName => user.Name;

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.NextOn = Meeting.HeldOn?.AddMonths(WithinMonths);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await _db.LockAsync<Meeting>(id);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.SignedOff);
        access.CheckName(Input.SignedName!, "Input.SignedName");
        var there = await _db.Set<MeetingAttendee>().Where(a => a.MeetingId == id).Select(a => a.Capacity).ToListAsync();
        var points = await _db.Set<ReviewPoint>().Where(p => p.MeetingId == id).OrderBy(p => p.Position).ToListAsync();
        Meeting.SignOff(Input.Findings!.Trim(), Input.NextOn!.Value, user.Name, there, points, WithinMonths, user.PersonId, _clock.GetUtcNow());
        audit.Record(GovernanceProcesses.SignedOff, nameof(Meeting), id, after: new { Meeting.Kind, Meeting.NextOn });
        TempData["Success"] = "It is signed off.";
        return Redirect(Href);
    }

    private async Task LoadAsync(Guid id)
    {
        await LoadMeetingAsync(id);
        if (!Meeting.Kind.IsReview()) throw new NotFound();
    }
}
