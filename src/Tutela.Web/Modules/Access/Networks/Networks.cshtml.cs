using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Policies.Contract;

namespace Tutela.Web.Modules.Access.Networks;

/// <summary>The school's networks: for whom each is, what each role's login opens on it, which devices are on it.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class NetworksModel(TutelaDb db, CurrentUser user, LevelDesk levels, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int Most = 200;

    [BindProperty] public LevelInput Input { get; set; } = new();

    public sealed class LevelInput
    {
        public SchoolNetwork? Network { get; set; }
        public Role? Role { get; set; }
        public AccessLevel? Level { get; set; }
    }

    public sealed record Row(Role Role, AccessLevel School, AccessLevel OwnDevice);
    public sealed record DeviceRow(string Name, string UserName, string Device, SchoolNetwork Network, DateTimeOffset Since);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<DeviceRow> Devices { get; private set; } = [];
    public string OwnDeviceName => pack.Settings.OwnDeviceNetwork.Name;
    public string Audience => string.Join(", ", pack.Settings.OwnDeviceNetwork.Audiences.Select(a => a.ToString().ToLowerInvariant()));
    public IReadOnlyList<string> Terms => pack.Settings.Access.OwnDeviceTerms;
    public bool CanChange => user.Is(Role.ComputingLead, Role.Administrator);
    public IReadOnlyList<SelectListItem> NetworkItems => [new("The school's network", nameof(SchoolNetwork.School)), new(OwnDeviceName, nameof(SchoolNetwork.OwnDevice))];
    public IReadOnlyList<SelectListItem> RoleItems { get; } = [.. Shown.Select(r => new SelectListItem(r.Name(), r.ToString()))];
    public IReadOnlyList<SelectListItem> LevelItems { get; } = [.. Enum.GetValues<AccessLevel>().Select(l => new SelectListItem(l.Title(), l.ToString()))];

    private static IEnumerable<Role> Shown => Enum.GetValues<Role>().Where(r => r is not (Role.Parent or Role.TrustOfficer));

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!CanChange) throw new Forbidden();
        audit.Begin(AccessProcesses.LevelChanged);
        if (Input.Network is not { } network) throw new Refused("Choose the network", "Input.Network");
        if (Input.Role is not { } role || !Shown.Contains(role)) throw new Refused("Choose the role", "Input.Role");
        if (Input.Level is not { } level) throw new Refused("Choose what the login opens", "Input.Level");
        var before = levels.Of(network, role);
        var row = await db.Set<NetworkLevel>().SingleOrDefaultAsync(l => l.Network == network && l.Role == role);
        if (row is null) db.Add(row = new NetworkLevel { Id = Guid.CreateVersion7(clock.GetUtcNow()), Network = network, Role = role });
        row.Level = level;
        audit.Record(AccessProcesses.LevelChanged, nameof(NetworkLevel), row.Id, new { network, role, level = before }, new { network, role, level });
        TempData["Success"] = "The level is changed.";
        return Redirect(scope.Href("access/networks"));
    }

    private async Task LoadAsync()
    {
        await levels.LoadAsync();
        Rows = [.. Shown.Select(r => new Row(r, levels.Of(SchoolNetwork.School, r), levels.Of(SchoolNetwork.OwnDevice, r)))];
        Devices = await (from grant in db.Set<NetworkGrant>()
                         join person in db.Set<Person>() on grant.PersonId equals person.Id
                         where grant.EndedAt == null
                         orderby person.FamilyName, person.GivenName, grant.GrantedAt
                         select new DeviceRow(person.GivenName + " " + person.FamilyName, grant.UserName, grant.Device, grant.Network, grant.GrantedAt)).Take(Most).ToListAsync();
    }
}
