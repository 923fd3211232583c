using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>When somebody last gave their password in this session, kept in its ticket.</summary>
internal static class Proof
{
    /// <summary>A form that was opened with a fresh proof may take a while to write.</summary>
    public static readonly TimeSpan WritingTime = TimeSpan.FromMinutes(30);
    private const string Item = "tutela:proved";

    public static bool IsFresh(AuthenticationProperties? ticket, TimeSpan allowed, DateTimeOffset now) =>
        ticket?.Items.TryGetValue(Item, out var text) == true && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && now - DateTimeOffset.FromUnixTimeSeconds(at) <= allowed;

    public static void Give(AuthenticationProperties ticket, DateTimeOffset now) => ticket.Items[Item] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>Writes the proof into the session once the check has been committed, and goes on to what was asked for.</summary>
internal sealed class ProvedRedirect(string to, DateTimeOffset now) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var ticket = (await context.HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Ticket;
        if (ticket is not null)
        {
            Proof.Give(ticket.Properties, now);
            await context.HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, ticket.Principal, ticket.Properties);
        }
        await new LocalRedirectResult(to).ExecuteResultAsync(context);
    }
}
