using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Versions;

public sealed partial class VersionDesk
{
    public static readonly Process Adopted = new("policy.version-adopted", "A version of the policy came into force when the school went live");

    /// <summary>The version in force, while it was adopted and is not approved yet.</summary>
    public Task<PolicyVersion?> ToApproveAsync() => Versions.SingleOrDefaultAsync(v => v.Status == VersionStatus.Published && v.AdoptedAt != null && v.AgreedOn == null);

    /// <summary>Puts a school's first own version in force when it goes live. Its approval route approves it afterwards.</summary>
    internal async Task<PolicyVersion> AdoptAsync(PackTexts texts, bool onWebsite)
    {
        await EnsureFirstAsync();
        if (await OpenAsync() is not null) throw new Platform.Refused("A new version of the policy is being made. Publish or withdraw it first.");
        var found = checks.Of(texts);
        IReadOnlyList<string> faults = [.. found.Faults, .. await checks.GapsAsync(found.Pack)];
        if (faults.Count > 0) throw new Platform.Refused($"Mend this before the policy comes into force: {faults[0]}");
        var (current, number, now) = (await InForceAsync(), await Versions.MaxAsync(v => v.Number) + 1, clock.GetUtcNow());
        var review = found.Pack!.Settings.Review;
        DateOnly? next = review.Cycle is ReviewCycle.AsRequired ? null : ReviewRules.NextAfter(review, now.LondonDay()) ?? now.LondonDay().AddYears(1);
        var version = PolicyVersion.Adopt(Guid.CreateVersion7(now), number, texts, next, Documents(current, number, texts), user.PersonId, now);
        version.OnWebsite = onWebsite;
        current.Archive(now);
        // One version is in force at any time, for the database too.
        await db.SaveChangesAsync();
        db.Add(version);
        await db.SaveChangesAsync();
        await SetInForceAsync(number);
        audit.Record(Adopted, nameof(PolicyVersion), version.Id, before: new { current.Number }, after: new { version.Number, version.NextReviewOn, version.OnWebsite }, reason: version.Reason);
        await TellNextAsync(Route[0], "The policy that the school adopted waits for your approval", "policy/adopted");
        return version;
    }

    /// <summary>Takes an approval of the version that was adopted, from the post whose turn it is.</summary>
    public async Task ConfirmAsync(DateOnly? boardOn)
    {
        audit.Begin(Approved);
        var version = await Versions.SingleOrDefaultAsync(v => v.Status == VersionStatus.Published && v.AdoptedAt != null) ?? throw new NotFound();
        await db.LockAsync<PolicyVersion>(version.Id);
        await db.Entry(version).ReloadAsync();
        if (version.AgreedOn is not null) throw new Refused("This version has been approved already.");
        var standing = Standing(version, await ApprovalsAsync(version));
        var post = PolicyVersion.NextPost(Route, standing) ?? Route[^1];
        if (!await HoldsAsync(post)) throw new Forbidden();
        var approval = version.Confirm(Guid.CreateVersion7(clock.GetUtcNow()), post, user.PersonId, Route, standing, boardOn, clock.GetUtcNow());
        db.Add(approval);
        audit.Record(Approved, nameof(PolicyVersion), version.Id, after: new { version.Number, post, boardOn });
        if (PolicyVersion.NextPost(Route, [.. standing, approval]) is { } next) await TellNextAsync(next, "The policy that the school adopted waits for your approval", "policy/adopted");
    }
}
