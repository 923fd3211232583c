using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Board;

/// <summary>The whole school's training by what the policy asks, with the gaps.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class BoardModel(TutelaDb db, CurrentUser user, TrainingRecords records, TrainingDesk desk, TrainingTopics topics, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    public sealed record Row(Requirement Requirement, int Asked, int Have, int Soon, int Overdue);

    public sealed record Point(Topic Topic, int Without);

    [BindProperty] public LinkInput Link { get; set; } = new();
    [BindProperty] public NewerInput Newer { get; set; } = new();

    public sealed class LinkInput
    {
        public string? Address { get; set; }
        [Display(Name = "Date of the edition")] public DateOnly? EditionOn { get; set; }
    }

    public sealed class NewerInput
    {
        [Display(Name = "Date of the newer edition")] public DateOnly? EditionOn { get; set; }
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Point> Points { get; private set; } = [];
    public IReadOnlyList<(CourseKind Kind, int Count)> GovernorKinds { get; private set; } = [];
    public int Overdue { get; private set; }
    public int Soon { get; private set; }
    public int ToClose { get; private set; }
    public int Year { get; private set; }
    public PolicyLink? Policy { get; private set; }

    private IReadOnlyList<TraineeStanding> _people = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Policy is { } policy) Link = new LinkInput { Address = policy.Address, EditionOn = policy.EditionOn };
    }

    public async Task<IActionResult> OnPostRemindAsync()
    {
        await LoadAsync();
        var told = await desk.RemindAsync([.. _people.Where(p => p.Pressing.Any()).Select(p => p.Person.Id)]);
        return Back(told == 0 ? "Nobody was reminded: everybody has been today" : told == 1 ? "1 person was reminded" : $"{told} people were reminded");
    }

    public async Task<IActionResult> OnPostLinkAsync()
    {
        await LoadAsync();
        audit.Begin(TrainingProcesses.PolicyLinked);
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow();
        var link = Policy ?? new PolicyLink { Id = Guid.CreateVersion7(now), Policy = PolicyLink.ChildProtection, Address = "" };
        link.Follow(Link.Address, Link.EditionOn, user.PersonId, now);
        if (Policy is null) db.Add(link);
        audit.Record(TrainingProcesses.PolicyLinked, nameof(PolicyLink), link.Id, after: new { link.Address, link.EditionOn });
        return Back("The link is saved");
    }

    public async Task<IActionResult> OnPostNewerAsync()
    {
        await LoadAsync();
        audit.Begin(TrainingProcesses.PolicyLinked);
        if (!ModelState.IsValid) return Page();
        if (Policy is not { } link) throw new Refused("Enter where the policy is first", "Link.Address");
        link.Newer(Newer.EditionOn, clock.GetUtcNow());
        audit.Record(TrainingProcesses.PolicyLinked, nameof(PolicyLink), link.Id, after: new { link.NewerEditionOn });
        return Back("The newer edition is noted, and the link is flagged");
    }

    private RedirectResult Back(string done)
    {
        TempData["Success"] = done;
        return Redirect(scope.Href("training/board"));
    }

    private async Task LoadAsync()
    {
        var now = clock.GetUtcNow();
        Year = clock.Today().AcademicYear();
        _people = await records.LoadAsync();
        Rows = [.. from requirement in RequirementWords.All
                   let asked = _people.Select(p => p.Of(requirement)).OfType<Standing>().ToList()
                   where asked.Count > 0
                   select new Row(requirement, asked.Count, asked.Count(s => s.Holds), asked.Count(s => s.State == StandingState.DueSoon), asked.Count(s => s.State == StandingState.Overdue))];
        Overdue = _people.Count(p => p.Standings.Any(s => s.State == StandingState.Overdue));
        Soon = _people.Count(p => p.Standings.Any(s => s.State == StandingState.DueSoon));
        var content = _people.Select(p => p.Of(Requirement.ContentPoints)).OfType<Standing>().ToList();
        if (content.Count > 0) Points = [.. topics.In(TopicList.Point).Select(t => new Point(t, content.Count(s => s.Missing.Contains(t))))];
        var governors = _people.Where(p => p.Person.IsGovernor).SelectMany(p => p.Person.Done).Where(d => d.Is(CoursePurpose.OnlineSafety)).ToLookup(d => d.Kind);
        if (_people.Any(p => p.Person.IsGovernor)) GovernorKinds = [.. Enum.GetValues<CourseKind>().Select(k => (k, governors[k].Count()))];
        ToClose = await db.Set<TrainingSession>().CountAsync(s => s.HeldAt == null && s.CancelledAt == null && s.EndsAt < now);
        Policy = await db.Set<PolicyLink>().SingleOrDefaultAsync(l => l.Policy == PolicyLink.ChildProtection);
    }
}
