using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Equipment.List;

[For(Role.IctSupport, Role.ComputingLead, Role.Administrator)]
public sealed class ListModel(TutelaDb db, TimeProvider clock) : PageModel
{
    private const int PerPage = 50;

    [FromQuery(Name = "q")] public string? Search { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    /// <summary>Only those of which it is not recorded that a password protects them.</summary>
    [FromQuery(Name = "unprotected")] public bool Unprotected { get; set; }
    public int WithoutPassword { get; private set; }
    /// <summary>Only those that should have come back.</summary>
    [FromQuery(Name = "late")] public bool Late { get; set; }
    public int LateCount { get; private set; }
    public DateOnly Today => clock.Today();

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Count { get; private set; }
    public int Pages { get; private set; }

    public sealed record Row(Device Device, string? LentTo, DateTimeOffset? Since, bool GoesHome, DateOnly? DueOn);

    public async Task OnGetAsync()
    {
        var devices = db.Set<Device>().AsNoTracking().Where(d => d.RetiredAt == null);
        var bare = devices.Where(d => d.PasswordProtected != true && d.Kind != DeviceKind.Gateway);
        WithoutPassword = await bare.CountAsync();
        if (Unprotected) devices = bare;
        var today = clock.Today();
        var late = devices.Where(d => db.Set<DeviceLoan>().Any(l => l.DeviceId == d.Id && l.Until == null && l.DueOn < today));
        LateCount = await late.CountAsync();
        if (Late) devices = late;
        var search = Search?.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (!string.IsNullOrEmpty(search))
        {
            var pattern = Like.Holding(search);
            devices = devices.Where(d => EF.Functions.ILike(d.Name, pattern) || EF.Functions.ILike(d.AssetNumber!, pattern) || EF.Functions.ILike(d.Mac!, pattern) || d.Address == search);
        }
        Count = await devices.CountAsync();
        Pages = (Count + PerPage - 1) / PerPage;
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, Pages));
        var page = await devices.OrderBy(d => d.Name).ThenBy(d => d.Id).Skip((PageNumber - 1) * PerPage).Take(PerPage).ToListAsync();
        var ids = page.Select(d => d.Id).ToArray();
        var loans = await (from loan in db.Set<DeviceLoan>().AsNoTracking()
                           where ids.Contains(loan.DeviceId) && loan.Until == null
                           join person in db.Set<Person>() on loan.PersonId equals person.Id into people
                           from person in people.DefaultIfEmpty()
                           select new { loan.DeviceId, loan.ClassName, loan.From, loan.GoesHome, loan.DueOn, Name = person == null ? null : person.GivenName + " " + person.FamilyName }).ToDictionaryAsync(l => l.DeviceId);
        Rows = [.. page.Select(d => loans.TryGetValue(d.Id, out var loan) ? new Row(d, loan.Name ?? $"Class {loan.ClassName}", loan.From, loan.GoesHome, loan.DueOn) : new Row(d, null, null, false, null))];
    }
}
