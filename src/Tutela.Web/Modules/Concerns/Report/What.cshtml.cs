using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

[For(Staff = true)]
public sealed class WhatModel(DraftDesk drafts, SchoolScope scope) : ReportPage(drafts, scope)
{
    [BindProperty] public WhatInput Input { get; set; } = new();

    public sealed class WhatInput
    {
        [Required(ErrorMessage = "Write what happened"), MaxLength(Concern.AccountMaxLength, ErrorMessage = "What happened must be 10,000 characters or fewer")]
        public string? Account { get; set; }
        [MaxLength(Concern.ChildWordsMaxLength, ErrorMessage = "The child’s own words must be 5,000 characters or fewer")]
        public string? ChildWords { get; set; }
        [MaxLength(Concern.ActionTakenMaxLength, ErrorMessage = "What you have done must be 5,000 characters or fewer")]
        public string? ActionTaken { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input = new WhatInput { Account = Body.Account, ChildWords = Body.ChildWords, ActionTaken = Body.ActionTaken };
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await TakeAsync(id);
        return ModelState.IsValid ? Onward("who") : Page();
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
        (Body.Account, Body.ChildWords, Body.ActionTaken) = (Input.Account, Input.ChildWords, Input.ActionTaken);
        Keep();
    }
}
