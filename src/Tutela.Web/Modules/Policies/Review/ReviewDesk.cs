using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Policies.Review;

/// <summary>Runs the review of the policy. Scoped.</summary>
public sealed class ReviewDesk(TutelaDb db, PackInForce pack, PostRegister posts, CurrentUser user, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    public static readonly Process Opened = new("policy.review-opened", "A review of the policy was opened");
    public static readonly Process Entered = new("policy.review-entered", "An owner entered their part of the review");
    public static readonly Process RiskRecorded = new("policy.review-risk", "A risk assessment was put to the review");
    public static readonly Process Closed = new("policy.review-closed", "A review of the policy was completed");
    public static readonly Process Reminded = new("policy.review-reminded", "The owners were reminded of the review");

    public IReadOnlyList<string> Owners => pack.Settings.Review.Owners;

    public async Task<ReviewClock> ClockAsync()
    {
        var dates = await db.Set<PolicyVersion>().Where(v => v.Status == VersionStatus.Published).Select(v => new { v.AgreedOn, v.NextReviewOn }).SingleOrDefaultAsync();
        var review = pack.Settings.Review;
        return ReviewClock.Of(review, dates is null ? review.Last : dates.AgreedOn, dates is null ? review.Next : dates.NextReviewOn, clock.Today());
    }

    public Task<PolicyReview?> OpenAsync() => db.Set<PolicyReview>().SingleOrDefaultAsync(r => r.ClosedOn == null);

    public async Task<List<PolicyReviewEntry>> EntriesAsync(Guid review) => await db.Set<PolicyReviewEntry>().Where(e => e.ReviewId == review).OrderBy(e => e.At).ToListAsync();

    /// <summary>The posts among the owners that the person who asks answers for. The chair enters the board's part.</summary>
    public async Task<List<string>> MineAsync()
    {
        var all = (await posts.LoadAsync()).ToDictionary(p => p.Setting.Id);
        return [.. Owners.Where(o => o == VersionSteps.Board ? user.Is(Role.ChairOfGovernors) : all.TryGetValue(o, out var post) && post.Holders.Any(h => h.PersonId == user.PersonId))];
    }

    public async Task StartAsync(ReviewCause? cause, string? reason)
    {
        audit.Begin(Opened);
        if (await OpenAsync() is not null) throw new Refused("A review is open already: go on with that one.", "Input.Cause");
        var review = PolicyReview.Open(Guid.CreateVersion7(clock.GetUtcNow()), cause, reason, user.PersonId, clock.Today());
        db.Add(review);
        audit.Record(Opened, nameof(PolicyReview), review.Id, after: new { review.Cause }, reason: review.Reason);
        await notifier.TellAsync(await OwnersAsync(), "A review of the online safety policy is open: please enter your part", "policy/review");
    }

    public async Task EnterAsync(string? post, string? words)
    {
        audit.Begin(Entered);
        var review = await OpenAsync() ?? throw new NotFound();
        if (post is null || !(await MineAsync()).Contains(post)) throw new Forbidden();
        var said = words?.Trim() ?? "";
        if (said.Length == 0) throw new Refused("Write what you found", "Entry.Words");
        if (said.Length > PolicyReviewEntry.WordsMaxLength) throw new Refused($"Use at most {PolicyReviewEntry.WordsMaxLength} characters", "Entry.Words");
        if (await db.Set<PolicyReviewEntry>().AnyAsync(e => e.ReviewId == review.Id && e.Post == post)) throw new Refused("This part has been entered already.", "Entry.Words");
        db.Add(new PolicyReviewEntry { Id = Guid.CreateVersion7(clock.GetUtcNow()), ReviewId = review.Id, Post = post, PersonId = user.PersonId, At = clock.GetUtcNow(), Words = said });
        audit.Record(Entered, nameof(PolicyReview), review.Id, after: new { post });
    }

    public async Task AttachAsync(DateOnly? on, string? reference)
    {
        audit.Begin(RiskRecorded);
        var review = await OpenAsync() ?? throw new NotFound();
        review.Attach(on, reference, clock.Today());
        audit.Record(RiskRecorded, nameof(PolicyReview), review.Id, after: new { review.RiskOn, review.RiskReference });
    }

    public async Task CloseAsync()
    {
        audit.Begin(Closed);
        var review = await OpenAsync() ?? throw new NotFound();
        var entered = (await EntriesAsync(review.Id)).Select(e => e.Post).ToList();
        var titles = pack.Settings.Roles.ToDictionary(r => r.Id, r => r.Title);
        review.Close(Owners.Select(o => titles.GetValueOrDefault(o, o)), [.. entered.Select(o => titles.GetValueOrDefault(o, o))], pack.Settings.Review.RiskAssessmentWithinMonths, clock.Today());
        audit.Record(Closed, nameof(PolicyReview), review.Id, after: new { review.ClosedOn, review.RiskOn });
        // Every review reaches the governors.
        var governors = await db.Set<Person>().Where(p => p.Kind == PersonKind.Governor && p.EndedOn == null).Select(p => p.Id).ToListAsync();
        await notifier.TellAsync(governors, "The review of the online safety policy is complete: read what was found", "policy/review");
    }

    public async Task<List<Guid>> OwnersAsync()
    {
        var all = (await posts.LoadAsync()).ToDictionary(p => p.Setting.Id);
        return [.. Owners.Where(all.ContainsKey).SelectMany(o => all[o].Holders).Select(h => h.PersonId).OfType<Guid>().Distinct()];
    }
}

/// <summary>Tells the owners when the review comes near, is due or is past: then once in thirty days.</summary>
public sealed class ReviewReminders(TutelaDb db, VersionDesk versions, ReviewDesk desk, Notifier notifier, AuditTrail audit, TimeProvider clock) : SchoolJob
{
    private const int EveryDays = 30;

    public override bool OnlyWhenLive => true;

    public override async Task RunAsync(CancellationToken ct)
    {
        await versions.EnsureFirstAsync();
        var review = await desk.ClockAsync();
        if (!review.NeedsSomebody) return;
        var (version, today) = (await db.Set<PolicyVersion>().SingleAsync(v => v.Status == VersionStatus.Published, ct), clock.Today());
        if (version.RemindedOn is { } last && last.AddDays(EveryDays) > today) return;
        version.RemindedOn = today;
        await notifier.TellAsync(await desk.OwnersAsync(), review.Sentence, "policy/review");
        audit.Record(ReviewDesk.Reminded, nameof(PolicyVersion), version.Id, after: new { review.State });
    }
}
