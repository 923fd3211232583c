using Microsoft.AspNetCore.Identity;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Security;

/// <summary>What people do to their own sign-in. Scoped.</summary>
public sealed class OwnSignIn(IServiceScopeFactory scopes)
{
    public static readonly Process AuthenticatorOn = new("account.authenticator-on", "An authenticator app was set up");
    public static readonly Process AuthenticatorOff = new("account.authenticator-off", "The authenticator app was taken off");
    public static readonly Process CodesMade = new("account.recovery-codes-made", "New recovery codes were made");

    public static readonly Process PasskeyMade = new("account.passkey-made", "A passkey was made");
    public static readonly Process PasskeyTakenOff = new("account.passkey-taken-off", "A passkey was taken off");

    /// <summary>The passkey in a device's answer; null when it answers no question that this browser was asked.</summary>
    public static async Task<UserPasskeyInfo?> ReadPasskeyAsync(TutelaSignIn signIn, string? answer)
    {
        if (string.IsNullOrEmpty(answer)) return null;
        try
        {
            var result = await signIn.PerformPasskeyAttestationAsync(answer);
            return result.Succeeded ? result.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Refuses a wrong password. Counted in a scope of its own, so that rolling the page back does not forget the try.</summary>
    public async Task CheckPasswordAsync(Guid accountId, string password, string field)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<TutelaSignIn>();
        var account = await signIn.UserManager.FindByIdAsync(accountId.ToString()) ?? throw new NotFound();
        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut) throw new Refused("There have been too many tries. Wait 15 minutes.", field);
        if (!result.Succeeded) throw new Refused("That is not your password. Try again.", field);
    }
}
