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

namespace Tutela.Web.Modules.Access.Requests;

/// <summary>Asks ICT support to do something with one person's account.</summary>
[For(Staff = true)]
public sealed class NewModel(TutelaDb db, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public RequestInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public Guid? Person { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    public sealed class RequestInput
    {
        public RequestKind? Kind { get; set; }
        public string? System { get; set; } = "School network";
        public string? Needed { get; set; }
        public string? Why { get; set; }
    }

    public Person? For { get; private set; }
    public IReadOnlyList<Person> Matches { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.Asked);
        if (For is null) throw new NotFound();
        if (!ModelState.IsValid) return Page();
        var request = AccountRequest.Ask(Input.Kind, For.Id, Input.System, Input.Needed, Input.Why, user.PersonId, clock.GetUtcNow());
        db.Add(request);
        audit.Record(AccessProcesses.Asked, nameof(AccountRequest), request.Id, after: new { request.Kind, request.System }, aboutPersonId: For.Id);
        TempData["Success"] = "ICT support is asked.";
        return Redirect(scope.Href("access/requests"));
    }

    private async Task LoadAsync()
    {
        if (Person is { } id) For = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Kind != PersonKind.Parent);
        else if (!string.IsNullOrWhiteSpace(Q))
            Matches = await db.Set<Person>().AsNoTracking().Where(p => p.Kind != PersonKind.Parent && p.EndedOn == null).NameHolds(Q.Replace("\0", "", StringComparison.Ordinal)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(20).ToListAsync();
    }
}
