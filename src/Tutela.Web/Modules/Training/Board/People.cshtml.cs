using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Board;

/// <summary>People with what is asked of them: by requirement, by where they stand, by name. Those with a gap come first; of governors, those on a
/// group for child protection, technology, health and safety or online safety before the others.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class PeopleModel(TrainingRecords records, TrainingTopics topics) : PageModel
{
    public const int PageSize = 50;
    public const string Without = "without";

    public sealed record Row(Trainee Person, Standing Standing);

    [BindProperty(SupportsGet = true)] public Requirement? Requirement { get; set; }
    [BindProperty(SupportsGet = true)] public string? State { get; set; }
    [BindProperty(SupportsGet = true)] public string? Topic { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true, Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Found { get; private set; }
    public int Pages { get; private set; }
    public string Heading => Requirement is { } one ? one.Title() : "People and their training";
    public string? TopicName => topics.Find(Topic ?? "")?.Name;
    public IReadOnlyList<SelectListItem> Requirements { get; } = [new("All training", ""), .. RequirementWords.All.Select(r => new SelectListItem(r.Title(), r.ToString()))];
    public IReadOnlyList<SelectListItem> States { get; } =
        [new("Everybody who is asked", ""), new("Without it", Without), .. Enum.GetValues<StandingState>().Select(s => new SelectListItem(s.Words(), s.ToString()))];

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        var words = (Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var rows = (from person in await records.LoadAsync()
                    where words.All(w => person.Person.Name.Contains(w, StringComparison.OrdinalIgnoreCase))
                    from standing in person.Standings
                    where (Requirement is null || standing.Requirement == Requirement) && Matches(standing) && (TopicName is null || standing.Missing.Any(m => m.Id == Topic))
                    orderby standing.Holds, person.Person.Group is null
                    select new Row(person.Person, standing)).ToList();
        Found = rows.Count;
        Pages = Math.Max(1, (Found + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = [.. rows.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
    }

    public string Href(string page) => $"?requirement={Requirement}&state={Uri.EscapeDataString(State ?? "")}&topic={Uri.EscapeDataString(Topic ?? "")}&q={Uri.EscapeDataString(Q ?? "")}&page={page}";

    private bool Matches(Standing standing) => State == Without ? !standing.Holds : !Enum.TryParse<StandingState>(State, out var wanted) || standing.State == wanted;
}
