using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity;

/// <summary>Opens and ends the sign-ins of people at the school in scope. The caller has asked the pack's password rule. Scoped.</summary>
public sealed class AccountDesk(TutelaDb db, UserManager<Account> accounts, SessionStore sessions, SchoolScope scope, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Opened = new("account.opened", "A sign-in was opened");
    public static readonly Process Ended = new("account.ended", "A sign-in was ended");
    public static readonly Process PasswordSet = new("account.password-set", "A password was set");

    /// <summary>Opens a sign-in for a person who has none here. Somebody who had one and came back gets it again, under the old user name.
    /// <see cref="Refused"/> when the user name is taken. A <paramref name="temporary"/> password is one that somebody else knows: it has to be changed.</summary>
    public async Task<Account> OpenAsync(Person person, string userName, string password, bool temporary = false)
    {
        if (person.AccountId is not null) return await OpenAgainAsync(person, password, temporary);
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = userName,
            Email = person.Kind == PersonKind.Pupil ? null : person.Email,
            EmailConfirmed = person.Email is not null && person.Kind != PersonKind.Pupil,
            CreatedAt = now,
            PasswordChangedAt = temporary ? null : now,
        };
        var result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded) throw new Refused(result.Errors.Any(e => e.Code == "DuplicateUserName") ? "That user name is taken. Choose another." : result.Errors.First().Description, "Input.UserName");
        await JoinAsync(person, account);
        return account;
    }

    /// <summary>Lets somebody use the sign-in that they have at another school. The caller has checked that it is theirs.</summary>
    public async Task JoinAsync(Person person, Account account)
    {
        if (await db.Set<Person>().AnyAsync(p => p.AccountId == account.Id && p.Id != person.Id))
            throw new Refused("That e-mail address is already used to sign in as somebody else at this school. Ask the school to put in an address of your own.", "Input.Password");
        person.AccountId = account.Id;
        db.Add(new Membership { AccountId = account.Id, SchoolId = scope.SchoolId });
        audit.Record(Opened, nameof(Person), person.Id, aboutPersonId: person.Id);
        await db.SaveChangesAsync();
    }

    /// <summary>Sets a password, opens a locked sign-in and ends every session. The caller has asked the pack's rule.</summary>
    public async Task SetPasswordAsync(Person person, string password, bool temporary = false)
    {
        var account = await AccountOfAsync(person) ?? throw new Refused("This person has no sign-in yet.");
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.PasswordChangedAt = temporary ? null : clock.GetUtcNow();
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        await accounts.UpdateSecurityStampAsync(account);
        audit.Record(PasswordSet, nameof(Person), person.Id, aboutPersonId: person.Id);
        await sessions.EndAllAsync(account.Id);
    }

    private async Task<Account> OpenAgainAsync(Person person, string password, bool temporary)
    {
        if (await db.Set<Membership>().AnyAsync(m => m.AccountId == person.AccountId && m.SchoolId == scope.SchoolId)) throw new Refused("This person already has a sign-in.");
        var account = await AccountOfAsync(person) ?? throw new InvalidOperationException("The person's account is gone.");
        account.EndedAt = null;
        await JoinAsync(person, account);
        await SetPasswordAsync(person, password, temporary);
        return account;
    }

    /// <summary>Ends the sign-in at this school, and altogether when the person belongs to no other. Takes effect at once.</summary>
    public async Task EndAsync(Person person)
    {
        if (person.AccountId is not { } id) return;
        var memberships = await db.Set<Membership>().Where(m => m.AccountId == id).ToListAsync();
        db.RemoveRange(memberships.Where(m => m.SchoolId == scope.SchoolId));
        if (memberships.All(m => m.SchoolId == scope.SchoolId) && await AccountOfAsync(person) is { } account) account.EndedAt = clock.GetUtcNow();
        audit.Record(Ended, nameof(Person), person.Id, aboutPersonId: person.Id);
        await sessions.EndAllAsync(id);
    }

    /// <summary>Ends the sign-ins of many people, in the caller's transaction; a fixed number of statements.</summary>
    public async Task EndAllAsync(Guid[] people, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var holders = await db.Set<Person>().Where(p => people.Contains(p.Id) && p.AccountId != null).Select(p => new { p.Id, Account = p.AccountId!.Value }).ToListAsync(ct);
        if (holders.Count == 0) return;
        var ids = holders.ConvertAll(h => h.Account).ToArray();
        await db.Set<Membership>().Where(m => m.SchoolId == scope.SchoolId && ids.Contains(m.AccountId)).ExecuteDeleteAsync(ct);
        await db.Users.Where(a => ids.Contains(a.Id) && a.EndedAt == null && !db.Set<Membership>().Any(m => m.AccountId == a.Id))
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.EndedAt, now), ct);
        await db.Database.ExecuteSqlAsync($"delete from system.sessions where account_id = any({ids})", ct);
        foreach (var holder in holders) audit.Record(Ended, nameof(Person), holder.Id, aboutPersonId: holder.Id);
    }

    private async Task<Account?> AccountOfAsync(Person person) =>
        person.AccountId is { } id ? await db.Users.SingleOrDefaultAsync(a => a.Id == id) : null;
}
