using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Detail;

/// <summary>One person's access: withdraw with a reason, give back, let a visitor in until a day.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class DetailModel(TutelaDb db, CurrentUser user, AccessRegister register, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public DetailInput Input { get; set; } = new();

    public AccessEntry Entry { get; private set; } = null!;
    public Person Person { get; private set; } = null!;
    public string? Host { get; private set; }
    public string Reason { get; private set; } = "";
    public bool IsVisitor => Person.Kind == PersonKind.Visitor;
    public bool CanWithdraw => user.Is(AccessNeed.Withdraw) && Person.Id != user.PersonId && Entry.State is AccessState.Granted or AccessState.Refused;
    public bool CanGiveBack => user.Is(AccessNeed.Withdraw) && Person.Id != user.PersonId && Entry.HeldBack;
    public bool CanLetIn => user.Is(AccessNeed.LetIn) && IsVisitor && Person.Id != user.PersonId && Person.EndedOn is null && !Entry.HeldBack;

    public sealed class DetailInput
    {
        public string? Reason { get; set; }
        [Display(Name = "Last day of the visit")] public DateOnly? Until { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id) => ChangeAsync(id, AccessNeed.Withdraw, _ => Entry.Withdraw(Input.Reason, clock.GetUtcNow()), "Access is withdrawn.");

    public Task<IActionResult> OnPostGiveBackAsync(Guid id) =>
        ChangeAsync(id, AccessNeed.Withdraw, standing => Entry.GiveBack(standing, clock.GetUtcNow()), null);

    public Task<IActionResult> OnPostLetInAsync(Guid id) =>
        ChangeAsync(id, AccessNeed.LetIn, standing => Entry.LetIn(standing, Input.Until, user.PersonId, clock.GetUtcNow()), "The visitor has access until that day.");

    private async Task<IActionResult> ChangeAsync(Guid id, Role[] may, Action<AccessEntry.Standing> change, string? done)
    {
        await LoadAsync(id);
        if (!user.Is(may) || Person.Id == user.PersonId) throw new Forbidden();
        if (!ModelState.IsValid) return Page();
        audit.Begin(AccessRegister.Changed);
        await db.LockAsync<AccessEntry>(Entry.Id);
        await db.Entry(Entry).ReloadAsync();
        var before = new { Entry.State, Entry.Reason, Entry.EndsOn };
        change(await register.StandingAsync(Person));
        audit.Record(AccessRegister.Changed, nameof(AccessEntry), Person.Id, before, new { Entry.State, Entry.Reason, Entry.EndsOn }, aboutPersonId: Person.Id);
        TempData["Success"] = done ?? (Entry.State == AccessState.Granted ? "Access is given back." : $"Access is no longer withdrawn. It is still {Entry.State.ToString().ToLowerInvariant()}: {Entry.Reason.ToLowerInvariant()}.");
        return Redirect(scope.Href($"access/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        Entry = await db.Set<AccessEntry>().SingleOrDefaultAsync(e => e.PersonId == id) ?? throw new NotFound();
        Reason = AccessNeed.ReasonFor(user, Entry);
        if (Entry.HostId is { } host) Host = await db.Set<Person>().Where(p => p.Id == host).Select(p => p.GivenName + " " + p.FamilyName).SingleOrDefaultAsync();
    }
}
