using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Tutela.Web.Platform.Identity;

/// <summary>Identity's sign-in, refusing accounts that have ended.</summary>
public sealed class TutelaSignIn(UserManager<Account> accounts, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation)
    : SignInManager<Account>(accounts, http, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Account user) => user.EndedAt is null && await base.CanSignInAsync(user);

    /// <summary>Signs in by a passkey (WebAuthn, user verification required), which is both steps in one: no password and no code is asked.
    /// A locked or ended sign-in stays shut.</summary>
    public override async Task<SignInResult> PasskeySignInAsync(string credentialJson)
    {
        var assertion = await PerformPasskeyAssertionAsync(credentialJson);
        if (!assertion.Succeeded) return SignInResult.Failed;
        if (await PreSignInCheck(assertion.User) is { } refused) return refused;
        // The counter that the authenticator keeps has moved on.
        if (!(await UserManager.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey)).Succeeded) return SignInResult.Failed;
        return await SignInOrTwoFactorAsync(assertion.User, isPersistent: false, bypassTwoFactor: true);
    }
}

/// <summary>Adds to a sign-in's ticket when its password was chosen, so that a page can ask for a new one without a query.</summary>
public sealed class TutelaClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    /// <summary>Unix seconds, or "temporary" for a password that somebody else gave out.</summary>
    public const string PasswordChosen = "tutela:password-chosen";
    public const string Temporary = "temporary";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(PasswordChosen, user.PasswordChangedAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? Temporary));
        return identity;
    }
}
