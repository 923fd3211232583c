using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Attempts;

/// <summary>Writes down what somebody who is signed in asked for and may not have: a page of other roles, a step that they may not take, a record
/// that is not there for them. In a transaction of its own, because the asker's is rolled back. Scoped.</summary>
public sealed class DeniedAttempts(CurrentUser user, SchoolScope scope, SchoolWork work) : IAsyncPageFilter
{
    public const int PathMaxLength = 300;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Result is NotFoundResult or StatusCodeResult { StatusCode: StatusCodes.Status403Forbidden }) await WriteAsync(context.HttpContext);
    }

    public async Task WriteAsync(HttpContext http)
    {
        if (!user.IsKnown || !scope.IsSet) return;
        var (person, account, name, roles) = (user.PersonId, user.AccountId ?? Guid.Empty, user.Name, user.Roles);
        var path = http.Request.Path.Value ?? "";
        await work.RunAsync(scope.School, services =>
        {
            services.GetRequiredService<CurrentUser>().Set(account, person, name, roles);
            services.GetRequiredService<AuditTrail>().Record(AccessProcesses.Denied, nameof(Person), person, after: new { path = path.Length <= PathMaxLength ? path : path[..PathMaxLength], method = http.Request.Method });
            return Task.CompletedTask;
        });
    }
}

/// <summary>The same for pages that the role does not open at all, which no page filter sees.</summary>
public sealed class DeniedByRole : IAuthorizationMiddlewareResultHandler
{
    private static readonly AuthorizationMiddlewareResultHandler Usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden) await context.RequestServices.GetRequiredService<DeniedAttempts>().WriteAsync(context);
        await Usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
