using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>Opens the sign-in of an adult who came by a link. One account a person: somebody who has one, at another school, uses that one and shows
/// that it is theirs by its password. Scoped.</summary>
public sealed class SignInOpening(TutelaDb db, AccountDesk accounts, PasswordDesk passwords, ILookupNormalizer names, IServiceScopeFactory scopes)
{
    private const string Field = "Input.Password";

    public async Task<bool> HasAccountAsync(Person person, string email) => person.AccountId is null && await FindAsync(email) is not null;

    public async Task<Account> OpenAsync(Person person, string email, string password)
    {
        if (person.AccountId is null && await FindAsync(email) is { } id)
        {
            if (!await IsPasswordAsync(id, password)) throw new Refused("You already have a sign-in with this e-mail address. Enter the password that you use for it.", Field);
            var account = await db.Users.SingleAsync(a => a.Id == id);
            await accounts.JoinAsync(person, account);
            return account;
        }
        passwords.Check(person, password, Field);
        return await accounts.OpenAsync(person, email, password);
    }

    private async Task<Guid?> FindAsync(string email)
    {
        var name = names.NormalizeName(email);
        return await db.Users.Where(a => a.NormalizedUserName == name && a.EndedAt == null).Select(a => (Guid?)a.Id).SingleOrDefaultAsync();
    }

    // In a scope of its own: a wrong try is counted though the page's transaction is rolled back.
    private async Task<bool> IsPasswordAsync(Guid id, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<TutelaSignIn>();
        var account = await signIn.UserManager.FindByIdAsync(id.ToString());
        return account is not null && (await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded;
    }
}
