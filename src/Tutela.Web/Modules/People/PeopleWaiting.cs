using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Web.Modules.People;

/// <summary>What an administrator or the headteacher has still to do so that everybody is in and who left is out: five queries.</summary>
internal sealed class PeopleWaiting(PostRegister register, PackInForce pack) : WaitingSource
{
    private const int LeaversDays = 90;

    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(Role.Administrator, Role.Headteacher)) return [];
        var waiting = new List<Waiting>();
        if (!await db.Set<Person>().AnyAsync(p => p.Kind == PersonKind.Pupil && p.EndedOn == null))
            waiting.Add(new("Bring in pupils, staff and classes", "people/import", WaitingRank.Due, "From your school's own system"));
        if ((await register.LoadAsync()).Count(p => p.IsGap) is > 0 and var gaps)
            waiting.Add(new(gaps == 1 ? "1 role in the policy is empty" : $"{gaps} roles in the policy are empty", "people/roles", WaitingRank.Due, "The policy needs somebody in each", gaps));
        var invited = db.Set<Link>().Where(l => l.Purpose == LinkPurpose.Join && l.UsedAt == null && l.ExpiresAt > now).Select(l => l.PersonId);
        var uninvited = await db.Set<Person>().CountAsync(p => p.Kind == PersonKind.Staff && p.EndedOn == null && p.AccountId == null && p.Email != null && !invited.Contains(p.Id));
        if (uninvited > 0) waiting.Add(new(uninvited == 1 ? "1 member of staff is not invited yet" : $"{uninvited} staff are not invited yet", "people/invite", WaitingRank.Due, null, uninvited));
        if (await db.Set<RosterUpload>().Where(u => u.Status == UploadStatus.Ready).OrderBy(u => u.At).Select(u => (Guid?)u.Id).FirstOrDefaultAsync() is { } ready)
            waiting.Add(new("An import waits for you to confirm it", $"people/import/{ready}", WaitingRank.Due));
        var since = now.LondonDay().AddDays(-LeaversDays);
        var leavers = !pack.Settings.StaffContact.ConfidentialAfterLeaving ? 0
            : await db.Set<Person>().CountAsync(p => p.Kind == PersonKind.Staff && p.EndedOn >= since && !db.Set<LeaverRecord>().Any(r => r.PersonId == p.Id));
        if (leavers > 0) waiting.Add(new(leavers == 1 ? "1 record of leaving is not complete" : $"{leavers} records of leaving are not complete", "people?Left=true", WaitingRank.Due, "The policy asks leavers to sign", leavers));
        return waiting;
    }
}
