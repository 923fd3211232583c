using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore.Storage;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;

namespace Tutela.Web.Platform.Tenancy;

/// <summary>One transaction a page handler, committed before the result executes: what did not commit is never shown as saved, and
/// a view can't query. A <see cref="Refused"/> rolls back and shows its message on the page with what was typed.</summary>
public sealed class SchoolPageFilter(TutelaDb db, SchoolScope scope, SchoolTransaction transactions, AuditTrail audit, RefusalCount refusals,
    DraftDesk drafts, ITempDataDictionaryFactory tempData) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A page without a handler for the method would be shown with nothing loaded.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(context.HttpContext.Request.Method) && !HttpMethods.IsHead(context.HttpContext.Request.Method))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        if (!scope.IsSet)
        {
            var plain = await next();
            Answer(plain);
            return;
        }
        await using var transaction = await transactions.BeginAsync(context.HttpContext.RequestAborted);
        var executed = await next();
        if (executed.Exception is not null)
        {
            await UndoAsync(transaction, context.HttpContext);
            Answer(executed);
            if (executed.Exception is Refused) await refusals.CountAsync(audit.Begun);
            return;
        }
        if (!context.ModelState.IsValid && HttpMethods.IsPost(context.HttpContext.Request.Method) && executed.Result is PageResult)
        {
            // A page shown again with errors saved nothing, whatever the handler had begun; only the draft keeps what was typed.
            await UndoAsync(transaction, context.HttpContext);
            return;
        }
        try
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        catch
        {
            await UndoAsync(transaction, context.HttpContext);
            throw;
        }
    }

    // The page that says what went wrong runs in this same scope: it must find nothing of what was begun.
    private async Task UndoAsync(IDbContextTransaction transaction, HttpContext http)
    {
        await transaction.DisposeAsync();
        db.ChangeTracker.Clear();
        // "It is recorded" was meant for the next page, and nothing was.
        tempData.GetTempData(http).Clear();
        await drafts.KeepTypedAsync();
    }

    private static void Answer(PageHandlerExecutedContext executed)
    {
        switch (executed.Exception)
        {
            case Refused refused:
                executed.ModelState.AddModelError(refused.Field ?? "", refused.Message);
                executed.Result = ((PageModel)executed.HandlerInstance).Page();
                executed.ExceptionHandled = true;
                break;
            case NotFound:
                executed.Result = new NotFoundResult();
                executed.ExceptionHandled = true;
                break;
            case Forbidden:
                executed.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
                executed.ExceptionHandled = true;
                break;
        }
    }
}
