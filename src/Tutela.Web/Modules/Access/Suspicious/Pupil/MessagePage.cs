using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>One question to a child. "Exit this page" first cuts the browser off from the draft, then leaves.</summary>
public abstract class MessagePage(DraftDesk drafts, SchoolScope scope, PageFrame frame) : PageModel
{
    protected Draft Draft { get; private set; } = null!;
    public MessageDraft Body { get; private set; } = new();
    public Guid Id => Draft.Id;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => frame.ExitHref = scope.Href("message/leave");

    protected async Task LoadAsync(Guid id) => (Draft, Body) = await drafts.FindAsync<MessageDraft>(id, MessageDraft.Kind);

    protected void Keep() => drafts.Save(Draft, Body);

    protected IActionResult GoTo(string step) => Redirect(scope.Href($"message/{Draft.Id}/{step}"));
}
