using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Bulk;

/// <summary>Starts work for many and does it part by part. Scoped.</summary>
public sealed class RunDesk(TutelaDb db, AgreementAsking asking, AgreementReminders reminders, AgreementStandings standings, PackInForce pack, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    public const int PartSize = 50;
    public static readonly Process Started = new("agreement.run", "Agreements were asked, reminded or renewed for many people");

    public async Task<Guid> StartAsync(RunKind kind, string? document = null)
    {
        audit.Begin(Started);
        scope.CheckLive();
        if (document is not null && standings.Asked.All(d => d.Id != document)) throw new Refused("Choose a document", "Input.Document");
        if (kind == RunKind.Renew && document is null) throw new Refused("Choose the document that is renewed", "Input.Document");
        if (await db.Set<AgreementRun>().AnyAsync(r => r.FinishedAt == null && r.Kind == kind)) throw new Refused("This is under way already. Wait until it has finished.");
        var now = clock.GetUtcNow();
        var total = await PeopleOf(kind, document, now).CountAsync();
        if (total == 0) throw new Refused(kind switch
        {
            RunKind.Remind => "Nobody was reminded: everybody has signed, or was reminded today already.",
            RunKind.Ask => "Everybody whom the documents concern has been asked already.",
            _ => "Nobody has been asked for this document before today, so there is nothing to renew.",
        });
        var run = new AgreementRun { Id = Guid.CreateVersion7(now), Kind = kind, Document = document, StartedById = user.PersonId, At = now, Total = total };
        db.Add(run);
        audit.Record(Started, nameof(AgreementRun), run.Id, after: new { kind, document, total });
        return run.Id;
    }

    /// <summary>Does one part of the oldest run that is not finished. Returns whether there was one.</summary>
    public async Task<bool> DoPartAsync()
    {
        var run = await db.Set<AgreementRun>().Where(r => r.FinishedAt == null).OrderBy(r => r.At).FirstOrDefaultAsync();
        if (run is null) return false;
        await db.Entry(run).ReloadAsync();
        user.ActAs(await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Id == run.StartedById));
        var rest = PeopleOf(run.Kind, run.Document, run.At);
        if (run.LastPerson is { } last) rest = rest.Where(id => id.CompareTo(last) > 0);
        var part = await rest.OrderBy(id => id).Take(PartSize).ToListAsync();
        if (part.Count > 0)
        {
            var (changed, unreachable) = await DoAsync(run, part);
            run.Did(part, changed, unreachable);
        }
        if (part.Count < PartSize) run.Finish(clock.GetUtcNow());
        await db.SaveChangesAsync();
        return true;
    }

    private async Task<(int Changed, int Unreachable)> DoAsync(AgreementRun run, List<Guid> part)
    {
        switch (run.Kind)
        {
            case RunKind.Remind:
                var sent = await reminders.RemindNowAsync(part);
                return (sent.Adults + sent.Pupils + sent.Parents, sent.PupilsWithoutAddress);
            case RunKind.Renew:
                await asking.EndAsync(run.Document!, part, run.At, pack.Settings.Agreements.RenewalGraceDays);
                return (await asking.AskAllAsync(run.Document, part), 0);
            default:
                return (await asking.AskAllAsync(run.Document, part), 0);
        }
    }

    // By id, so that a part never meets a person of the part before, whatever has changed between.
    private IQueryable<Guid> PeopleOf(RunKind kind, string? document, DateTimeOffset since)
    {
        var today = clock.Today();
        var open = db.Set<AgreementAssignment>().Where(a => (document == null || a.Document == document) && a.Status != AgreementStatus.Ended);
        if (kind == RunKind.Remind) return open.Where(a => a.Status == AgreementStatus.Waiting && !a.Optional && (a.LastReminderOn == null || a.LastReminderOn < today)).Select(a => a.PersonId).Distinct();
        if (kind == RunKind.Renew) return open.Where(a => a.AssignedOn < since.LondonDay()).Select(a => a.PersonId).Distinct();
        IQueryable<Guid>? all = null;
        foreach (var asked in standings.Asked.Where(d => document is null || d.Id == document))
        {
            var current = standings.Current(asked);
            var missing = standings.Concerned(asked).Where(p => !current.Any(a => a.PersonId == p.Id)).Select(p => p.Id);
            all = all is null ? missing : all.Union(missing);
        }
        return all ?? db.Set<Person>().Where(p => false).Select(p => p.Id);
    }
}

/// <summary>Goes on with what was started.</summary>
public sealed class RunJob(RunDesk desk) : SchoolJob
{
    public override bool OnlyWhenLive => true;

    public override Task RunAsync(CancellationToken ct) => desk.DoPartAsync();
}
