using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp;

/// <summary>A page of setting up. At a school that is live it leads to the list, which says where each thing is changed now.</summary>
[TypeFilter<OnlyBeforeLive>]
public abstract class SettingUpPage(SchoolScope scope) : PageModel
{
    protected SchoolScope Scope { get; } = scope;
    public string ListHref => Scope.Href("setting-up");

    /// <summary>Back to the list, with what was done.</summary>
    protected IActionResult Done(string words)
    {
        TempData["Success"] = words;
        return Redirect(ListHref);
    }
}

// A filter of its own, since a page's own filter methods run before the transaction that reads whether the school is live.
internal sealed class OnlyBeforeLive(SchoolScope scope) : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (scope.IsLive) context.Result = new RedirectResult(scope.Href("setting-up"));
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
