using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Training.SelfAudit;

/// <summary>The newest round: who has answered, needs by question, wishes by topic, and answers that do not fit the records.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class RoundsModel(TutelaDb db, CurrentUser user, SelfAuditDesk desk, TrainingDesk training, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public PlanInput Plan { get; set; } = new();
    [BindProperty] public GroupInput Group { get; set; } = new();

    public sealed class PlanInput
    {
        public List<Guid> Needs { get; set; } = [];
        public Guid? SessionId { get; set; }
    }

    public sealed class GroupInput
    {
        public List<Guid> Needs { get; set; } = [];
        public string? Topic { get; set; }
    }

    public AuditRound? Round { get; private set; }
    public int Asked { get; private set; }
    public int Answered => Asked - Waiting.Count;
    public IReadOnlyList<string> Waiting { get; private set; } = [];
    public IReadOnlyList<(int Question, IReadOnlyList<SelfAuditDesk.NeedRow> Needs)> Questions { get; private set; } = [];
    public IReadOnlyList<(string Topic, IReadOnlyList<SelfAuditDesk.NeedRow> Wishes)> Wishes { get; private set; } = [];
    public IReadOnlyList<SelfAuditDesk.Mismatch> Agreement { get; private set; } = [];
    public IReadOnlyList<SelfAuditDesk.Mismatch> Password { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Sessions { get; private set; } = [];
    public int ToPlan => Questions.Sum(q => q.Needs.Count(n => n.Need.State == NeedState.Open));

    private readonly Dictionary<Guid, string> _sessions = [];
    private List<Guid> _waiting = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostSendAsync()
    {
        await LoadAsync();
        var (_, people) = await desk.SendAsync(user.PersonId);
        return Back(people == 1 ? "The self-audit is sent to 1 person" : $"The self-audit is sent to {people} people");
    }

    public async Task<IActionResult> OnPostRemindAsync()
    {
        await LoadAsync();
        var told = await training.RemindAsync(_waiting, "Please answer the online safety self-audit");
        return Back(told == 0 ? "Nobody was reminded: everybody has been today" : told == 1 ? "1 person was reminded" : $"{told} people were reminded");
    }

    public async Task<IActionResult> OnPostPlanAsync()
    {
        await LoadAsync();
        var planned = await desk.PlanAsync(Plan.Needs, Plan.SessionId ?? Guid.Empty);
        return Back(planned == 1 ? "1 need is planned" : $"{planned} needs are planned");
    }

    public async Task<IActionResult> OnPostGroupAsync()
    {
        await LoadAsync();
        var grouped = await desk.GroupAsync(Group.Needs, Group.Topic);
        return Back(grouped == 1 ? "1 wish is grouped" : $"{grouped} wishes are grouped");
    }

    public string Hint(TrainingNeed need) => need.State switch
    {
        NeedState.Met => $"Met on {DateText.Day(need.MetAt!.Value)}",
        NeedState.Planned => $"Planned: {_sessions.GetValueOrDefault(need.SessionId!.Value, "a session")}",
        _ => need.ShownAt is { } shown ? $"To plan. Told on {DateText.Day(shown)}" : "To plan",
    };

    private RedirectResult Back(string done)
    {
        TempData["Success"] = done;
        return Redirect(scope.Href("training/self-audits"));
    }

    private async Task LoadAsync()
    {
        Round = await db.Set<AuditRound>().AsNoTracking().OrderByDescending(r => r.OpenedOn).ThenByDescending(r => r.Id).FirstOrDefaultAsync();
        if (Round is null) return;
        var sheets = await (from sheet in db.Set<AuditSheet>()
                            join person in db.Set<Person>() on sheet.PersonId equals person.Id
                            where sheet.RoundId == Round.Id && person.EndedOn == null
                            orderby person.FamilyName, person.GivenName
                            select new { person.Id, Name = person.GivenName + " " + person.FamilyName, sheet.AnsweredAt }).ToListAsync();
        Asked = sheets.Count;
        Waiting = [.. sheets.Where(s => s.AnsweredAt is null).Select(s => s.Name)];
        _waiting = [.. sheets.Where(s => s.AnsweredAt is null).Select(s => s.Id)];
        var needs = await desk.NeedsAsync(Round.Id);
        Questions = [.. needs.Where(g => g.Key != SelfAuditForm.Wishes).OrderBy(g => g.Key).Select(g => (g.Key, (IReadOnlyList<SelfAuditDesk.NeedRow>)[.. g]))];
        Wishes = [.. needs[SelfAuditForm.Wishes].GroupBy(n => n.Need.Topic).OrderBy(g => g.Key is not null).ThenBy(g => g.Key, StringComparer.CurrentCulture)
            .Select(g => (g.Key ?? "Not grouped yet", (IReadOnlyList<SelfAuditDesk.NeedRow>)[.. g]))];
        Agreement = await desk.AgreementMismatchesAsync(Round.Id);
        Password = await desk.PasswordMismatchesAsync(Round.Id);
        var sessions = await (from session in db.Set<TrainingSession>()
                              join course in db.Set<Course>() on session.CourseId equals course.Id
                              where session.CancelledAt == null
                              orderby session.StartsAt
                              select new { session.Id, session.HeldAt, session.EndsAt, course.Title, session.StartsAt }).ToListAsync();
        foreach (var session in sessions) _sessions[session.Id] = $"{session.Title}, {DateText.Day(session.StartsAt)}";
        Sessions = [.. sessions.Where(s => s.HeldAt is null && s.EndsAt > clock.GetUtcNow()).Select(s => new SelectListItem(_sessions[s.Id], s.Id.ToString()))];
    }
}
