using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>What the child did with it; then it goes to those whom the policy names, the class teacher first among them.</summary>
[For(Role.Pupil)]
public sealed class DidModel(DraftDesk drafts, SchoolScope scope, PageFrame frame, SuspiciousDesk desk, CurrentUser user, AuditTrail audit) : MessagePage(drafts, scope, frame)
{
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;

    [BindProperty] public DidInput Input { get; set; } = new();

    public sealed class DidInput
    {
        public MessageOpened? Opened { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.Opened = Body.Opened;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        Body.Opened = Input.Opened;
        Keep();
        audit.Begin(AccessProcesses.SuspiciousReported);
        if (Body.Way is null) return GoTo("what");
        var message = await desk.ReportAsync(new(user.PersonId, Body.Way, Body.Opened, null, Body.Account, ByPupil: true));
        _drafts.Sent(Draft);
        return Redirect(_scope.Href($"message/thank-you/{message.Id}"));
    }
}
