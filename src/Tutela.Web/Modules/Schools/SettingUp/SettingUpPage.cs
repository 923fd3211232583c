using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp;

/// <summary>A page of setting up. At a school that is live it leads to the list, which says where each thing is changed now.</summary>
public abstract class SettingUpPage(SchoolScope scope) : PageModel
{
    protected SchoolScope Scope { get; } = scope;
    public string ListHref => Scope.Href("setting-up");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Scope.IsLive) context.Result = new RedirectResult(ListHref);
    }

    /// <summary>Back to the list, with what was done.</summary>
    protected IActionResult Done(string words)
    {
        TempData["Success"] = words;
        return Redirect(ListHref);
    }
}
