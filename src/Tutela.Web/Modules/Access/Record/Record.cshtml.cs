using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Networks;

namespace Tutela.Web.Modules.Access.Record;

/// <summary>Why another person's record may be opened.</summary>
public enum RecordGround { Permission, Monitoring }

/// <summary>How one person has used the school's systems. It opens for one look, with that person's permission or for monitoring that the policy
/// allows, with a reason, and is written down. Nobody looks at their own here.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class RecordModel(TutelaDb db, CurrentUser user, AuditTrail audit, TimeProvider clock) : PageModel
{
    public const int ReasonMaxLength = 500;
    private const int Days = 90;
    private const int Most = 200;

    [BindProperty] public RecordInput Input { get; set; } = new();

    public sealed class RecordInput
    {
        public RecordGround? Ground { get; set; }
        public string? Reason { get; set; }
    }

    public sealed record Line(DateTimeOffset At, string What);

    public Person Person { get; private set; } = null!;
    public IReadOnlyList<Line>? Lines { get; private set; }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(AccessProcesses.RecordOpened);
        if (Input.Ground is not { } ground) throw new Refused("Choose why you may open it", "Input.Ground");
        if (ground == RecordGround.Monitoring && !user.Is(AccessNeed.Withdraw)) throw new Refused("Monitoring is for safeguarding leads and the headteacher. Ask the person for permission, or ask a lead", "Input.Ground");
        if (string.IsNullOrWhiteSpace(Input.Reason)) throw new Refused("Give the reason. It is kept with your name", "Input.Reason");
        if (Input.Reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        audit.Record(AccessProcesses.RecordOpened, nameof(Platform.Identity.Person), id, after: new { ground }, reason: Input.Reason.Trim(), aboutPersonId: id);
        var since = clock.GetUtcNow().AddDays(-Days);
        var denied = await db.Set<AuditEvent>().Where(e => e.ActorId == id && e.Process == AccessProcesses.Denied.Code && e.At >= since).OrderByDescending(e => e.At).Take(Most).Select(e => e.At).ToListAsync();
        var passwords = await db.Set<AuditEvent>().Where(e => e.AboutPersonId == id && e.Process.StartsWith("account.") && e.At >= since).OrderByDescending(e => e.At).Take(Most).Select(e => new { e.At, e.Process }).ToListAsync();
        var devices = await db.Set<NetworkGrant>().AsNoTracking().Where(g => g.PersonId == id).OrderByDescending(g => g.GrantedAt).Take(Most).ToListAsync();
        Lines = [.. denied.Select(at => new Line(at, "Asked for something that their role does not open"))
            .Concat(passwords.Select(p => new Line(p.At, p.Process == AccountDesk.PasswordSet.Code ? "Password set" : p.Process == AccountDesk.Opened.Code ? "Sign-in opened" : "Sign-in changed")))
            .Concat(devices.Select(d => new Line(d.GrantedAt, $"{d.Device} let on a network as {d.UserName}"))).OrderByDescending(l => l.At).Take(Most)];
        return Page();
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Kind != PersonKind.Parent) ?? throw new NotFound();
        if (id == user.PersonId) throw new Forbidden();
    }
}
