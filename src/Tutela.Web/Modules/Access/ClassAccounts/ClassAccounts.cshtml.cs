using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.People.Contract;

namespace Tutela.Web.Modules.Access.ClassAccounts;

/// <summary>Accounts that a class shares: which class, who approved it.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class ClassAccountsModel(TutelaDb db, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public AccountInput Input { get; set; } = new();

    public sealed class AccountInput
    {
        public Guid? Class { get; set; }
        public string? UserName { get; set; }
        public Guid? Approver { get; set; }
        public Guid Ended { get; set; }
    }

    public sealed record Row(ClassAccount Account, string Class, string ApprovedBy);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Classes { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Approvers { get; private set; } = [];
    public bool CanChange => user.Is(AccessNeed.Run);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!CanChange) throw new Forbidden();
        audit.Begin(AccessProcesses.ClassAccountChanged);
        var one = Guid.TryParse(Classes.FirstOrDefault(c => c.Value == Input.Class?.ToString())?.Value, out var found) ? found : throw new Refused("Choose the class", "Input.Class");
        var name = Input.UserName?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(name) || name.Length > ClassAccount.UserNameMaxLength || name.Any(char.IsWhiteSpace)) throw new Refused("Enter the account's user name, without spaces, of at most 100 characters", "Input.UserName");
        if (Rows.Any(r => r.Account.UserName == name) || await Networks.NetworkNames.HolderAsync(db, name, Guid.Empty) is not null) throw new Refused("This user name is taken", "Input.UserName");
        if (!Approvers.Any(a => a.Value == Input.Approver?.ToString())) throw new Refused("Choose who approved it", "Input.Approver");
        var account = new ClassAccount { Id = Guid.CreateVersion7(clock.GetUtcNow()), ClassId = one, UserName = name, ApprovedById = Input.Approver!.Value, ApprovedOn = clock.Today() };
        db.Add(account);
        audit.Record(AccessProcesses.ClassAccountChanged, nameof(ClassAccount), account.Id, after: new { account.ClassId, account.UserName, account.ApprovedById });
        TempData["Success"] = "The class account is in the register.";
        return Redirect(scope.Href("access/class-accounts"));
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await LoadAsync();
        if (!CanChange) throw new Forbidden();
        var account = await db.Set<ClassAccount>().SingleOrDefaultAsync(a => a.Id == Input.Ended && a.EndedOn == null) ?? throw new NotFound();
        account.EndedOn = clock.Today();
        audit.Record(AccessProcesses.ClassAccountChanged, nameof(ClassAccount), account.Id, before: new { account.ClassId, account.UserName });
        TempData["Success"] = "The class account is ended.";
        return Redirect(scope.Href("access/class-accounts"));
    }

    private async Task LoadAsync()
    {
        Rows = await (from account in db.Set<ClassAccount>()
                      join one in db.Set<SchoolClass>() on account.ClassId equals one.Id
                      join approver in db.Set<Person>() on account.ApprovedById equals approver.Id
                      where account.EndedOn == null
                      orderby one.YearGroup, one.Title
                      select new Row(account, one.Title, approver.GivenName + " " + approver.FamilyName)).AsNoTracking().ToListAsync();
        if (!CanChange) return;
        Classes = await db.Set<SchoolClass>().Where(c => c.EndedOn == null).OrderBy(c => c.YearGroup).ThenBy(c => c.Title).Select(c => new SelectListItem(c.Title, c.Id.ToString())).ToListAsync();
        Approvers = await AccessNeed.ApproversAsync(db);
    }
}
