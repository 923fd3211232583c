using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Access.Mailboxes;
using Tutela.Web.Modules.Access.Networks;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Access.Detail;

/// <summary>One person's access: withdraw with a reason, give back, let somebody in until a day; their account, user name and mailbox.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class DetailModel(TutelaDb db, CurrentUser user, AccessRegister register, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public DetailInput Input { get; set; } = new();

    public AccessEntry Entry { get; private set; } = null!;
    public Person Person { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<NetworkGrant> Devices { get; private set; } = [];
    public IReadOnlyList<AccessGrant> Grants { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Approvers { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Levels { get; } = [.. AccessLevels.Limited.Select(l => new SelectListItem(l.Title(), l.ToString()))];
    public string Reason { get; private set; } = "";
    public bool IsVisitor => Person.Kind == PersonKind.Visitor;
    public bool IsPupil => Person.Kind == PersonKind.Pupil;
    public bool IsOther => Person.Id != user.PersonId;
    public bool CanWithdraw => user.Is(AccessNeed.Withdraw) && IsOther && !Entry.HeldBack && Entry.State is AccessState.Granted or AccessState.Refused;
    public bool CanGiveBack => user.Is(AccessNeed.Withdraw) && IsOther && Entry.HeldBack;
    public bool CanLetIn => user.Is(AccessNeed.LetIn) && Person.Kind is PersonKind.Visitor or PersonKind.Staff && IsOther && Person.EndedOn is null && !Entry.HeldBack;
    public bool CanApprove => user.Is(AccessNeed.LetIn) && IsPupil && Person.EndedOn is null;
    public bool CanRun => user.Is(AccessNeed.Run) && Person.EndedOn is null;
    public SupervisionMode? Mode => pack.Settings.Access.ModeOf(Person.YearGroup);

    public string? NameOf(Guid? id) => id is { } person ? Names.GetValueOrDefault(person, "somebody who has left") : null;
    public string ReasonOf(AccessGrant grant) => grant.EndReason is { } reason && grant.EndedById is not null && !user.Is(AccessNeed.Withdraw) ? "Withdrawn by the school" : grant.EndReason ?? "";

    public sealed class DetailInput
    {
        public string? Reason { get; set; }
        [Display(Name = "Last day of the sanction")] public DateOnly? SanctionUntil { get; set; }
        [Display(Name = "Last day")] public DateOnly? Until { get; set; }
        public AccessLevel? Level { get; set; }
        public AccessTerms? Terms { get; set; }
        public string? NetworkId { get; set; }
        public string? Mailbox { get; set; }
        public Guid? MailboxApprover { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id) =>
        ChangeAsync(id, AccessNeed.Withdraw, _ => Entry.Withdraw(Input.Reason, Input.SanctionUntil, user.PersonId, clock.GetUtcNow()), "Access is withdrawn.");

    public Task<IActionResult> OnPostGiveBackAsync(Guid id) =>
        ChangeAsync(id, AccessNeed.Withdraw, standing => Entry.GiveBack(standing, user.PersonId, clock.GetUtcNow()), null);

    public Task<IActionResult> OnPostLetInAsync(Guid id) => ChangeAsync(id, AccessNeed.LetIn,
        standing => Entry.LetIn(standing, Input.Until, IsVisitor ? null : Input.Level, user.PersonId, clock.GetUtcNow()), "Access is given until that day.");

    public Task<IActionResult> OnPostApproveAsync(Guid id) => EnterAsync(id, AccessNeed.LetIn, AccessProcesses.AccountApproved, () =>
    {
        if (!IsPupil) throw new Refused("Only a pupil's account is decided here.");
        var rule = Person.YearGroup is { } year ? pack.Settings.Passwords.RuleFor(Audience.Pupils, SchoolPhases.OfYear(year)).Name : null;
        if (Input.Terms is not { } terms) throw new Refused("Choose an account of their own or the class's", "Input.Terms");
        Entry.Approve(terms, rule, user.PersonId);
        return Task.CompletedTask;
    });

    public Task<IActionResult> OnPostNetworkIdAsync(Guid id) => EnterAsync(id, AccessNeed.Run, AccessProcesses.NetworkIdSet, async () =>
    {
        Entry.NameOnNetwork(Input.NetworkId, await NetworkNames.HolderAsync(db, Input.NetworkId, id));
        await register.SettleAsync([id]);
    });

    public Task<IActionResult> OnPostMailboxAsync(Guid id) => EnterAsync(id, AccessNeed.Run, AccessProcesses.MailboxSet, async () =>
    {
        if (!IsPupil) throw new Refused("Only pupils' addresses are kept here.");
        var domains = await db.Set<MailDomain>().Where(d => d.ForPupils && d.EndedOn == null).Select(d => d.Domain).ToListAsync();
        var wanted = Input.Mailbox?.Trim().ToLowerInvariant();
        var approver = Approvers.Any(a => a.Value == Input.MailboxApprover?.ToString()) ? Input.MailboxApprover : null;
        Entry.GiveMailbox(Input.Mailbox, [.. domains, .. pack.Settings.Access.PupilMailDomains], approver, await db.Set<AccessEntry>().AnyAsync(e => e.Mailbox == wanted && e.PersonId != id));
    });

    private async Task<IActionResult> ChangeAsync(Guid id, Role[] may, Action<AccessEntry.Standing> change, string? done)
    {
        await LoadAsync(id);
        if (!user.Is(may) || Person.Id == user.PersonId) throw new Forbidden();
        if (!ModelState.IsValid) return Page();
        audit.Begin(AccessRegister.Changed);
        await LockAsync();
        var before = new { Entry.State, Entry.Reason, Entry.EndsOn };
        change(await register.StandingAsync(Person, Entry));
        await register.KeepAsync(Person, Entry);
        audit.Record(AccessRegister.Changed, nameof(AccessEntry), Person.Id, before, new { Entry.State, Entry.Reason, Entry.EndsOn }, aboutPersonId: Person.Id);
        TempData["Success"] = done ?? (Entry.State == AccessState.Granted ? "Access is given back." : $"Access is no longer withdrawn. It is still {Entry.State.ToString().ToLowerInvariant()}: {Entry.Reason.ToLowerInvariant()}.");
        return Redirect(scope.Href($"access/{id}"));
    }

    private async Task<IActionResult> EnterAsync(Guid id, Role[] may, Process process, Func<Task> enter)
    {
        await LoadAsync(id);
        if (!user.Is(may)) throw new Forbidden();
        if (!ModelState.IsValid) return Page();
        audit.Begin(process);
        if (Person.EndedOn is not null) throw new Refused("This person has left.");
        await LockAsync();
        var before = new { Entry.Terms, Entry.NetworkId, Entry.Mailbox };
        await enter();
        audit.Record(process, nameof(AccessEntry), Person.Id, before, new { Entry.Terms, Entry.NetworkId, Entry.Mailbox }, aboutPersonId: Person.Id);
        TempData["Success"] = "Recorded.";
        return Redirect(scope.Href($"access/{id}"));
    }

    private async Task LockAsync()
    {
        await db.LockAsync<AccessEntry>(Entry.Id);
        await db.Entry(Entry).ReloadAsync();
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        Entry = await db.Set<AccessEntry>().SingleOrDefaultAsync(e => e.PersonId == id) ?? throw new NotFound();
        Reason = AccessNeed.ReasonFor(user, Entry);
        Devices = await db.Set<NetworkGrant>().AsNoTracking().Where(g => g.PersonId == id).OrderByDescending(g => g.GrantedAt).Take(20).ToListAsync();
        Grants = await db.Set<AccessGrant>().AsNoTracking().Where(g => g.PersonId == id).OrderByDescending(g => g.GrantedAt).Take(20).ToListAsync();
        Approvers = IsPupil ? await AccessNeed.ApproversAsync(db) : [];
        var ids = new[] { Entry.HostId, Entry.AccountApproverId, Entry.MailboxApproverId, Entry.ChangedById }.Concat(Grants.Select(g => g.GrantedById)).OfType<Guid>().Distinct().ToArray();
        Names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
    }
}
