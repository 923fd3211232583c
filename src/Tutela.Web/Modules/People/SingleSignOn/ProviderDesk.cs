using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>The school's providers, and which account a verified token may open. Scoped.</summary>
public sealed class ProviderDesk(TutelaDb db, IDataProtectionProvider protection, UserManager<Account> accounts, IEnumerable<OwnedDomains> owned, AuditTrail audit)
{
    public static readonly Process Added = new("account.provider-added", "A provider for single sign-on was added");
    public static readonly Process Ended = new("account.provider-ended", "A provider for single sign-on was taken off");
    public static readonly Process Linked = new("account.provider-linked", "A person's sign-in was tied to a provider by a verified address");

    private IDataProtector Secrets => protection.CreateProtector("Tutela.SingleSignOn.ClientSecret");

    public string Protect(string secret) => Secrets.Protect(secret);

    public string SecretOf(SignInProvider provider) => Secrets.Unprotect(provider.ProtectedSecret);

    public Task<List<SignInProvider>> OpenAsync() => db.Set<SignInProvider>().AsNoTracking().Where(p => p.EndedAt == null).OrderBy(p => p.Title).ToListAsync();

    /// <summary>The account that these claims open at this school, or null. A known subject opens the account that it was tied to; a new one is tied
    /// once, by an address that the provider vouches for, in a domain that the school owns, of one person who has a sign-in here. Somebody who belongs to
    /// other schools as well is never let in so: one school's provider can't speak for another's.</summary>
    public async Task<Account?> AccountOfAsync(SignInProvider provider, IdClaims claims)
    {
        if (await accounts.FindByLoginAsync(provider.Issuer, claims.Subject) is { } known) return await IsOnlyHereAsync(known.Id) ? known : null;
        if (await VouchedAsync(provider, claims) is not { } address) return null;
#pragma warning disable CA1862, CA1304, CA1311 // becomes lower() in SQL
        var people = await db.Set<Person>().Where(p => p.EndedOn == null && p.AccountId != null && p.Kind != PersonKind.Pupil && p.Email!.ToLower() == address).Take(2).ToListAsync();
#pragma warning restore CA1862, CA1304, CA1311
        if (people.Count != 1 || !await IsOnlyHereAsync(people[0].AccountId!.Value)) return null;
        var account = await accounts.FindByIdAsync(people[0].AccountId!.Value.ToString());
        if (account is null || account.EndedAt is not null) return null;
        // One subject of a provider an account: a second one would be somebody else with a used address.
        if ((await accounts.GetLoginsAsync(account)).Any(l => l.LoginProvider == provider.Issuer)) return null;
        if (!(await accounts.AddLoginAsync(account, new UserLoginInfo(provider.Issuer, claims.Subject, provider.Title))).Succeeded) return null;
        audit.Record(Linked, nameof(Person), people[0].Id, after: new { provider.Issuer }, aboutPersonId: people[0].Id);
        return account;
    }

    private async Task<string?> VouchedAsync(SignInProvider provider, IdClaims claims)
    {
        // Entra vouches for user names, which are always in a domain that the tenant has proved to own, and not for "email".
        var address = (provider.Kind == ProviderKind.Entra ? claims.PreferredUserName : claims.EmailVerified ? claims.Email : null)?.Trim().ToLowerInvariant();
        if (address is null || address.Count('@') != 1) return null;
        var domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        if (provider.Kind == ProviderKind.Google && !string.Equals(claims.HostedDomain, domain, StringComparison.OrdinalIgnoreCase)) return null;
        foreach (var source in owned)
            if ((await source.AllAsync()).Contains(domain)) return address;
        return null;
    }

    private async Task<bool> IsOnlyHereAsync(Guid account)
    {
        var here = db.Set<Person>().Where(p => p.AccountId == account && p.EndedOn == null);
        return await here.AnyAsync() && await db.Set<Membership>().CountAsync(m => m.AccountId == account) == 1;
    }
}
