using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using HeldRole = Tutela.Web.Platform.Identity.Role;

namespace Tutela.Web.Modules.People.Lists;

/// <summary>Everybody at the school, to find one of them. Five queries, whatever the size.</summary>
[For(HeldRole.Administrator, HeldRole.Headteacher, HeldRole.SeniorLeader, HeldRole.DesignatedSafeguardingLead, HeldRole.DeputySafeguardingLead)]
public sealed class PeopleModel(TutelaDb db, PeopleDirectory directory, PeopleAccess access, TimeProvider clock) : PageModel
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    [BindProperty(SupportsGet = true)] public PersonKind? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public HeldRole? Role { get; set; }
    [BindProperty(SupportsGet = true)] public int? Year { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Class { get; set; }
    [BindProperty(SupportsGet = true)] public bool Left { get; set; }
    [BindProperty(SupportsGet = true)] public int Number { get; set; } = 1;

    public sealed record Row(Guid Id, string Name, PersonKind Kind, IReadOnlyList<HeldRole> Roles, string YearAndClass, string SignIn, DateOnly? EndedOn);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages => (Total + PageSize - 1) / PageSize;
    public bool MayManage => access.MayManage;
    public bool IsFiltered => Name is { Length: > 0 } || Kind is not null || Role is not null || Year is not null || Class is not null || Left;
    public bool IsSchoolEmpty { get; private set; }
    public List<SelectListItem> Classes { get; private set; } = [];
    public static List<SelectListItem> Kinds => [.. Enum.GetValues<PersonKind>().Select(k => new SelectListItem(k.Title(), k.ToString()))];
    public static List<SelectListItem> AllRoles => [.. Enum.GetValues<HeldRole>().Select(r => new SelectListItem(r.Name(), r.ToString()))];
    public static List<SelectListItem> Years => [.. Enumerable.Range(-1, 8).Select(y => new SelectListItem(Person.YearGroupName(y), y.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    public string PageHref => "?" + string.Join('&', Query().Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}").Append("Number={0}"));

    public async Task OnGetAsync()
    {
        // A filter that makes no sense is no filter.
        ModelState.Clear();
        Classes = await db.Set<SchoolClass>().Where(c => c.EndedOn == null).OrderByDescending(c => c.Kind).ThenBy(c => c.Title)
            .Select(c => new SelectListItem(c.Title, c.Id.ToString())).Take(500).ToListAsync();
        var found = Filtered();
        Total = await found.CountAsync();
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        var people = await found.OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ThenBy(p => p.Id).Skip((Number - 1) * PageSize).Take(PageSize)
            .Include(p => p.Roles.Where(r => r.Until == null)).AsNoTracking().ToListAsync();
        var ids = people.ConvertAll(p => p.Id);
        var classes = (await (from member in directory.Members
                              join one in db.Set<SchoolClass>() on member.ClassId equals one.Id
                              where ids.Contains(member.PersonId) && one.EndedOn == null && one.Kind == ClassKind.Registration
                              select new { member.PersonId, one.Title }).ToListAsync()).ToLookup(m => m.PersonId, m => m.Title);
        var now = clock.GetUtcNow();
        var invited = await db.Set<Link>().Where(l => ids.Contains(l.PersonId) && l.Purpose == LinkPurpose.Join && l.UsedAt == null && l.ExpiresAt > now).Select(l => l.PersonId).Distinct().ToListAsync();
        Rows = people.ConvertAll(p => new Row(p.Id, p.Name, p.Kind, [.. p.Roles.Select(r => r.Role).Order()],
            YearAndClass(Person.YearGroupName(p.YearGroup), [.. classes[p.Id].Distinct()]),
            p.EndedOn is not null ? "" : p.AccountId is not null ? "Can sign in" : invited.Contains(p.Id) ? "Invited" : "No sign-in", p.EndedOn));
        IsSchoolEmpty = !IsFiltered && Total <= 1;
    }

    // Many schools put the year into the class's name; then it is not said twice.
    private static string YearAndClass(string year, List<string> classes) =>
        string.Join(", ", classes.Exists(c => c.StartsWith(year, StringComparison.OrdinalIgnoreCase)) || year.Length == 0 ? classes : classes.Prepend(year));

    private IQueryable<Person> Filtered()
    {
        var people = db.Set<Person>().Where(p => Left ? p.EndedOn != null : p.EndedOn == null);
        if (Name is { Length: > 0 } name) people = people.NameHolds(name);
        if (Kind is { } kind) people = people.Where(p => p.Kind == kind);
        if (Role is { } role) people = people.Where(p => p.Roles.Any(r => r.Role == role && r.Until == null));
        if (Year is { } year) people = people.Where(p => p.YearGroup == year);
        if (Class is { } one) people = people.Where(p => directory.Members.Any(m => m.ClassId == one && m.PersonId == p.Id));
        return people;
    }

    private IEnumerable<KeyValuePair<string, string>> Query()
    {
        if (Name is { Length: > 0 }) yield return new("Name", Name);
        if (Kind is { } kind) yield return new("Kind", kind.ToString());
        if (Role is { } role) yield return new("Role", role.ToString());
        if (Year is { } year) yield return new("Year", year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (Class is { } one) yield return new("Class", one.ToString());
        if (Left) yield return new("Left", "true");
    }
}
