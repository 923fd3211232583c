using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Platform.Drafts;

/// <summary>One page of a report that a child or a parent writes, kept as a draft from the first page on. "Exit this page" leads to <c>PATH/leave</c>, which first
/// cuts the browser off from the draft.</summary>
public abstract class DraftPage<T>(DraftDesk drafts, SchoolScope scope, PageFrame frame, string kind, string path) : PageModel where T : class, new()
{
    protected Draft Draft { get; private set; } = null!;
    public T Body { get; private set; } = new();
    public Guid Id => Draft.Id;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => frame.ExitHref = scope.Href($"{path}/leave");

    protected async Task LoadAsync(Guid id) => (Draft, Body) = await drafts.FindAsync<T>(id, kind);

    protected void Keep() => drafts.Save(Draft, Body);

    protected IActionResult GoTo(string step) => Redirect(scope.Href($"{path}/{Draft.Id}/{step}"));
}
