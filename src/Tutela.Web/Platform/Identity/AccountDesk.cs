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

    /// <summary>Opens a sign-in for a person who has none. <see cref="Refused"/> when the user name is taken.</summary>
    public async Task<Account> OpenAsync(Person person, string userName, string password)
    {
        if (person.AccountId is not null) throw new Refused("This person already has a sign-in.");
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = userName,
            Email = person.Kind == PersonKind.Pupil ? null : person.Email,
            EmailConfirmed = person.Email is not null && person.Kind != PersonKind.Pupil,
            CreatedAt = now,
            PasswordChangedAt = now,
        };
        var result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded) throw new Refused(result.Errors.Any(e => e.Code == "DuplicateUserName") ? "That user name is taken. Choose another." : result.Errors.First().Description, "Input.UserName");
        person.AccountId = account.Id;
        db.Add(new Membership { AccountId = account.Id, SchoolId = scope.SchoolId });
        audit.Record(Opened, nameof(Person), person.Id, aboutPersonId: person.Id);
        await db.SaveChangesAsync();
        return account;
    }

    public async Task SetPasswordAsync(Person person, string password)
    {
        var account = await AccountOfAsync(person) ?? throw new Refused("This person has no sign-in yet.");
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.PasswordChangedAt = clock.GetUtcNow();
        await accounts.UpdateSecurityStampAsync(account);
        audit.Record(PasswordSet, nameof(Person), person.Id, aboutPersonId: person.Id);
        await sessions.EndAllAsync(account.Id);
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
