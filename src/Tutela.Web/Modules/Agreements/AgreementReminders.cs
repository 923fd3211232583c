using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Chases what is not signed, on the pack's days or when somebody asks. Scoped.</summary>
public sealed class AgreementReminders(TutelaDb db, PackInForce pack, AuditTrail audit, Notifier notifier, LinkDesk links, PublicAddress address, TimeProvider clock)
{
    public static readonly Process Chased = new("agreement.chased", "People were reminded to sign");
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(30);

    /// <summary>How many were told: adults about their own, pupils, and parents by one mail each; and pupils of whom no parent can be reached.</summary>
    public sealed record Sent(int Adults, int Pupils, int Parents, int PupilsWithoutAddress)
    {
        public bool IsNobody => Adults + Pupils + Parents + PupilsWithoutAddress == 0;
    }

    /// <summary>Reminds those whose day it is.</summary>
    public Task<Sent> RemindDueAsync() => RemindAsync(a => a.IsDueForReminder(pack.Settings.Agreements.ReminderDays, clock.GetUtcNow().LondonDay()));

    /// <summary>Reminds everybody who has not signed, or only these people, but nobody twice in a day.</summary>
    public Task<Sent> RemindNowAsync(IReadOnlyCollection<Guid>? only = null) => RemindAsync(a => a.LastReminderOn != clock.GetUtcNow().LondonDay(), only);

    private async Task<Sent> RemindAsync(Func<AgreementAssignment, bool> isDue, IReadOnlyCollection<Guid>? only = null)
    {
        audit.Begin(Chased);
        var today = clock.GetUtcNow().LondonDay();
        var due = (await db.Set<AgreementAssignment>().Where(a => a.Status == AgreementStatus.Waiting && !a.Optional && (only == null || only.Contains(a.PersonId))).ToListAsync()).Where(isDue).ToList();
        if (due.Count == 0) return new(0, 0, 0, 0);
        foreach (var assignment in due) assignment.Reminded(today);
        var awaitingParent = due.Where(a => !a.HasSigned(SignedAs.Parent)).Select(a => a.PersonId).ToHashSet();
        var reached = await ParentsOfAsync(awaitingParent);
        var parents = reached.Select(r => r.Parent).DistinctBy(p => p.Id).ToList();
        var ids = parents.Select(p => p.Id).ToList();
        var since = today.Start();
        // A parent of children in two classes who are reminded apart has a link of today already.
        var written = await db.Set<Link>().Where(l => l.Purpose == LinkPurpose.Sign && ids.Contains(l.PersonId) && l.UsedAt == null && l.CreatedAt >= since).Select(l => l.PersonId).ToListAsync();
        foreach (var parent in parents.Where(p => !written.Contains(p.Id))) MailParent(parent);
        var adults = due.Where(a => a.NeedsSelf && !a.NeedsParent).Select(a => a.PersonId).Distinct().ToList();
        var pupils = due.Where(a => a.NeedsParent && !a.HasSigned(SignedAs.Self)).Select(a => a.PersonId).Distinct().ToList();
        await notifier.TellAsync(adults, "An agreement waits for your signature", "agreements");
        await notifier.TellAsync(pupils, "Please read and sign the rules", "agreements", mail: false);
        var sent = new Sent(adults.Count, pupils.Count, parents.Count, awaitingParent.Count(id => reached.All(r => r.PupilId != id)));
        audit.Record(Chased, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: sent);
        return sent;
    }

    // One mail a parent, whatever the number of children; the link is theirs alone and opens all that waits for them.
    private void MailParent(Person parent)
    {
        var path = links.Issue(LinkPurpose.Sign, parent.Id, LinkLife);
        notifier.Mail(parent.Email!, "Please read and sign with your child",
            $"Your child's school asks you to read and sign something together:\n\n{address.Of(path)}\n\nThe link is yours alone and works for {LinkLife.TotalDays:0} days.\n");
    }

    private async Task<List<Reached>> ParentsOfAsync(HashSet<Guid> pupils) =>
        await (from guardianship in db.Set<Guardianship>()
               join parent in db.Set<Person>() on guardianship.ParentId equals parent.Id
               where pupils.Contains(guardianship.PupilId) && guardianship.EndedOn == null && guardianship.ParentalResponsibility != ParentalResponsibility.No
                   && parent.Email != null && parent.EndedOn == null
               select new Reached(guardianship.PupilId, parent)).ToListAsync();

    private sealed record Reached(Guid PupilId, Person Parent);
}
