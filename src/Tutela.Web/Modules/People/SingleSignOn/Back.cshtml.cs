using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>Where the provider sends the browser back to. One answer for everything that is not right, so that nobody learns who has a sign-in.</summary>
[Open("Single sign-on ends here, with what the provider says of the person; nothing is believed that is not verified")]
public sealed class BackModel(TutelaDb db, ProviderDesk desk, OidcClient client, IDataProtectionProvider protection, PublicAddress address, SchoolScope scope, TimeProvider clock, ILogger<BackModel> log) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? code, string? state)
    {
        var attempt = SignInAttempt.Read(Request.Cookies[SignInAttempt.Cookie], protection);
        Response.Cookies.Delete(SignInAttempt.Cookie, new CookieOptions { Path = scope.Href("single-sign-on") });
        if (attempt is null || attempt.School != scope.SchoolId || !attempt.IsState(state) || string.IsNullOrEmpty(code)) return Refuse("no attempt, another's, or the provider refused");
        var provider = await db.Set<SignInProvider>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == attempt.Provider && p.EndedAt == null);
        if (provider is null) return Refuse("the provider was taken off");
        try
        {
            var places = await client.DiscoverAsync(provider.Issuer, HttpContext.RequestAborted);
            var token = await client.RedeemAsync(places, provider.ClientId, desk.SecretOf(provider), code, attempt.Verifier, address.Of(scope.Href("single-sign-on/back")), HttpContext.RequestAborted);
            var (claims, fault) = IdToken.Verify(token, await client.KeysAsync(places, HttpContext.RequestAborted), new(provider.Issuer, provider.ClientId, attempt.Nonce), clock.GetUtcNow());
            if (claims is null) return Refuse($"token: {fault}");
            return await desk.AccountOfAsync(provider, claims) is null ? Refuse("no account that it may open") : new ProviderSignIn(provider.Issuer, claims.Subject, attempt.To);
        }
        catch (ProviderFaultException fault)
        {
            return Refuse(fault.Message);
        }
    }

    private PageResult Refuse(string why)
    {
        log.LogWarning("Single sign-on refused: {Why}", why);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}

/// <summary>Signs the person in after what ties them to the provider has been committed. A second step that they have set up is still asked for.</summary>
internal sealed class ProviderSignIn(string issuer, string subject, string to) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var result = await context.HttpContext.RequestServices.GetRequiredService<TutelaSignIn>().ExternalLoginSignInAsync(issuer, subject, isPersistent: false, bypassTwoFactor: false);
        var next = result.Succeeded ? to : result.RequiresTwoFactor ? $"/sign-in/code?to={Uri.EscapeDataString(to)}" : "/sign-in";
        await new LocalRedirectResult(next).ExecuteResultAsync(context);
    }
}
