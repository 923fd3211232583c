using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>One of the three questions. "Exit this page" first forgets the draft, then leaves.</summary>
public abstract class TellPage(DraftDesk drafts, SchoolScope scope, PageFrame frame) : PageModel
{
    protected Draft Draft { get; private set; } = null!;
    public TellDraft Body { get; private set; } = new();
    public Guid Id => Draft.Id;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => frame.ExitHref = scope.Href("tell/leave");

    protected async Task LoadAsync(Guid id) => (Draft, Body) = await drafts.FindAsync<TellDraft>(id, TellDraft.Kind);

    protected void Keep() => drafts.Save(Draft, Body);

    protected IActionResult GoTo(string step) => Redirect(scope.Href($"tell/{Draft.Id}/{step}"));
}
