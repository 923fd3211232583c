using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Access.Told;

/// <summary>Where each member of staff was told the rules for passwords, and what pupils of each year learn.</summary>
[For(Role.Administrator, Role.Headteacher, Role.ComputingLead, Role.SeniorLeader)]
public sealed class ToldModel(TutelaDb db, CurrentUser user, PackInForce pack, AgreementStandings standings, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public ToldInput Input { get; set; } = new();

    public sealed class ToldInput
    {
        public string? Place { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Day")] public DateOnly? On { get; set; }
        public List<Guid> People { get; set; } = [];
    }

    public sealed record Row(Guid Id, string Name, IReadOnlyDictionary<string, DateOnly> Places);
    public sealed record YearRow(string Year, int Pupils, string? Outcome);

    public IReadOnlyList<string> Places => pack.Settings.Passwords.StaffToldBy;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<YearRow> Years { get; private set; } = [];
    public int Signed { get; private set; }
    public int Pupils { get; private set; }
    public IReadOnlyList<SelectListItem> PlaceItems => [.. Places.Select(p => new SelectListItem(p, p))];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.Told);
        if (!Places.Contains(Input.Place)) throw new Refused("Choose where they were told", "Input.Place");
        if (!ModelState.IsValid) return Page();
        if (Input.On is not { } day) throw new Refused("Enter the day", "Input.On");
        if (day > clock.Today()) throw new Refused("The day can't be in the future", "Input.On");
        var people = Rows.Select(r => r.Id).Where(Input.People.Contains).ToArray();
        if (people.Length == 0) throw new Refused("Tick everybody who was told", "Input.People");
        var (place, now) = (Input.Place!, clock.GetUtcNow());
        var known = await db.Set<PasswordTelling>().Where(t => t.Place == place && people.Contains(t.PersonId)).ToDictionaryAsync(t => t.PersonId);
        foreach (var person in people)
        {
            if (!known.TryGetValue(person, out var row)) db.Add(row = new PasswordTelling { Id = Guid.CreateVersion7(now), PersonId = person, Place = place });
            (row.ToldOn, row.RecordedById) = (day, user.PersonId);
            audit.Record(AccessProcesses.Told, nameof(PasswordTelling), row.Id, after: new { place, day }, aboutPersonId: person);
        }
        TempData["Success"] = people.Length == 1 ? "Recorded for 1 person." : $"Recorded for {people.Length} people.";
        return Redirect(scope.Href("access/password-rules"));
    }

    private async Task LoadAsync()
    {
        var staff = await db.Set<Person>().AsNoTracking().Where(p => p.Kind == PersonKind.Staff && p.EndedOn == null).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ToListAsync();
        var told = (await db.Set<PasswordTelling>().AsNoTracking().ToListAsync()).ToLookup(t => t.PersonId);
        Rows = staff.ConvertAll(p => new Row(p.Id, p.Name, told[p.Id].ToDictionary(t => t.Place, t => t.ToldOn)));
        Years = await YearsAsync(db, pack.Settings.Passwords);
        (Signed, Pupils) = await SignedAsync(standings);
    }

    internal static async Task<List<YearRow>> YearsAsync(TutelaDb db, PasswordSettings passwords) =>
        [.. (await db.Set<Person>().Where(p => p.Kind == PersonKind.Pupil && p.EndedOn == null && p.YearGroup != null).GroupBy(p => p.YearGroup!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync())
            .OrderBy(g => g.Key).Select(g => new YearRow(Person.YearGroupName(g.Key), g.Count, passwords.Outcomes.FirstOrDefault(o => o.Phases.Contains(SchoolPhases.OfYear(g.Key)))?.Outcome))];

    /// <summary>Pupils whose agreement, which shows the rule, is in force.</summary>
    internal static async Task<(int Signed, int Total)> SignedAsync(AgreementStandings standings)
    {
        var figures = await standings.FiguresAsync(Audience.Pupils);
        return (figures.Sum(f => f.Signed), figures.Sum(f => f.Total));
    }
}
