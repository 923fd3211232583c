using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Tell;

[For(Role.Pupil)]
public sealed class StanceModel(DraftDesk drafts, SchoolScope scope, PageFrame frame) : TellPage(drafts, scope, frame)
{
    [BindProperty] public StanceInput Input { get; set; } = new();

    public sealed class StanceInput
    {
        [Required(ErrorMessage = "Choose a picture")]
        public PupilStance? Stance { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.Stance = Body.Stance;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        Body.Stance = Input.Stance;
        Keep();
        return ModelState.IsValid ? GoTo("what") : Page();
    }
}
