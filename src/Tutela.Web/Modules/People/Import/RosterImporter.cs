using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.People.Import;

public readonly record struct ImportProgress(string Step, int Done, int Total);

/// <summary>Brings a roster into the school in scope, all or nothing, in the transaction that the caller opened and commits. The command line, the page's
/// job and tests all use this. Scoped.</summary>
public sealed class RosterImporter(TutelaDb db, SchoolScope scope, AuditTrail audit, LeaverDesk leavers, TimeProvider clock)
{
    public static readonly Process Imported = new("people.imported", "People and classes were imported");
    public static readonly Process PersonImported = new("people.person-imported", "A person came with an import");
    public static readonly Process PersonChanged = new("people.person-changed-by-import", "An import changed a person");
    public static readonly Process PersonBack = new("people.person-back", "A person who had left came back");

    private const int AuditBatch = 2_000;
    private const int Steps = 7;

    /// <summary>What the roster would do. Other imports of the school wait until the transaction ends.</summary>
    public async Task<RosterPlan> PlanAsync(Roster roster, CancellationToken ct = default)
    {
        var key = $"roster:{scope.SchoolId}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
        var today = clock.Today();
        return RosterPlanner.Plan(roster, await KnownRoster.ReadAsync(db, today, ct), today, NewId);
    }

    /// <summary>Carries the plan out. <paramref name="source"/> names the files, for the record. Tracked entities of the context are let go.</summary>
    public async Task ApplyAsync(RosterPlan plan, string source, Func<ImportProgress, Task>? progress = null, CancellationToken ct = default)
    {
        if (plan.IsEmpty) return;
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var writer = new RosterWriter(new BulkRows(connection, ct), plan, clock.GetUtcNow(), clock.Today(), NewId);
        var done = 0;
        async Task StepAsync(string name, Func<Task> work)
        {
            if (progress is not null) await progress(new(name, done, Steps));
            await work();
            done++;
        }
        await StepAsync("Schools", writer.SitesAsync);
        await StepAsync("Classes", writer.ClassesAsync);
        await StepAsync("People", writer.PeopleAsync);
        await StepAsync("Class lists", writer.MembersAsync);
        await StepAsync("Parents and carers", writer.GuardiansAsync);
        await StepAsync("Leavers", () => leavers.LeaveAsync(plan.People.Removed.ConvertAll(p => p.Id), "Not in the imported files", ct));
        await StepAsync("The record", () => RecordAsync(plan, source, ct));
    }

    private async Task RecordAsync(RosterPlan plan, string source, CancellationToken ct)
    {
        audit.Record(Imported, nameof(Roster), NewId(), after: new { source, counts = plan.Counts().Select(c => c.ToString()) });
        var waiting = 1;
        async Task NextAsync()
        {
            if (++waiting % AuditBatch != 0) return;
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
        foreach (var person in plan.People.Created)
        {
            audit.Record(PersonImported, nameof(Person), person.Id, aboutPersonId: person.Id);
            await NextAsync();
        }
        foreach (var (before, after) in plan.People.Updated)
        {
            var sites = plan.SitesOfPerson.ContainsKey(after.Id);
            audit.Record(PersonChanged, nameof(Person), after.Id, before: new { person = before, sitesChanged = false }, after: new { person = after, sitesChanged = sites }, aboutPersonId: after.Id);
            await NextAsync();
        }
        foreach (var person in plan.People.Reopened)
        {
            audit.Record(PersonBack, nameof(Person), person.Id, aboutPersonId: person.Id);
            await NextAsync();
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
