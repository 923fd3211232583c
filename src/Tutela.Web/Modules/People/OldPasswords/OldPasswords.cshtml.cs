using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.OldPasswords;

/// <summary>Whose password is older than the rule of their role allows. They are made to at their next sign-in.</summary>
[For(Role.Administrator, Role.Headteacher, Role.ComputingLead)]
public sealed class OldPasswordsModel(TutelaDb db, PostRegister posts, PasswordDesk passwords) : PageModel
{
    private const int PageSize = 50;

    public sealed record Row(string Name, PersonKind Kind, DateTimeOffset? ChangedAt);

    [BindProperty(SupportsGet = true)] public int Number { get; set; } = 1;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Accounts { get; private set; }
    public int Pages => (Total + PageSize - 1) / PageSize;
    public IReadOnlyList<Policies.Contract.Packs.PasswordRule> Rules => passwords.Rules;
    public IReadOnlyList<PostHolder> Owners { get; private set; } = [];

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        // One row a sign-in: the rule goes by kind and year, so that it is asked here and not in SQL.
        var holders = await (from person in db.Set<Person>()
                             join account in db.Users on person.AccountId equals account.Id
                             where person.EndedOn == null && account.EndedAt == null
                             orderby person.Kind, person.FamilyName, person.GivenName
                             select new { Name = person.GivenName + " " + person.FamilyName, person.Kind, person.YearGroup, account.PasswordChangedAt }).ToListAsync();
        var old = holders.Where(h => passwords.IsOld(h.Kind, h.YearGroup, h.PasswordChangedAt)).ToList();
        (Accounts, Total) = (holders.Count, old.Count);
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Rows = [.. old.Skip((Number - 1) * PageSize).Take(PageSize).Select(h => new Row(h.Name, h.Kind, h.PasswordChangedAt))];
        Owners = await posts.HoldersAsync("password-owner");
    }
}
