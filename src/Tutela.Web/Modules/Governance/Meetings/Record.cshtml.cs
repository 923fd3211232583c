using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>It was held: when, who was there, what was said.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class RecordModel(TutelaDb db, GovernanceAccess access, MeetingDesk desk, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : MeetingPage(db, scope, clock)
{
    private readonly TutelaDb _db = db;
    private readonly TimeProvider _clock = clock;

    [BindProperty] public RecordInput Input { get; set; } = new();

    public sealed class RecordInput
    {
        [Required(ErrorMessage = "Enter the day on which it was held"), Display(Name = "The day on which it was held")] public DateOnly? HeldOn { get; set; }
        public Guid? SeniorLeader { get; set; }
        public Guid? SafeguardingLead { get; set; }
        public Guid? Ict { get; set; }
        public Guid? Governor { get; set; }
        [MaxLength(Meeting.OthersMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Others { get; set; }
        [Required(ErrorMessage = "Write the minutes"), MaxLength(Meeting.MinutesMaxLength, ErrorMessage = "Use at most 20,000 characters")] public string? Minutes { get; set; }
        public string? LogFrom { get; set; }
        public string? LogTo { get; set; }
    }

    public IReadOnlyDictionary<Capacity, List<SelectListItem>> People { get; private set; } = new Dictionary<Capacity, List<SelectListItem>>();
    public List<SelectListItem> Months => Governance.Months.Choices(_clock.Today());
    public bool AsksLog => Meeting.Kind == MeetingKind.Board;

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        var today = _clock.Today();
        Input.HeldOn = Meeting.PlannedOn <= today ? Meeting.PlannedOn : today;
        (Input.LogFrom, Input.LogTo) = (Governance.Months.Key(new DateOnly(today.AcademicYear(), 9, 1)), Governance.Months.Key(today));
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await _db.LockAsync<Meeting>(id);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.Recorded);
        var there = new List<(Guid, Capacity)>();
        foreach (var (capacity, person) in new[] { (Capacity.SeniorLeader, Input.SeniorLeader), (Capacity.SafeguardingLead, Input.SafeguardingLead), (Capacity.Ict, Input.Ict), (Capacity.Governor, Input.Governor) })
        {
            if (person is not { } chosen) continue;
            if (!People[capacity].Exists(p => p.Value == chosen.ToString())) throw new Refused("Choose somebody from the list", $"Input.{capacity}");
            there.Add((chosen, capacity));
        }
        var period = AsksLog ? Governance.Months.Period(Input.LogFrom, Input.LogTo, _clock.Today(), "Input.LogFrom", "Input.LogTo") : ((DateOnly, DateOnly)?)null;
        await desk.RecordAsync(Meeting, Input.HeldOn!.Value, Input.Minutes!.Trim(), Input.Others?.Trim() is { Length: > 0 } others ? others : null, there, period, user.PersonId);
        TempData["Success"] = Meeting.Kind.IsReview() ? "It is recorded. Answer each point, then it can be signed off." : "The minutes are kept.";
        return Redirect(Href);
    }

    private async Task LoadAsync(Guid id)
    {
        await LoadMeetingAsync(id);
        People = await access.QualifiedAsync();
    }
}
