using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Asks people to sign what the pack says they must, takes signatures, chases. Scoped.</summary>
public sealed class AgreementDesk(TutelaDb db, PackInForce pack, AgreementStandings standings, AuditTrail audit, Notifier notifier, LinkDesk links,
    PublicAddress address, IEnumerable<AgreementWatcher> watchers, TimeProvider clock)
{
    public static readonly Process Asked = new("agreement.asked", "A person was asked to sign an agreement");
    public static readonly Process Signed = new("agreement.signed", "An agreement was signed");
    public static readonly Process Declined = new("agreement.refused", "An agreement was refused with a reason");
    public static readonly Process Chased = new("agreement.chased", "People were reminded to sign");
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(30);

    /// <summary>Asks everybody whom a document concerns and who has not been asked for this version and year. Safe to repeat.</summary>
    public async Task<int> AskAllAsync()
    {
        var today = clock.Today();
        var (version, year, asked) = (pack.Version, today.AcademicYear(), 0);
        foreach (var document in pack.Settings.Agreements.Documents.Where(d => d.MustSign))
        {
            var lacking = await standings.LackingAsync(document);
            var already = await db.Set<AgreementAssignment>()
                .Where(a => a.Document == document.Id && a.Version == version && a.AcademicYear == year && a.Status != AgreementStatus.Ended)
                .Select(a => a.PersonId).ToListAsync();
            foreach (var person in lacking.Except(already))
            {
                var id = Guid.CreateVersion7(clock.GetUtcNow());
                db.Add(AgreementAssignment.Ask(id, person, document.Id, version, year, document.Signers == AgreementSigner.PupilAndParent, today));
                asked++;
            }
            if (asked > 0) audit.Record(Asked, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { document = document.Id, version, year, people = asked });
        }
        await db.SaveChangesAsync();
        return asked;
    }

    /// <summary>Takes a signature for the assignment and tells those who act on it.</summary>
    public async Task SignAsync(AgreementAssignment assignment, SignedAs by, Guid signerId, string? typedName, bool hasRead, SignatureWay way, Guid? recordedBy = null)
    {
        audit.Begin(Signed);
        db.Add(assignment.Sign(by, signerId, typedName, hasRead, way, recordedBy, clock.GetUtcNow()));
        audit.Record(Signed, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document, assignment.Version, by, way }, aboutPersonId: assignment.PersonId);
        await db.SaveChangesAsync();
        foreach (var watcher in watchers) await watcher.ChangedAsync([assignment.PersonId]);
    }

    public async Task RefuseAsync(AgreementAssignment assignment, string? reason)
    {
        audit.Begin(Declined);
        assignment.Refuse(reason);
        audit.Record(Declined, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document }, reason: reason, aboutPersonId: assignment.PersonId);
        await db.SaveChangesAsync();
        foreach (var watcher in watchers) await watcher.ChangedAsync([assignment.PersonId]);
    }

    /// <summary>Reminds those whose day it is by the pack, or everybody who still has to sign when <paramref name="now"/> is true. One
    /// mail a parent, whatever the number of children. Returns how many people were reminded.</summary>
    public async Task<int> RemindAsync(bool now = false)
    {
        var today = clock.Today();
        var waiting = await db.Set<AgreementAssignment>().Where(a => a.Status == AgreementStatus.Waiting).ToListAsync();
        var due = waiting.Where(a => now || a.IsDueForReminder(pack.Settings.Agreements.ReminderDays, today)).ToList();
        if (due.Count == 0) return 0;
        foreach (var assignment in due) assignment.Reminded(today);
        var parents = await ParentsToRemindAsync(due);
        foreach (var parent in parents) MailParent(parent);
        var adults = due.Where(a => !a.NeedsParent).Select(a => a.PersonId).Distinct().ToList();
        await notifier.TellAsync(adults, "An agreement waits for your signature", "agreements");
        audit.Record(Chased, "Agreement", Guid.CreateVersion7(clock.GetUtcNow()), after: new { people = adults.Count, parents = parents.Count });
        return adults.Count + parents.Count;
    }

    /// <summary>Sends a parent the one link under which all their children's agreements are signed.</summary>
    public void MailParent(Person parent)
    {
        var path = links.Issue(LinkPurpose.Sign, parent.Id, LinkLife);
        notifier.Mail(parent.Email!, "Please read and sign with your child", $"Your child's school asks you to read and sign something together:\n\n{address.Of(path)}\n\nThe link works for 30 days.\n");
    }

    private async Task<List<Person>> ParentsToRemindAsync(List<AgreementAssignment> due)
    {
        var pupils = due.Where(a => a.NeedsParent && !a.ParentSigned).Select(a => a.PersonId).ToList();
        return await (from guardianship in db.Set<Guardianship>()
                      join parent in db.Set<Person>() on guardianship.ParentId equals parent.Id
                      where pupils.Contains(guardianship.PupilId) && parent.Email != null && parent.EndedOn == null
                      select parent).Distinct().ToListAsync();
    }
}
