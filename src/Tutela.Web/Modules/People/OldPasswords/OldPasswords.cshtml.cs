using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.OldPasswords;

/// <summary>Whose password has not been changed this academic year. They are made to at their next sign-in.</summary>
[For(Role.Administrator, Role.Headteacher, Role.ComputingLead)]
public sealed class OldPasswordsModel(TutelaDb db, PostRegister posts, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    public sealed record Row(string Name, PersonKind Kind, DateTimeOffset? ChangedAt);

    [BindProperty(SupportsGet = true)] public int Number { get; set; } = 1;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Accounts { get; private set; }
    public int Pages => (Total + PageSize - 1) / PageSize;
    public IReadOnlyList<PostHolder> Owners { get; private set; } = [];

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        var start = SessionRules.YearStart(clock);
        var holders = from person in db.Set<Person>()
                      join account in db.Users on person.AccountId equals account.Id
                      where person.EndedOn == null && account.EndedAt == null
                      select new { person, account };
        var old = holders.Where(h => h.account.PasswordChangedAt == null || h.account.PasswordChangedAt < start);
        Accounts = await holders.CountAsync();
        Total = await old.CountAsync();
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Rows = await old.OrderBy(h => h.person.Kind).ThenBy(h => h.person.FamilyName).ThenBy(h => h.person.GivenName).Skip((Number - 1) * PageSize).Take(PageSize)
            .Select(h => new Row(h.person.GivenName + " " + h.person.FamilyName, h.person.Kind, h.account.PasswordChangedAt)).ToListAsync();
        Owners = await posts.HoldersAsync("password-owner");
    }
}
