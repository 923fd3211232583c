using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Demonstration;

/// <summary>Makes the demonstration school in a database that has no school: invented people, and two terms of what people did, through the
/// same doors that people use. The same seed and day make the same school, but for ids and secrets.</summary>
public sealed class DemonstrationSchool
{
    public const string Slug = "oakfield";
    public const string Name = "Oakfield Wychmoor Primary (demonstration)";
    public const string Pack = "whole-school-duty";
    /// <summary>Lies in the data folder while the school is being made: found at a start, what is there is half made.</summary>
    private const string Unfinished = "demonstration-unfinished";
    private const int Seed = 20_260_901;

    private readonly WebApplication _app;
    private readonly SeedClock _clock;
    private readonly Action<string> _progress;

    private DemonstrationSchool(WebApplication app, SeedClock clock, Action<string> progress) => (_app, _clock, _progress) = (app, clock, progress);

    /// <summary>Makes the school unless the database has one already; true when it was made. If it fails, or failed at the start before, nothing of it stays.</summary>
    public static async Task<bool> MakeAsync(DatabaseAddress database, string dataFolder, TimeProvider clock, Action<string> progress,
        IReadOnlyDictionary<string, string?>? settings = null, CancellationToken ct = default)
    {
        var mark = Path.Combine(dataFolder, Unfinished);
        if (File.Exists(mark)) await UndoAsync(database, mark, ct);
        var seedClock = new SeedClock(clock.GetUtcNow().AddDays(-400));
        await using var app = Web.Program.Build(new HostSettings { Database = database, DataFolder = dataFolder, RunJobs = false, Clock = seedClock, Settings = settings ?? new Dictionary<string, string?>() });
        await using (var scope = app.Services.CreateAsyncScope())
            if (await scope.ServiceProvider.GetRequiredService<TutelaDb>().Set<School>().AnyAsync(ct)) return false;
        await File.WriteAllTextAsync(mark, "", ct);
        try
        {
            await new DemonstrationSchool(app, seedClock, progress).MakeAsync(clock.GetUtcNow(), ct);
        }
        catch
        {
            await UndoAsync(database, mark, CancellationToken.None);
            throw;
        }
        File.Delete(mark);
        return true;
    }

    // The database had no school before, so what is in it is all of the demonstration's: the owner makes it anew.
    private static async Task UndoAsync(DatabaseAddress database, string mark, CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        await using (var owner = new NpgsqlConnection(database.Owner))
        {
            await owner.OpenAsync(ct);
            await using var drop = new NpgsqlCommand("drop schema school cascade; drop schema system cascade", owner);
            await drop.ExecuteNonQueryAsync(ct);
        }
        await Migrator.MigrateAsync(database.Owner, Web.Program.Modules, ct);
        File.Delete(mark);
    }

    private async Task MakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        School school;
        Timeline timeline;
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var settings = scope.ServiceProvider.GetRequiredService<PackCatalogue>().Get(Pack).Settings;
            timeline = new Timeline(now, settings.School.ToCalendar());
            _clock.MoveTo(timeline.Start);
            (school, _) = await scope.ServiceProvider.GetRequiredService<SchoolDesk>().CreateAsync(new(Name, Slug, Pack, $"admin@{Slug}.example", IsDemonstration: true), ct);
        }
        _progress("Demonstration school: people ...");
        var cast = await WorkAsync(school, acting => PeoplePart.PlayAsync(acting, timeline, Seed, ct), ct);
        EquipmentPart.Plan(timeline, cast);
        AgreementsPart.Plan(timeline, cast, new Random(Seed));
        ConcernsPart.Plan(timeline, cast, new Random(Seed + 1));
        FilteringPart.Plan(timeline, cast, new Random(Seed + 2));
        PolicyPart.Plan(timeline, cast);
        AccessPart.Plan(timeline, cast);
        GovernancePart.Plan(timeline, cast);
        TrainingPart.Plan(timeline, cast, new Random(Seed + 3));
        CurriculumPart.Plan(timeline, cast);
        ControlsPart.Plan(timeline);
        var (done, said, all) = (0, 0, timeline.Count);
        foreach (var together in timeline.Transactions())
        {
            await WorkAsync(school, async acting =>
            {
                foreach (var (at, what) in together)
                {
                    _clock.MoveTo(at);
                    await what(acting);
                    await acting.Db.SaveChangesAsync(ct);
                }
                return true;
            }, ct);
            done += together.Count;
            if (done * 4 / all <= said) continue;
            said = done * 4 / all;
            _progress($"Demonstration school: two terms of history, {done * 100 / all} % ...");
        }
        _clock.MoveTo(now);
        await WorkAsync(school, acting => EndPart.PlayAsync(acting, timeline, ct), ct);
        await SealAsync(school, ct);
        _progress($"Demonstration school: made in {watch.Elapsed.TotalSeconds:0} s");
    }

    // The sealer takes a few thousand events at a time.
    private async Task SealAsync(School school, CancellationToken ct)
    {
        while (await WorkAsync(school, async acting =>
        {
            await acting.Get<Sealer>().RunAsync(ct);
            return acting.Db.ChangeTracker.Entries<AuditSeal>().Any();
        }, ct)) { }
    }

    private Task<T> WorkAsync<T>(School school, Func<Acting, Task<T>> work, CancellationToken ct) =>
        _app.Services.GetRequiredService<SchoolWork>().RunAsync(school, services => work(new Acting(services, _clock)), ct);
}
