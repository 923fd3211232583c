using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>Signs somebody in and sends them on. A result, so that it comes after the account has been committed.</summary>
internal sealed class SignedInRedirect(Guid accountId, string to, bool afterPassword = false) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<TutelaSignIn>();
        var account = await signIn.UserManager.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        if (account.TwoFactorEnabled && !afterPassword)
        {
            // The second step is asked for where everybody is asked.
            await new LocalRedirectResult($"/sign-in?to={Uri.EscapeDataString(to)}").ExecuteResultAsync(context);
            return;
        }
        context.HttpContext.Items[SessionStore.BeginsAgain] = true;
        await signIn.SignInAsync(account, isPersistent: false);
        await new LocalRedirectResult(to).ExecuteResultAsync(context);
    }
}
