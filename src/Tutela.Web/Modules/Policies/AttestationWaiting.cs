using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies;

internal sealed class AttestationWaiting(AttestationDesk desk) : WaitingSource
{
    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is([.. Roles.Staff, .. Roles.Governors, Role.Visitor])) return [];
        return await desk.OfAsync(user.PersonId) is null
            ? [new("Read the online safety policy", "policy/attest", WaitingRank.Due, "Then say that you have understood it")]
            : [];
    }
}
