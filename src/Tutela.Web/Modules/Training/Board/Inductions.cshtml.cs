using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Board;

/// <summary>Starters who have not covered their induction, late ones first.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class InductionsModel(TutelaDb db, CurrentUser user, TrainingRecords records, TrainingDesk desk, TrainingTopics topics, PackInForce pack, SchoolScope scope) : PageModel
{
    public sealed record Row(Guid Id, string Name, DateOnly StartedOn, DateOnly DueOn, bool IsLate, string Missing);

    [BindProperty] public NotNeededInput Input { get; set; } = new();

    public sealed class NotNeededInput
    {
        public List<Guid> People { get; set; } = [];
        public string? Reason { get; set; }
    }

    public IReadOnlyList<Row> Open { get; private set; } = [];
    public int Finished { get; private set; }
    public int NotNeeded { get; private set; }
    public int Days => pack.Settings.Training.InductionDays;
    public string Topics => string.Join(", ", topics.In(TopicList.Induction).Select(t => t.Name.ToLowerInvariant()));
    public IReadOnlyList<SelectListItem> Choices => [.. Open.Select(r => new SelectListItem(r.Name, r.Id.ToString()))];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var people = await desk.NoInductionAsync(Input.People, Input.Reason, user.PersonId);
        TempData["Success"] = people == 1 ? "1 person needs no induction" : $"{people} people need no induction";
        return Redirect(scope.Href("training/inductions"));
    }

    private async Task LoadAsync()
    {
        var all = (await records.LoadAsync()).Select(p => (p.Person, Standing: p.Of(Requirement.Induction))).Where(p => p.Standing is not null).ToList();
        Open = [.. all.Where(p => !p.Standing!.Holds).Select(p => new Row(p.Person.Id, p.Person.Name, p.Person.Induction!.StartedOn, p.Person.Induction.DueOn, p.Standing!.State == StandingState.Overdue,
            string.Join("; ", p.Standing.Missing.Select(m => m.Name)))).OrderByDescending(r => r.IsLate).ThenBy(r => r.DueOn)];
        Finished = all.Count - Open.Count;
        NotNeeded = await db.Set<Induction>().CountAsync(i => i.NotNeededReason != null);
    }
}
