using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>One meeting: agenda, who was there, minutes, the figures of its period, points, actions.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class DetailModel(TutelaDb db, GovernanceAccess access, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : MeetingPage(db, scope, clock)
{
    private readonly TutelaDb _db = db;
    private readonly TimeProvider _clock = clock;

    public sealed record There(string Name, Capacity Capacity);
    public sealed record ActionRow(GovernanceAction Action, string Owner);

    [BindProperty] public NoteInput Input { get; set; } = new();

    public sealed class NoteInput
    {
        [Required(ErrorMessage = "Write what you add"), MaxLength(MeetingNote.TextMaxLength, ErrorMessage = "Use at most 5,000 characters")] public string? Text { get; set; }
    }

    public IReadOnlyList<There> Attendees { get; private set; } = [];
    public IReadOnlyList<MeetingNote> Notes { get; private set; } = [];
    public IReadOnlyList<ReviewPoint> Points { get; private set; } = [];
    public IReadOnlyList<ActionRow> Actions { get; private set; } = [];
    public IncidentLog? Log { get; private set; }
    public DateOnly Today => _clock.Today();
    public bool MaySignOff => access.MaySignOff && Meeting.Kind.IsReview() && Status == MeetingStatus.Held;
    public bool IsOpen => Status is not MeetingStatus.Cancelled and not MeetingStatus.SignedOff;

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.AddedTo);
        if (Meeting.HeldOn is null) throw new Refused("There are no minutes to add to yet.", "Input.Text");
        var note = new MeetingNote { Id = Guid.CreateVersion7(_clock.GetUtcNow()), MeetingId = id, Text = Input.Text!.Trim(), ById = user.PersonId, ByName = user.Name, At = _clock.GetUtcNow() };
        _db.Add(note);
        audit.Record(GovernanceProcesses.AddedTo, nameof(Meeting), id, after: new { note.Id });
        TempData["Success"] = "It is added beneath the minutes.";
        return Redirect(Href);
    }

    private async Task LoadAsync(Guid id)
    {
        await LoadMeetingAsync(id);
        Attendees = await (from there in _db.Set<MeetingAttendee>()
                           join person in _db.Set<Person>() on there.PersonId equals person.Id
                           where there.MeetingId == id
                           orderby person.FamilyName
                           select new There(person.GivenName + " " + person.FamilyName, there.Capacity)).ToListAsync();
        Notes = await _db.Set<MeetingNote>().AsNoTracking().Where(n => n.MeetingId == id).OrderBy(n => n.At).ToListAsync();
        if (Meeting.Kind.IsReview()) Points = await _db.Set<ReviewPoint>().AsNoTracking().Where(p => p.MeetingId == id).OrderBy(p => p.Position).ToListAsync();
        Actions = await (from action in _db.Set<GovernanceAction>().AsNoTracking()
                         join person in _db.Set<Person>() on action.OwnerId equals person.Id
                         where action.MeetingId == id
                         orderby action.DoneAt != null, action.DueOn
                         select new ActionRow(action, person.GivenName + " " + person.FamilyName)).ToListAsync();
        if (Meeting.IncidentLog is { } log) Log = IncidentLog.FromJson(log);
    }
}
