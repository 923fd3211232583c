using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>Begins, approves and publishes versions of the policy. Scoped.</summary>
public sealed partial class VersionDesk(TutelaDb db, PackInForce pack, PackCatalogue catalogue, PackShelf shelf, PostRegister posts, VersionChecks checks,
    SchoolScope scope, CurrentUser user, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    public static readonly Process Started = new("policy.version-started", "A new version of the policy was begun");
    public static readonly Process Submitted = new("policy.version-submitted", "A version of the policy went to approval");
    public static readonly Process Approved = new("policy.version-approved", "A post approved a version of the policy");
    public static readonly Process Refused = new("policy.version-refused", "A post sent a version of the policy back");
    public static readonly Process TakenBack = new("policy.version-taken-back", "A version of the policy was taken back from approval");
    public static readonly Process Withdrawn = new("policy.version-withdrawn", "A version of the policy was withdrawn");
    public static readonly Process Published = new("policy.version-published", "A version of the policy was published");
    public static readonly Process Website = new("policy.website", "The policy was put on the website or taken off it");

    public IQueryable<PolicyVersion> Versions => db.Set<PolicyVersion>();

    /// <summary>The route of approval: always that of the version in force, so that a draft can't shorten its own.</summary>
    public IReadOnlyList<string> Route => pack.Settings.Review.ApprovalRoute;

    /// <summary>Makes the built-in pack the school's first version, once.</summary>
    public async Task EnsureFirstAsync()
    {
        if (pack.Version != 0 && scope.PackVersion > 0) return;
        var key = $"policy:{scope.SchoolId}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))");
        if (await Versions.AnyAsync()) return;
        var builtIn = catalogue.Get(scope.School.Pack);
        db.Add(PolicyVersion.First(Guid.CreateVersion7(clock.GetUtcNow()), builtIn, catalogue.TextsOf(builtIn.Name), scope.School.CreatedAt));
        await db.SaveChangesAsync();
        await SetInForceAsync(builtIn.Version);
    }

    public async Task<PolicyVersion?> OpenAsync() =>
        await Versions.SingleOrDefaultAsync(v => v.Status == VersionStatus.Draft || v.Status == VersionStatus.InApproval || v.Status == VersionStatus.Approved);

    /// <summary>The version that is being made, locked; <see cref="NotFound"/> when there is none.</summary>
    public async Task<PolicyVersion> OpenForChangeAsync()
    {
        var found = await OpenAsync() ?? throw new NotFound();
        await db.LockAsync<PolicyVersion>(found.Id);
        await db.Entry(found).ReloadAsync();
        return found.IsOpen ? found : throw new NotFound();
    }

    public Task<PolicyVersion> InForceAsync() => Versions.SingleAsync(v => v.Status == VersionStatus.Published);

    public PolicyPack PackOf(PolicyVersion version) => shelf.Read(version);

    public async Task<List<PolicyApproval>> ApprovalsAsync(PolicyVersion version) =>
        await db.Set<PolicyApproval>().Where(a => a.VersionId == version.Id).OrderBy(a => a.At).ToListAsync();

    public static IReadOnlyList<PolicyApproval> Standing(PolicyVersion version, IEnumerable<PolicyApproval> all) =>
        [.. all.Where(a => a.Round == version.Round && a.Approved)];

    public async Task<PolicyVersion> StartAsync(string? reason)
    {
        audit.Begin(Started);
        await EnsureFirstAsync();
        if (await OpenAsync() is not null) throw new Platform.Refused("A new version is being made already. Go on with that one.", "Input.Reason");
        var (current, next, now) = (await InForceAsync(), await Versions.MaxAsync(v => v.Number) + 1, clock.GetUtcNow());
        var draft = PolicyVersion.Draft(Guid.CreateVersion7(now), next, current.Texts, reason, user.PersonId, now);
        db.Add(draft);
        audit.Record(Started, nameof(PolicyVersion), draft.Id, after: new { draft.Number }, reason: draft.Reason);
        return draft;
    }

    public async Task SubmitAsync()
    {
        audit.Begin(Submitted);
        var version = await OpenForChangeAsync();
        version.Submit(checks.Of(version.Texts).Faults, clock.GetUtcNow());
        audit.Record(Submitted, nameof(PolicyVersion), version.Id, after: new { version.Number });
        await TellNextAsync(Route[0]);
    }

    /// <summary>Whether the person who asks holds the post whose turn it is.</summary>
    public async Task<bool> IsMyTurnAsync(PolicyVersion version, IReadOnlyList<PolicyApproval> standing) =>
        (version.Status == VersionStatus.InApproval || version.NeedsApproval) && PolicyVersion.NextPost(Route, standing) is { } post && await HoldsAsync(post);

    // The chair enters what the board decided in its meeting.
    private async Task<bool> HoldsAsync(string post) => post == VersionSteps.Board
        ? user.Is(Role.ChairOfGovernors)
        : (await posts.HoldersAsync(post)).Any(h => h.PersonId == user.PersonId);

    public async Task ApproveAsync(DateOnly? boardOn)
    {
        audit.Begin(Approved);
        var (version, post, standing) = await MyTurnAsync();
        var approval = version.Approve(Guid.CreateVersion7(clock.GetUtcNow()), post, user.PersonId, Route, standing, boardOn, clock.GetUtcNow());
        db.Add(approval);
        audit.Record(Approved, nameof(PolicyVersion), version.Id, after: new { version.Number, post, boardOn });
        if (PolicyVersion.NextPost(Route, [.. standing, approval]) is { } next) await TellNextAsync(next);
        else await notifier.TellAsync(await HoldersOfAsync(VersionSteps.Publishers), $"Version {version.Number} of the policy is approved and can be published", "policy/draft");
    }

    public async Task RefuseAsync(string? reason)
    {
        audit.Begin(Refused);
        var (version, post, _) = await MyTurnAsync();
        var refusal = version.Refuse(Guid.CreateVersion7(clock.GetUtcNow()), post, user.PersonId, reason, clock.GetUtcNow());
        db.Add(refusal);
        audit.Record(Refused, nameof(PolicyVersion), version.Id, after: new { version.Number, post }, reason: refusal.Reason);
        if (version.StartedById is { } by) await notifier.TellAsync([by], $"Version {version.Number} of the policy came back to be changed", "policy/draft");
    }

    private async Task<(PolicyVersion, string Post, IReadOnlyList<PolicyApproval>)> MyTurnAsync()
    {
        var version = await OpenForChangeAsync();
        var standing = Standing(version, await ApprovalsAsync(version));
        VersionSteps.Check(version.Status, VersionAction.Approve);
        var post = PolicyVersion.NextPost(Route, standing)!;
        return await HoldsAsync(post) ? (version, post, standing) : throw new Forbidden();
    }

    public async Task TakeBackAsync()
    {
        var version = await OpenForChangeAsync();
        version.TakeBack();
        audit.Record(TakenBack, nameof(PolicyVersion), version.Id, after: new { version.Number });
    }

    public async Task WithdrawAsync(string? reason)
    {
        audit.Begin(Withdrawn);
        var said = reason?.Trim() ?? "";
        if (said.Length is 0 or > PolicyVersion.ReasonMaxLength) throw new Platform.Refused("Say in a few words why this version is withdrawn", "Withdrawal.Reason");
        var version = await OpenForChangeAsync();
        version.Withdraw(clock.GetUtcNow());
        audit.Record(Withdrawn, nameof(PolicyVersion), version.Id, after: new { version.Number }, reason: said);
    }

    public async Task<PolicyVersion> PublishAsync(DateOnly? nextReview)
    {
        audit.Begin(Published);
        var (version, now) = (await OpenForChangeAsync(), clock.GetUtcNow());
        var current = await InForceAsync();
        var found = checks.Of(version.Texts);
        var faults = version.Status == VersionStatus.Approved ? [.. found.Faults, .. await checks.GapsAsync(found.Pack)] : found.Faults;
        version.OnWebsite = current.OnWebsite;
        // The one in force ends before the next begins: the database takes no second one, and the order of one save is that of ids made in the same instant.
        current.Archive(now);
        await db.SaveChangesAsync();
        version.Publish(faults, nextReview, found.Pack?.Settings.Review.Cycle is not ReviewCycle.AsRequired, Documents(current, version.Number, version.Texts), user.PersonId, now);
        await db.SaveChangesAsync();
        await SetInForceAsync(version.Number);
        audit.Record(Published, nameof(PolicyVersion), version.Id, before: new { current.Number }, after: new { version.Number, version.AgreedOn, version.BoardOn, version.NextReviewOn }, reason: version.Reason);
        return version;
    }

    // An agreement whose words stay keeps the version in which they came, so that nobody signs the same words twice.
    private static Dictionary<string, int> Documents(PolicyVersion current, int number, PackTexts next)
    {
        var (before, numbers) = (current.Texts.Agreements, current.DocumentNumbers);
        return next.Agreements.ToDictionary(a => Path.GetFileNameWithoutExtension(a.Key),
            a => before.GetValueOrDefault(a.Key) == a.Value ? numbers.GetValueOrDefault(Path.GetFileNameWithoutExtension(a.Key), current.Number) : number);
    }

    private async Task SetInForceAsync(int number)
    {
        await db.Set<School>().Where(s => s.Id == scope.SchoolId).ExecuteUpdateAsync(s => s.SetProperty(x => x.PackVersion, number));
        scope.PackVersion = number;
    }

    public async Task PutOnWebsiteAsync(bool on)
    {
        await EnsureFirstAsync();
        var version = await InForceAsync();
        var before = version.OnWebsite;
        version.OnWebsite = on;
        audit.Record(Website, nameof(PolicyVersion), version.Id, new { OnWebsite = before }, new { version.OnWebsite });
    }

    private async Task TellNextAsync(string post, string text = "A new version of the online safety policy waits for your approval", string path = "policy/draft") => await notifier.TellAsync(
        post == VersionSteps.Board ? await HoldersOfAsync([Role.ChairOfGovernors]) : [.. (await posts.HoldersAsync(post)).Select(h => h.PersonId).OfType<Guid>()],
        text, path);

    private async Task<List<Guid>> HoldersOfAsync(Role[] roles) => await db.Set<RoleHolding>()
        .Where(h => roles.Contains(h.Role) && h.Until == null).Select(h => h.PersonId).Distinct().ToListAsync();
}
