using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People;

/// <summary>Sends adults the link by which they choose their password. One mail a person; an earlier link stops working. Scoped.</summary>
public sealed class Invitations(TutelaDb db, LinkDesk links, Notifier notifier, SchoolScope scope, PublicAddress address, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Invited = new("people.invited", "A person was sent a link to join or to choose a new password");
    public static readonly TimeSpan JoinLife = TimeSpan.FromDays(14);
    public static readonly TimeSpan ResetLife = TimeSpan.FromHours(24);

    public async Task SendAsync(Person person)
    {
        audit.Begin(Invited);
        if (person.Kind == PersonKind.Pupil) throw new Refused("Pupils get a printed card from their class's page, not an e-mail.");
        if (person.Email is not { } to) throw new Refused("Enter an e-mail address for this person first.");
        await SendAllAsync([person]);
    }

    /// <summary>The caller has seen to it that all of them are adults with an e-mail address. A fixed number of queries.</summary>
    public async Task SendAllAsync(IReadOnlyCollection<Person> people)
    {
        var (now, ids) = (clock.GetUtcNow(), people.Select(p => p.Id).ToList());
        await db.Set<Link>().Where(l => ids.Contains(l.PersonId) && (l.Purpose == LinkPurpose.Join || l.Purpose == LinkPurpose.ResetPassword) && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.ExpiresAt, now));
        foreach (var person in people)
        {
            var joins = person.AccountId is null;
            var path = links.Issue(joins ? LinkPurpose.Join : LinkPurpose.ResetPassword, person.Id, joins ? JoinLife : ResetLife);
            notifier.Mail(person.Email!, joins ? $"Join {scope.School.Name} on Tutela" : "Choose a new Tutela password",
                $"{(joins ? $"{scope.School.Name} uses Tutela for online safety. Choose your password here" : "Choose a new password here")}:\n\n{address.Of(path)}\n\n"
                + $"The link works {(joins ? "for 14 days" : "for 24 hours")}, once. If you did not expect this, tell the school office.\n");
            audit.Record(Invited, nameof(Person), person.Id, aboutPersonId: person.Id);
        }
    }
}
