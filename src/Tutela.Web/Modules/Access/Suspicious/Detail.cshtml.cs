using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Suspicious;

/// <summary>One suspicious message, and what was done about it.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class DetailModel(TutelaDb db, SuspiciousDesk desk, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public OutcomeInput Input { get; set; } = new();

    public sealed class OutcomeInput
    {
        public string? Outcome { get; set; }
    }

    public SuspiciousMessage Message { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public bool MayDealWith { get; private set; }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<SuspiciousMessage>(id);
        await LoadAsync(id);
        if (!MayDealWith) throw new Forbidden();
        audit.Begin(AccessProcesses.SuspiciousDealtWith);
        Message.DealWith(Input.Outcome, user.PersonId, clock.GetUtcNow());
        audit.Record(AccessProcesses.SuspiciousDealtWith, nameof(SuspiciousMessage), id, reason: Message.Outcome, aboutPersonId: Message.RecipientId);
        TempData["Success"] = "It is recorded.";
        return Redirect(scope.Href($"suspicious-messages/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Message = await desk.Seen().SingleOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
        MayDealWith = desk.MayDealWith(Message);
        Guid?[] ids = [Message.ReporterId, Message.RecipientId, Message.DealtWithById, .. Message.ToldIds];
        Names = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
    }
}
