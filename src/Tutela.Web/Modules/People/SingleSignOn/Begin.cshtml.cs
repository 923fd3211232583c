using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>Sends the browser to the provider, with state, nonce and a PKCE challenge that only this browser can answer for.</summary>
[Open("Single sign-on begins before anybody is known; it only sends the browser to the school's own provider")]
public sealed class BeginModel(TutelaDb db, OidcClient client, IDataProtectionProvider protection, PublicAddress address, SchoolScope scope, ILogger<BeginModel> log) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var provider = await db.Set<SignInProvider>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EndedAt == null) ?? throw new NotFound();
        ProviderPlaces places;
        try
        {
            places = await client.DiscoverAsync(provider.Issuer, HttpContext.RequestAborted);
        }
        catch (ProviderFaultException fault)
        {
            log.LogWarning(fault, "Single sign-on with {Issuer} can't begin", provider.Issuer);
            return Page();
        }
        var attempt = SignInAttempt.Begin(scope.SchoolId, provider.Id, scope.Href());
        Response.Cookies.Append(SignInAttempt.Cookie, attempt.Protect(protection), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, MaxAge = SignInAttempt.Life, Path = scope.Href("single-sign-on"), IsEssential = true });
        return Redirect(QueryHelpers.AddQueryString(places.Authorization.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = address.Of(scope.Href("single-sign-on/back")),
            ["scope"] = "openid email profile",
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = attempt.Challenge,
            ["code_challenge_method"] = "S256",
        }));
    }
}
