using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Register;

/// <summary>Who has internet access: granted, refused, withdrawn, ended, with reason and since; search, filter, counts, export.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class RegisterModel(TutelaDb db, CurrentUser user, LevelDesk levels, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Exported = new("access.exported", "The register of internet access was exported");
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public AccessState? State { get; set; }
    [BindProperty(SupportsGet = true)] public PersonKind? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true, Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyDictionary<AccessState, int> Counts { get; private set; } = new Dictionary<AccessState, int>();
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Found { get; private set; }
    public int Pages { get; private set; }
    public IReadOnlyList<SelectListItem> Kinds { get; } =
    [
        new("Everybody", ""), new("Pupils", nameof(PersonKind.Pupil)), new("Staff", nameof(PersonKind.Staff)), new("Governors", nameof(PersonKind.Governor)), new("Visitors", nameof(PersonKind.Visitor)),
    ];
    public IReadOnlyList<SelectListItem> States { get; } = [new("Every state", ""), .. Enum.GetValues<AccessState>().Select(s => new SelectListItem(s.ToString(), s.ToString()))];

    public sealed record Row(AccessEntry Entry, Person Person);

    private ILookup<Guid, Role> _roles = Array.Empty<(Guid, Role)>().ToLookup(r => r.Item1, r => r.Item2);

    public AccessLevel LevelOf(Row row) => levels.Of(SchoolNetwork.School, row.Entry, _roles[row.Person.Id]);

    public string ReasonOf(Row row) => AccessNeed.ReasonFor(user, row.Entry);

    public string Href(string page) => $"?state={State}&kind={Kind}&q={Uri.EscapeDataString(Q ?? "")}&page={page}";

    public async Task OnGetAsync()
    {
        Counts = await db.Set<AccessEntry>().GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var found = Wanted();
        Found = await found.CountAsync();
        Pages = Math.Max(1, (Found + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await found.Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync();
        await LoadLevelsAsync(Rows);
    }

    /// <summary>The rows that the filter shows, as CSV.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        var rows = await Wanted().ToListAsync();
        await LoadLevelsAsync(rows);
        audit.Record(Exported, nameof(AccessEntry), Guid.CreateVersion7(clock.GetUtcNow()), after: new { rows = rows.Count, State, Kind });
        var csv = new StringBuilder(Csv.Line("Name", "Kind", "Year", "State", "Reason", "Since", "Last day", "Terms", "Level", "Network ID", "E-mail address"));
        foreach (var row in rows)
            csv.Append(Csv.Line(row.Person.Name, row.Person.Kind.ToString(), Person.YearGroupName(row.Person.YearGroup), row.Entry.State.ToString(), ReasonOf(row),
                Csv.Day(row.Entry.Since.LondonDay()), Csv.Day(row.Entry.EndsOn),
                row.Entry.Terms.Title(), LevelOf(row).Title(), row.Entry.NetworkId ?? "", row.Entry.Mailbox ?? ""));
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(csv.ToString())).ToArray(), "text/csv", $"internet-access-{Csv.Day(clock.GetUtcNow().LondonDay())}.csv");
    }

    private async Task LoadLevelsAsync(IReadOnlyList<Row> rows)
    {
        await levels.LoadAsync();
        var ids = rows.Select(r => r.Person.Id).ToArray();
        _roles = (await db.Set<RoleHolding>().Where(h => h.Until == null && ids.Contains(h.PersonId)).Select(h => new { h.PersonId, h.Role }).ToListAsync()).ToLookup(h => h.PersonId, h => h.Role);
    }

    private IQueryable<Row> Wanted()
    {
        var people = db.Set<Person>().AsNoTracking();
        if (Kind is { } kind) people = people.Where(p => p.Kind == kind);
        if (!string.IsNullOrWhiteSpace(Q)) people = people.NameHolds(Q);
        var entries = db.Set<AccessEntry>().AsNoTracking();
        if (State is { } state) entries = entries.Where(e => e.State == state);
        return from entry in entries join person in people on entry.PersonId equals person.Id orderby person.FamilyName, person.GivenName, person.Id select new Row(entry, person);
    }
}
