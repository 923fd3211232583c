using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Import;

/// <summary>Carries out imports that somebody has confirmed, one at a time at a school. One that a stopped process left behind is begun again: nothing of it was kept.</summary>
public sealed class ImportJob(TutelaDb db, SchoolScope scope, SchoolWork work, TimeProvider clock, ILogger<ImportJob> log) : SchoolJob
{
    private static readonly TimeSpan PreviewLife = TimeSpan.FromDays(1);

    public override async Task RunAsync(CancellationToken ct)
    {
        var tooOld = clock.GetUtcNow() - PreviewLife;
        foreach (var stale in await db.Set<RosterUpload>().Where(u => u.Status == UploadStatus.Ready && u.At < tooOld).ToListAsync(ct)) stale.Drop(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var next = await db.Set<RosterUpload>().Where(u => u.Status == UploadStatus.Queued || u.Status == UploadStatus.Running).OrderBy(u => u.At).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
        if (next is not { } id) return;
        await ChangeAsync(id, upload => upload.Begin(), ct);
        try
        {
            await work.RunAsync(scope.School, services => ImportAsync(services, id, ct), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Import {Upload} failed at school {School}", id, scope.Slug);
            await ChangeAsync(id, upload => upload.Fail(e is RosterRefused refused ? refused.Message : "Something went wrong while the people were written. Nothing was changed. Try again; if it happens again, ask whoever looks after Tutela.", clock.GetUtcNow()), ct);
        }
    }

    private async Task ImportAsync(IServiceProvider services, Guid id, CancellationToken ct)
    {
        var inner = services.GetRequiredService<TutelaDb>();
        var upload = await inner.Set<RosterUpload>().AsNoTracking().SingleAsync(u => u.Id == id, ct);
        services.GetRequiredService<CurrentUser>().ActAs(await inner.Set<Person>().Include(p => p.Roles).AsNoTracking().SingleAsync(p => p.Id == upload.PersonId, ct));
        var importer = services.GetRequiredService<RosterImporter>();
        var plan = await importer.PlanAsync(Read(upload, ct), ct);
        var findings = UploadFindings.From(plan);
        if (!findings.Counts.SequenceEqual(UploadFindings.Of(upload.Findings).Counts))
        {
            (await inner.Set<RosterUpload>().SingleAsync(u => u.Id == id, ct)).LookAgain(findings);
            return;
        }
        await importer.ApplyAsync(plan, upload.Source, progress => ProgressAsync(id, progress, ct), ct);
        (await inner.Set<RosterUpload>().SingleAsync(u => u.Id == id, ct)).Finish(clock.GetUtcNow());
    }

    internal static Roster Read(RosterUpload upload, CancellationToken ct)
    {
        using var source = RosterSource.Open(new MemoryStream(upload.Files!, writable: false), upload.Source);
        return RosterReader.Read(source, new RosterOptions
        {
            GradesAreUs = upload.GradesAreUs,
            Org = upload.Org,
            Contacts = upload.Contacts is { } contacts ? UploadedFiles.Contacts("contacts.csv", contacts) : null,
        }, cancel: ct);
    }

    // In transactions of their own, so that the page sees them while the import is under way.
    private Task<int> ProgressAsync(Guid id, ImportProgress progress, CancellationToken ct) => work.RunAsync(scope.School, services =>
        services.GetRequiredService<TutelaDb>().Set<RosterUpload>().Where(u => u.Id == id).ExecuteUpdateAsync(u => u
            .SetProperty(x => x.Step, progress.Step).SetProperty(x => x.Done, progress.Done).SetProperty(x => x.Total, progress.Total), ct), ct);

    private Task ChangeAsync(Guid id, Action<RosterUpload> change, CancellationToken ct) => work.RunAsync(scope.School, async services =>
        change(await services.GetRequiredService<TutelaDb>().Set<RosterUpload>().SingleAsync(u => u.Id == id, ct)), ct);
}
