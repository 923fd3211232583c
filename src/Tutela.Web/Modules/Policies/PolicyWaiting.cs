using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies;

/// <summary>A version that waits for this person's approval, and a review that is near, due or past.</summary>
internal sealed class PolicyWaiting(VersionDesk versions, ReviewDesk reviews) : WaitingSource
{
    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is([.. VersionSteps.Editors, Role.ChairOfGovernors])) return [];
        var found = new List<Waiting>();
        if (await versions.OpenAsync() is { } open)
        {
            if (open.Status == VersionStatus.InApproval && await versions.IsMyTurnAsync(open, VersionDesk.Standing(open, await versions.ApprovalsAsync(open))))
                found.Add(new($"Approve version {open.Number} of the policy", "policy/draft", WaitingRank.Due, open.Reason));
            else if (open.Status == VersionStatus.Approved && user.Is(VersionSteps.Publishers))
                found.Add(new($"Publish version {open.Number} of the policy", "policy/draft", WaitingRank.Due, "Every approval is given"));
        }
        if (await versions.ToApproveAsync() is { } adopted && await versions.IsMyTurnAsync(adopted, VersionDesk.Standing(adopted, await versions.ApprovalsAsync(adopted))))
            found.Add(new("Approve the policy that the school adopted", "policy/adopted", WaitingRank.Due, "It is in force already; your approval is still due"));
        var clock = await reviews.ClockAsync();
        if (clock.NeedsSomebody) found.Add(new(clock.Sentence, "policy/review", clock.State is ReviewStanding.Overdue ? WaitingRank.Urgent : WaitingRank.Due, "Open the review"));
        return found;
    }
}
