using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Policies;

/// <summary>Notes who is asked since when, reminds on the pack's days, and tells the headteacher of those who are late, and the chair of governors of a late headteacher. Whoever is late has heard it
/// on an earlier day than the headteacher. Safe to repeat.</summary>
public sealed class AttestationReminders(TutelaDb db, AttestationDesk desk, PackInForce pack, RoleDesk roles, Notifier notifier, AuditTrail audit, TimeProvider clock) : SchoolJob
{
    public static readonly Process Asked = new("policy.attestation-asked", "People were asked to read a version of the policy");
    public static readonly Process HeadTold = new("policy.attestation-late", "Those in charge were told who is late in reading the policy");

    public override bool OnlyWhenLive => true;

    public override async Task RunAsync(CancellationToken ct)
    {
        var (today, version, settings) = (clock.Today(), pack.Version, desk.Settings);
        var people = await desk.Outstanding(desk.Chased).Select(p => p.Id).ToListAsync(ct);
        var asks = await db.Set<AttestationAsk>().Where(a => a.Version == version && people.Contains(a.PersonId)).ToDictionaryAsync(a => a.PersonId, ct);
        var newcomers = people.Where(p => !asks.ContainsKey(p)).ToList();
        foreach (var person in newcomers)
            db.Add(asks[person] = new AttestationAsk { Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = person, Version = version, AskedOn = today });
        if (newcomers.Count > 0)
        {
            // No e-mail yet: their home says it, and the first reminder day writes.
            await notifier.TellAsync(newcomers, $"Please read version {version} of the online safety policy and say that you have understood it", "policy/attest", mail: false);
            audit.Record(Asked, "Policy", Guid.CreateVersion7(clock.GetUtcNow()), after: new { version, people = newcomers.Count });
        }
        var heads = await roles.HoldersAsync(Role.Headteacher);
        await RemindAsync([.. asks.Values.Where(a => a.IsDueForReminder(settings, today))], heads, today);
        await TellAsync([.. asks.Values.Where(a => a.IsDueForHead(settings, today))], heads, today);
    }

    private async Task RemindAsync(List<AttestationAsk> due, List<Guid> heads, DateOnly today)
    {
        foreach (var group in due.GroupBy(a => (Day: a.HeadToldFrom(desk.Settings), IsHead: heads.Contains(a.PersonId))))
        {
            var rest = group.Key.Day is { } day ? $". The {(group.Key.IsHead ? "chair of governors" : "headteacher")} sees who has not after {DateText.Day(day < today ? today : day)}" : "";
            await notifier.TellAsync([.. group.Select(a => a.PersonId)], $"Please read the online safety policy and say that you have understood it{rest}", "policy/attest");
            foreach (var ask in group) ask.Reminded(today);
        }
        if (due.Count > 0) audit.Record(AttestationDesk.Reminded, "Policy", Guid.CreateVersion7(clock.GetUtcNow()), after: new { pack.Version, people = due.Count });
    }

    // Nobody is told of their own lateness as if it were another's: the headteacher's goes to the chair of governors.
    private async Task TellAsync(List<AttestationAsk> late, List<Guid> heads, DateOnly today)
    {
        if (late.Count == 0) return;
        var others = late.Count(a => !heads.Contains(a.PersonId));
        if (others > 0) await notifier.TellAsync(heads, others == 1 ? "1 person is late in reading the online safety policy" : $"{others} people are late in reading the online safety policy", "policy/attestations");
        if (others < late.Count) await notifier.TellAsync(await roles.HoldersAsync(Role.ChairOfGovernors), "The headteacher is late in reading the online safety policy", "governors");
        foreach (var ask in late) ask.HeadTold(today);
        audit.Record(HeadTold, "Policy", Guid.CreateVersion7(clock.GetUtcNow()), after: new { pack.Version, people = late.Count, toTheChair = late.Count - others });
    }
}
