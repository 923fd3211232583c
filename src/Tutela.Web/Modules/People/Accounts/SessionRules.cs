using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>Holds the pack's rules on a sign-in at every page of a school: it ends after the audience's minutes without use, and a password that
/// somebody else gave out, or of an earlier academic year, has to be changed first. Costs nothing until one of them applies.</summary>
public sealed class SessionRules(CurrentUser user, SchoolScope scope, PasswordDesk passwords, SeenToday seen, TutelaDb db, TimeProvider clock) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (user.IsKnown && scope.IsSet)
        {
            await HoldIdleTimeAsync(context.HttpContext);
            if (HttpMethods.IsGet(context.HttpContext.Request.Method)) await KeepDayAsync();
            if (context.HandlerInstance is not Security.PasswordModel && !scope.School.IsDemonstration && await MustChangeAsync(context.HttpContext.User))
            {
                context.Result = new RedirectResult(scope.Href("sign-in-security/password"));
                return;
            }
            if (await AsksForProofAsync(context))
            {
                context.Result = new RedirectResult(scope.Href($"sign-in-security/prove?to={Uri.EscapeDataString(context.HttpContext.Request.Path + context.HttpContext.Request.QueryString)}"));
                return;
            }
        }
        await next();
    }

    private async Task HoldIdleTimeAsync(HttpContext http)
    {
        var allowed = TimeSpan.FromMinutes(passwords.IdleMinutes(Audience()));
        var ticket = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Ticket;
        if (ticket?.Properties is not { IssuedUtc: { } issued, ExpiresUtc: { } expires } || (expires - issued - allowed).Duration() < TimeSpan.FromSeconds(2)) return;
        var now = clock.GetUtcNow();
        await http.SignInAsync(IdentityConstants.ApplicationScheme, ticket.Principal, new AuthenticationProperties(new Dictionary<string, string?>(ticket.Properties.Items)) { IssuedUtc = now, ExpiresUtc = now + allowed, AllowRefresh = true });
    }

    private async Task<bool> AsksForProofAsync(PageHandlerExecutingContext context)
    {
        if (passwords.CaseFileMinutes is not { } minutes || !Attribute.IsDefined(context.HandlerInstance.GetType(), typeof(CaseFileAttribute), inherit: true)) return false;
        var allowed = TimeSpan.FromMinutes(minutes) + (HttpMethods.IsGet(context.HttpContext.Request.Method) ? TimeSpan.Zero : Proof.WritingTime);
        return !Proof.IsFresh((await context.HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties, allowed, clock.GetUtcNow());
    }

    private async Task KeepDayAsync()
    {
        var today = clock.Today();
        if (!seen.IsNew(user.PersonId, today)) return;
        await db.Database.ExecuteSqlAsync($"""
            insert into school.sign_in_days (school_id, id, last_on) values ({scope.SchoolId}, {user.PersonId}, {today})
            on conflict (school_id, id) do update set last_on = excluded.last_on where sign_in_days.last_on < excluded.last_on
            """);
        seen.Add(user.PersonId, today);
    }

    private async Task<bool> MustChangeAsync(ClaimsPrincipal principal) => principal.FindFirstValue(TutelaClaims.PasswordChosen) switch
    {
        null => false,
        // Somebody else knows it, whatever the rule says of changing.
        TutelaClaims.Temporary => true,
        _ => passwords.MayBeOld(Chosen(principal)) && passwords.IsOld(await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == user.PersonId), Chosen(principal)),
    };

    /// <summary>When the password that this ticket was given for was chosen; the beginning of time for a temporary one.</summary>
    public static DateTimeOffset Chosen(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(TutelaClaims.PasswordChosen), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? DateTimeOffset.FromUnixTimeSeconds(chosen) : DateTimeOffset.MinValue;

    private Audience Audience() => user.Is(Roles.Staff) ? Policies.Contract.Packs.Audience.Staff
        : user.Is(Roles.Governors) ? Policies.Contract.Packs.Audience.Governors
        : user.Is(Role.Parent) ? Policies.Contract.Packs.Audience.Parents
        : user.Is(Role.Pupil) ? Policies.Contract.Packs.Audience.Pupils
        : Policies.Contract.Packs.Audience.Visitors;
}
