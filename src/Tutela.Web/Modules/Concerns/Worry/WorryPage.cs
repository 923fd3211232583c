using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>One page of a parent's report. "Exit this page" first cuts the browser off from the draft, then leaves.</summary>
public abstract class WorryPage(DraftDesk drafts, SchoolScope scope, PageFrame frame) : PageModel
{
    protected Draft Draft { get; private set; } = null!;
    public WorryDraft Body { get; private set; } = new();
    public Guid Id => Draft.Id;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => frame.ExitHref = scope.Href("worry/leave");

    protected async Task LoadAsync(Guid id) => (Draft, Body) = await drafts.FindAsync<WorryDraft>(id, WorryDraft.Kind);

    protected void Keep() => drafts.Save(Draft, Body);

    protected IActionResult GoTo(string step) => Redirect(scope.Href($"worry/{Draft.Id}/{step}"));
}
