using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Access.Breaches;

/// <summary>Saves a breach of sign-in rules and does what follows at once: the account has to get a new password here, ICT support is asked for the
/// other systems, and whoever answers for passwords is told. Scoped.</summary>
public sealed class BreachDesk(TutelaDb db, PostRegister posts, SessionStore sessions, Notifier notifier, AuditTrail audit, CurrentUser user, TimeProvider clock)
{
    /// <summary>The post of the pack that answers for passwords.</summary>
    public const string PasswordOwner = "password-owner";

    public async Task<SignInBreach> ReportAsync(SignInBreach.Wish wish)
    {
        var now = clock.GetUtcNow();
        var breach = SignInBreach.Report(wish, user.PersonId, now);
        db.Add(breach);
        audit.Record(AccessProcesses.BreachReported, nameof(SignInBreach), breach.Id, after: new { breach.Kind, breach.PersonId, breach.OtherId }, aboutPersonId: breach.PersonId);
        if (breach.Kind.NeedsReset())
        {
            db.Add(AccountRequest.Ask(RequestKind.Reset, breach.PersonId, "Every system with this login", "Reset the password: it may be known to somebody else.", breach.Kind.Title(), user.PersonId, now, breach.Id));
            await ForceChangeAsync(breach.PersonId);
        }
        var owners = (await posts.HoldersAsync(PasswordOwner)).Select(o => o.PersonId).OfType<Guid>().ToList();
        if (owners.Count == 0)
            owners = await db.Set<Person>().Where(p => p.EndedOn == null && p.Roles.Any(r => r.Until == null && r.Role == Role.ComputingLead)).Select(p => p.Id).ToListAsync();
        await notifier.TellAsync(owners, $"{breach.Kind.Title()}: an account needs a new password", "access/breaches");
        return breach;
    }

    /// <summary>From now on the account's own password is one that somebody else knows: every session ends, and the next sign-in asks for a new one.</summary>
    private async Task ForceChangeAsync(Guid person)
    {
        if (await db.Set<Person>().Where(p => p.Id == person).Select(p => p.AccountId).SingleOrDefaultAsync() is not { } account) return;
        await db.Users.Where(a => a.Id == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordChangedAt, (DateTimeOffset?)null));
        await sessions.EndAllAsync(account);
        audit.Record(AccessProcesses.ChangeForced, nameof(Person), person, aboutPersonId: person);
    }
}
