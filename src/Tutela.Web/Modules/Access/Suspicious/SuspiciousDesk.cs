using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Access.Suspicious;

/// <summary>Takes a report of a suspicious message and tells those whom the policy names, at once. Need to know: whoever runs accounts and network sees
/// all; those who were told and the reporter see theirs. Scoped.</summary>
public sealed class SuspiciousDesk(TutelaDb db, PackInForce pack, PostRegister posts, PeopleDirectory people, Notifier notifier, AuditTrail audit, CurrentUser user, TimeProvider clock)
{
    public IQueryable<SuspiciousMessage> Seen()
    {
        var (me, all) = (user.PersonId, user.Is(AccessNeed.Run));
        return db.Set<SuspiciousMessage>().Where(m => all || m.ReporterId == me || m.ToldIds.Contains(me));
    }

    public bool MayDealWith(SuspiciousMessage message) => user.Is(AccessNeed.Run) || message.ToldIds.Contains(user.PersonId);

    public async Task<SuspiciousMessage> ReportAsync(SuspiciousMessage.Wish wish)
    {
        var told = await ReadersAsync(wish.ByPupil);
        var message = SuspiciousMessage.Report(wish, told, user.PersonId, clock.GetUtcNow());
        db.Add(message);
        audit.Record(AccessProcesses.SuspiciousReported, nameof(SuspiciousMessage), message.Id, after: new { message.Way, message.Opened, message.ByPupil, message.ReceivedAt }, aboutPersonId: message.RecipientId);
        var recipient = await db.Set<Person>().Where(p => p.Id == message.RecipientId).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
        var what = message.Way == MessageWay.Email ? "A suspicious email" : "A suspicious message";
        await notifier.TellAsync(told, $"{(message.Opened.IsUrgent() ? "Act now: " : "")}{what} came to {recipient} on {DateText.DayAndTime(message.ReceivedAt)}. {message.Opened.Title()}.", $"suspicious-messages/{message.Id}");
        return message;
    }

    /// <summary>The people whom the policy names for it; with nobody there, whoever leads computing, then the administrators.</summary>
    public async Task<List<Guid>> ReadersAsync(bool byPupil)
    {
        var found = new HashSet<Guid>();
        foreach (var reader in byPupil ? pack.Settings.Access.PupilsSuspiciousMessagesTo : pack.Settings.Access.SuspiciousMessagesTo)
            found.UnionWith(reader switch
            {
                SuspiciousReader.ClassTeacher => await people.ClassOfAsync(user.PersonId) is { } one ? (await people.TeachersOfAsync(one.Id)).Select(t => t.Id) : [],
                SuspiciousReader.ComputingLead => await HoldersAsync(Role.ComputingLead),
                SuspiciousReader.SafeguardingLead => await HoldersAsync(Role.DesignatedSafeguardingLead),
                _ => (await posts.HoldersAsync("it-provider")).Select(h => h.PersonId).OfType<Guid>().Concat(await HoldersAsync(Role.IctSupport)),
            });
        foreach (var role in new[] { Role.ComputingLead, Role.Administrator })
            if (found.Count == 0) found.UnionWith(await HoldersAsync(role));
        return [.. found];
    }

    private Task<List<Guid>> HoldersAsync(Role role) => db.Set<Person>().Where(p => p.EndedOn == null && p.Roles.Any(r => r.Role == role && r.Until == null)).Select(p => p.Id).ToListAsync();
}
