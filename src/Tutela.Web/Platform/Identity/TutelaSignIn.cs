using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Tutela.Web.Platform.Identity;

/// <summary>Identity's sign-in, refusing accounts that have ended.</summary>
public sealed class TutelaSignIn(UserManager<Account> accounts, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation)
    : SignInManager<Account>(accounts, http, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Account user) => user.EndedAt is null && await base.CanSignInAsync(user);
}
