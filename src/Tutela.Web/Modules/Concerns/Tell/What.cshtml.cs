using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>A picture, or words, or both: who cannot write yet can still tell.</summary>
[For(Role.Pupil)]
public sealed class WhatModel(DraftDesk drafts, SchoolScope scope, PageFrame frame) : TellPage(drafts, scope, frame)
{
    [BindProperty] public WhatInput Input { get; set; } = new();

    public sealed class WhatInput
    {
        public TellPicture? Picture { get; set; }
        [MaxLength(Concern.ChildWordsMaxLength, ErrorMessage = "That is a lot of words. Make it a bit shorter. You can tell us more when we talk")]
        public string? Words { get; set; }
        public List<Technology> Technologies { get; set; } = [];
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        (Input.Picture, Input.Words, Input.Technologies) = (Body.Picture, Body.Words, Body.Technologies);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await TakeAsync(id);
        if (Input.Picture is null && string.IsNullOrWhiteSpace(Input.Words)) ModelState.AddModelError("Input.Picture", "Choose a picture, or write what happened");
        return ModelState.IsValid ? GoTo("adult") : Page();
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
        (Body.Picture, Body.Words, Body.Technologies) = (Input.Picture, Input.Words, Input.Technologies);
        Keep();
    }
}
