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
public sealed class SessionRules(CurrentUser user, SchoolScope scope, PasswordDesk passwords, TutelaDb db, TimeProvider clock) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (user.IsKnown && scope.IsSet)
        {
            await HoldIdleTimeAsync(context.HttpContext);
            if (context.HandlerInstance is not Security.PasswordModel && !scope.School.IsDemonstration && await MustChangeAsync(context.HttpContext.User))
            {
                context.Result = new RedirectResult(scope.Href("sign-in-security/password"));
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
        await http.SignInAsync(IdentityConstants.ApplicationScheme, ticket.Principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + allowed, AllowRefresh = true });
    }

    private async Task<bool> MustChangeAsync(ClaimsPrincipal principal) =>
        IsOfAnEarlierYear(principal, clock) && passwords.MustChange(await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == user.PersonId));

    /// <summary>Whether the password that this ticket was given for is temporary, or was chosen before 1 September.</summary>
    public static bool IsOfAnEarlierYear(ClaimsPrincipal principal, TimeProvider clock) => principal.FindFirstValue(TutelaClaims.PasswordChosen) switch
    {
        null => false,
        var text => !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) || chosen < YearStart(clock).ToUnixTimeSeconds(),
    };

    /// <summary>1 September of this academic year, which is in summer time.</summary>
    public static DateTimeOffset YearStart(TimeProvider clock) => new DateTimeOffset(clock.Today().AcademicYear(), 9, 1, 0, 0, 0, TimeSpan.FromHours(1)).ToUniversalTime();

    private Audience Audience() => user.Is(Roles.Staff) ? Policies.Contract.Packs.Audience.Staff
        : user.Is(Roles.Governors) ? Policies.Contract.Packs.Audience.Governors
        : user.Is(Role.Parent) ? Policies.Contract.Packs.Audience.Parents
        : user.Is(Role.Pupil) ? Policies.Contract.Packs.Audience.Pupils
        : Policies.Contract.Packs.Audience.Visitors;
}
