using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Breaches;
using Tutela.Web.Modules.Access.ClassAccounts;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Accounts;

/// <summary>Accounts to look at: shared, unused for longer than the policy says, or of somebody who has left.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.Administrator, Role.Headteacher)]
public sealed class AccountsModel(TutelaDb db, PackInForce pack, TimeProvider clock) : PageModel
{
    private const int Most = 200;

    public sealed record Row(string Name, string UserName, DateOnly? Day);

    public IReadOnlyList<Row> Shared { get; private set; } = [];
    public IReadOnlyList<Row> Unused { get; private set; } = [];
    public IReadOnlyList<Row> Leavers { get; private set; } = [];
    public int Days => pack.Settings.Access.UnusedDays;

    public async Task OnGetAsync()
    {
        var cut = clock.Today().AddDays(-Days);
        var opened = cut.Start();
        var classes = await (from account in db.Set<ClassAccount>()
                             join one in db.Set<SchoolClass>() on account.ClassId equals one.Id
                             where account.EndedOn == null
                             orderby one.Title
                             select new Row("Class " + one.Title, account.UserName, null)).Take(Most).ToListAsync();
        var lent = await (from breach in db.Set<SignInBreach>()
                          join request in db.Set<AccountRequest>() on breach.Id equals request.BreachId
                          join person in db.Set<Person>() on breach.PersonId equals person.Id
                          join account in db.Users on person.AccountId equals account.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          where request.Status == RequestStatus.Waiting && (breach.Kind == BreachKind.SharedLogin || breach.Kind == BreachKind.UsedAnothersLogin || breach.Kind == BreachKind.PupilUsedStaffLogin)
                          select new Row(person.GivenName + " " + person.FamilyName, account.UserName ?? "", breach.HappenedOn)).Take(Most).ToListAsync();
        Shared = [.. classes, .. lent];
        Unused = await (from person in db.Set<Person>()
                        join account in db.Users on person.AccountId equals account.Id
                        join seen in db.Set<SignInDay>() on person.Id equals seen.Id into days
                        from seen in days.DefaultIfEmpty()
                        where person.EndedOn == null && account.EndedAt == null && (seen == null ? account.CreatedAt < opened : seen.LastOn < cut)
                        orderby person.FamilyName, person.GivenName
                        select new Row(person.GivenName + " " + person.FamilyName, account.UserName!, seen == null ? null : seen.LastOn)).Take(Most).ToListAsync();
        Leavers = await (from person in db.Set<Person>()
                         join entry in db.Set<AccessEntry>() on person.Id equals entry.PersonId
                         where person.EndedOn != null && entry.NetworkId != null
                             && !db.Set<AccountRequest>().Any(r => r.PersonId == person.Id && r.Kind == RequestKind.Remove && r.Status == RequestStatus.Done)
                         orderby person.EndedOn descending
                         select new Row(person.GivenName + " " + person.FamilyName, entry.NetworkId!, person.EndedOn)).Take(Most).ToListAsync();
    }
}
