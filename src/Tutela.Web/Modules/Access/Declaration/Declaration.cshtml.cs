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

namespace Tutela.Web.Modules.Access.Declaration;

/// <summary>The yearly declaration: staff confirm that passwords are secret and accounts guarded. Leaders see who has not.</summary>
[For(Staff = true)]
public sealed class DeclarationModel(TutelaDb db, CurrentUser user, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public DeclarationInput Input { get; set; } = new();

    public sealed class DeclarationInput
    {
        public bool Confirmed { get; set; }
    }

    public string Line => pack.Settings.Passwords.StaffDeclaration;
    public PasswordDeclaration? Own { get; private set; }
    public IReadOnlyList<string> Missing { get; private set; } = [];
    public bool SeesMissing => user.Is(Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.Declared);
        if (Own is not null) throw new Refused("You have confirmed this for this school year.");
        if (!Input.Confirmed) throw new Refused("Read the line and tick the box", "Input.Confirmed");
        var now = clock.GetUtcNow();
        var row = new PasswordDeclaration { Id = Guid.CreateVersion7(now), PersonId = user.PersonId, AcademicYear = clock.Today().AcademicYear(), Text = Line, At = now };
        db.Add(row);
        audit.Record(AccessProcesses.Declared, nameof(PasswordDeclaration), row.Id, after: new { row.AcademicYear }, aboutPersonId: user.PersonId);
        TempData["Success"] = "Thank you. Your declaration is kept.";
        return Redirect(scope.Href("password-declaration"));
    }

    /// <summary>Staff who have not confirmed in this school year.</summary>
    internal static IQueryable<Person> Lacking(TutelaDb db, int year) => db.Set<Person>().Where(p => p.Kind == PersonKind.Staff && p.EndedOn == null
        && !db.Set<PasswordDeclaration>().Any(d => d.PersonId == p.Id && d.AcademicYear == year));

    private async Task LoadAsync()
    {
        var year = clock.Today().AcademicYear();
        Own = await db.Set<PasswordDeclaration>().AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == user.PersonId && d.AcademicYear == year);
        if (SeesMissing) Missing = await Lacking(db, year).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => p.GivenName + " " + p.FamilyName).ToListAsync();
    }
}
