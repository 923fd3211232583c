using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Coverage;

/// <summary>Everybody whom one document concerns, with search: who is missing, and who has only one of two signatures.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class PeoplePageModel(AgreementCoverage coverage, AgreementReading reading) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public string? Document { get; set; }
    [BindProperty(SupportsGet = true)] public Audience? Who { get; set; }
    [BindProperty(SupportsGet = true)] public string? State { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true, Name = "page")] public int PageNumber { get; set; } = 1;

    public string Title { get; private set; } = "";
    public IReadOnlyList<PersonStanding> Rows { get; private set; } = [];
    public int Found { get; private set; }
    public int Pages { get; private set; }
    public IReadOnlyList<SelectListItem> States { get; } =
    [
        new("Everybody", ""), new("Missing", "missing"), new("Only one of two signatures", "one"), .. StandingWords.All.Select(s => new SelectListItem(s.Words(), s.ToString())),
    ];

    public async Task OnGetAsync()
    {
        var document = coverage.Documents.FirstOrDefault(d => Document is null || d.Id == Document) ?? throw new NotFound();
        Document = document.Id;
        Title = reading.TitleOf(document.Id);
        var words = (Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var rows = (await coverage.PeopleAsync(document, audience: Who))
            .Where(p => Matches(p.Standing))
            .Where(p => words.All(w => p.Person.Name.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        Found = rows.Count;
        Pages = Math.Max(1, (Found + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = rows.Skip((PageNumber - 1) * PageSize).Take(PageSize).ToList();
    }

    public string Href(string page) => $"?document={Uri.EscapeDataString(Document!)}&who={Who}&state={Uri.EscapeDataString(State ?? "")}&q={Uri.EscapeDataString(Q ?? "")}&page={page}";

    private bool Matches(Standing standing) => State switch
    {
        "missing" => standing != Standing.InForce,
        "one" => standing is Standing.PupilOnly or Standing.ParentOnly,
        _ => !Enum.TryParse<Standing>(State, out var wanted) || standing == wanted,
    };
}
