using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Detail;

/// <summary>One person: roles, classes, family, sign-in. Those who manage give and end roles here.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class DetailModel(TutelaDb db, PeopleDirectory directory, AudienceRegister audiences, WorkplaceRegister workplaces, PeopleAccess access, PostVacancy vacancy, PostFilling filling, RoleDesk roles, Invitations invitations, Notifier notifier,
    CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public RoleInput Input { get; set; } = new();

    public sealed class RoleInput
    {
        [Required(ErrorMessage = "Choose a role")] public Role? Role { get; set; }
    }

    public Person Person { get; private set; } = null!;
    public IReadOnlyList<RoleHolding> Holdings { get; private set; } = [];
    public IReadOnlyList<SchoolClass> Classes { get; private set; } = [];
    public IReadOnlyList<Parent> Parents { get; private set; } = [];
    public IReadOnlyList<Person> Children { get; private set; } = [];
    /// <summary>What the policy and its documents count this person as today.</summary>
    public string Counts { get; private set; } = "";
    public IReadOnlyList<Workplace> Workplaces { get; private set; } = [];
    public string? UserName { get; private set; }
    public bool IsLocked { get; private set; }
    public DateTimeOffset? InvitedUntil { get; private set; }
    public List<SelectListItem> Choices { get; private set; } = [];
    public bool MayManage => access.MayManage;
    public bool IsSelf => Person.Id == user.PersonId;

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostGiveAsync(Guid id)
    {
        await LoadToChangeAsync(id);
        if (!ModelState.IsValid) return Page();
        var role = Input.Role!.Value;
        audit.Begin(RoleDesk.Given);
        await filling.GiveAsync(Person, role, "Input.Role");
        TempData["Success"] = $"{Person.Name} now has the role {role.Name()}.";
        return Redirect(scope.Href($"people/{id}"));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, Role role)
    {
        ModelState.Clear();
        await LoadToChangeAsync(id);
        audit.Begin(RoleDesk.Taken);
        if (!Person.Roles.Any(r => r.Role == role && r.Until is null)) throw new Refused($"{Person.Name} does not have this role now.", "Input.Role");
        RoleGiving.CheckEnd(role, role == Role.Administrator ? (await roles.HoldersAsync(Role.Administrator)).Count : 2);
        await vacancy.CheckEndAsync(id, role, "Input.Role");
        roles.End(Person, role);
        await notifier.TellAsync([Person.Id, user.PersonId], $"{Person.Name} no longer has the role {role.Name()}. It was ended by {user.Name}.", "notices", mail: false);
        TempData["Success"] = $"{Person.Name} no longer has the role {role.Name()}.";
        return Redirect(scope.Href($"people/{id}"));
    }

    public async Task<IActionResult> OnPostInviteAsync(Guid id)
    {
        ModelState.Clear();
        await LoadToChangeAsync(id);
        await invitations.SendAsync(Person);
        TempData["Success"] = $"A link is on its way to {Person.Email}.";
        return Redirect(scope.Href($"people/{id}"));
    }

    private async Task LoadToChangeAsync(Guid id)
    {
        if (!access.MayManage) throw new Forbidden();
        await db.LockAsync<Person>(id);
        await LoadAsync(id);
        if (Person.EndedOn is not null) throw new Refused("This person has left the school.", "Input.Role");
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().Include(p => p.Roles).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        Holdings = [.. Person.Roles.OrderBy(r => r.Until is not null).ThenBy(r => r.Role).ThenByDescending(r => r.From)];
        Classes = await (from member in directory.Members
                         join one in db.Set<SchoolClass>() on member.ClassId equals one.Id
                         where member.PersonId == id && one.EndedOn == null
                         orderby one.Kind descending, one.Title
                         select one).AsNoTracking().ToListAsync();
        if (Person.Kind == PersonKind.Pupil) Parents = await directory.ParentsOfAsync(id);
        else Children = await directory.PupilsOfParentAsync(id);
        var counted = await audiences.OfAsync(id);
        Counts = counted.Count == 0 ? "Nothing: the policy asks nothing of this person" : string.Join(", ", counted.Order().Select(a => a.One()));
        if (Person.Kind == PersonKind.Staff) Workplaces = await workplaces.OfAsync(id);
        var now = clock.GetUtcNow();
        if (Person.AccountId is { } account)
        {
            var found = await db.Users.AsNoTracking().Where(a => a.Id == account && a.EndedAt == null).Select(a => new { a.UserName, a.LockoutEnd }).SingleOrDefaultAsync();
            (UserName, IsLocked) = (found?.UserName, found?.LockoutEnd > now);
        }
        else
        {
            InvitedUntil = await db.Set<Link>().Where(l => l.PersonId == id && l.Purpose == LinkPurpose.Join && l.UsedAt == null && l.ExpiresAt > now).MaxAsync(l => (DateTimeOffset?)l.ExpiresAt);
        }
        Choices = [.. RoleGiving.RolesOf(Person.Kind).Where(r => !Person.Roles.Any(h => h.Role == r && h.Until is null)).Select(r => new SelectListItem(r.Name(), r.ToString()))];
    }
}
