using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>Which child, and what happened. What was typed goes into the draft first and is checked after.</summary>
[For(Role.Parent)]
public sealed class WhatModel(DraftDesk drafts, SchoolScope scope, PageFrame frame, PeopleDirectory people, CurrentUser user) : WorryPage(drafts, scope, frame)
{
    [BindProperty] public WhatInput Input { get; set; } = new();

    public sealed class WhatInput
    {
        public string? Child { get; set; }
        [MaxLength(Concern.UnnamedMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Unnamed { get; set; }
        [Required(ErrorMessage = "Write what happened"), MaxLength(Concern.AccountMaxLength, ErrorMessage = "What happened must be 10,000 characters or fewer")] public string? Account { get; set; }
        [MaxLength(Concern.HappenedAboutMaxLength, ErrorMessage = "Use at most 200 characters")] public string? When { get; set; }
    }

    public IReadOnlyList<Person> Children { get; private set; } = [];

    public async Task OnGetAsync(Guid id)
    {
        await LoadAllAsync(id);
        Input = new WhatInput { Child = Body.Child, Unnamed = Body.Unnamed, Account = Body.Account, When = Body.When };
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await TakeAsync(id);
        if (Input.Child != WorryDraft.Another && Children.All(c => c.Id.ToString() != Input.Child)) ModelState.AddModelError("Input.Child", "Choose the child whom it is about");
        if (Input.Child == WorryDraft.Another && string.IsNullOrWhiteSpace(Input.Unnamed)) ModelState.AddModelError("Input.Unnamed", "Say who the child is, as far as you know");
        return ModelState.IsValid ? GoTo("check") : Page();
    }

    /// <summary>What has been typed so far, sent by the browser while one types.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid id)
    {
        await TakeAsync(id);
        return new NoContentResult();
    }

    private async Task TakeAsync(Guid id)
    {
        await LoadAllAsync(id);
        (Body.Child, Body.Unnamed, Body.Account, Body.When) = (Input.Child, Input.Unnamed, Input.Account, Input.When);
        Keep();
    }

    private async Task LoadAllAsync(Guid id)
    {
        await LoadAsync(id);
        Children = await people.PupilsOfParentAsync(user.PersonId);
    }
}
