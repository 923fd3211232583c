using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies;

/// <summary>That the policy waits to be read; for the headteacher, that others are late.</summary>
internal sealed class AttestationWaiting(AttestationDesk desk, PackInForce pack) : WaitingSource
{
    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        var found = new List<Waiting>();
        if (await desk.OfAsync(user.PersonId) is null && await desk.AsksAsync(user))
            found.Add(user.Is(Role.Pupil)
                ? new("Read our online safety rules", "policy/for-pupils", WaitingRank.Due, "A grown-up can read them to you")
                : new("Read the online safety policy", "policy/attest", WaitingRank.Due, "Then say that you have understood it"));
        if (user.Is(Role.Headteacher))
        {
            var (version, outstanding) = (pack.Version, desk.Outstanding(desk.Chased));
            var late = await db.Set<AttestationAsk>().CountAsync(a => a.Version == version && a.HeadToldOn != null && outstanding.Any(p => p.Id == a.PersonId));
            if (late > 0) found.Add(new(late == 1 ? "1 person is late in reading the policy" : $"{late} people are late in reading the policy", "policy/attestations", WaitingRank.Due, "They have been reminded", late));
        }
        return found;
    }
}
