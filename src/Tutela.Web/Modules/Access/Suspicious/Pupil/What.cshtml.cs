using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>How it came; words if the child likes.</summary>
[For(Role.Pupil)]
public sealed class WhatModel(DraftDesk drafts, SchoolScope scope, PageFrame frame) : MessagePage(drafts, scope, frame)
{
    [BindProperty] public WhatInput Input { get; set; } = new();

    public sealed class WhatInput
    {
        [Required(ErrorMessage = "Choose a picture")] public MessageWay? Way { get; set; }
        [MaxLength(SuspiciousMessage.AccountMaxLength, ErrorMessage = "That is a lot of words. Make it a bit shorter")] public string? Account { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        (Input.Way, Input.Account) = (Body.Way, Body.Account);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await TakeAsync(id);
        return ModelState.IsValid ? GoTo("did") : Page();
    }

    /// <summary>What has been typed so far, sent by the browser while one types.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid id)
    {
        await TakeAsync(id);
        return new NoContentResult();
    }

    private async Task TakeAsync(Guid id)
    {
        await LoadAsync(id);
        (Body.Way, Body.Account) = (Input.Way, Input.Account);
        Keep();
    }
}
