using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>A child begins. No draft is offered again: the tablet may be another child's by then.</summary>
[For(Role.Pupil)]
public sealed class StartModel(DraftDesk drafts, SchoolScope scope, PageFrame frame) : MessagePage(drafts, scope, frame)
{
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;

    public IActionResult OnPost() => Redirect(_scope.Href($"message/{_drafts.Start(MessageDraft.Kind, new MessageDraft()).Id}/what"));
}
