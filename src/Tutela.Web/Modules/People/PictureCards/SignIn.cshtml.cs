using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.PictureCards;

/// <summary>A child who cannot type yet taps three pictures, one a page, so that it works without script. What was tapped is compared when the third is.</summary>
[Open("Signing in by a card: the secret in the address is 128 random bits, the page says nobody's name, and without the three pictures it opens nothing")]
public sealed class SignInModel(PictureDesk desk, SchoolScope scope) : PageModel
{
    [BindProperty] public List<string> Tapped { get; set; } = [];
    [BindProperty] public string? Pick { get; set; }

    public bool Works { get; private set; }
    public string Question => (Tapped.Count switch { 0 => "Tap your first picture", 1 => "Now tap your second picture", _ => "Now tap your last picture" });

    public async Task OnGetAsync(string secret)
    {
        Works = await desk.FindAsync(secret) is not null;
        if (!Works) Response.StatusCode = StatusCodes.Status410Gone;
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (await desk.FindAsync(secret) is not var (card, holder))
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        Works = true;
        // What the page did not offer was made by hand: begin again.
        if (Pick is null || !PictureCard.Choices.Contains(Pick) || Tapped.Exists(t => !PictureCard.Choices.Contains(t)) || Tapped.Count >= PictureCard.Taps) return Again("Tap your three pictures.");
        Tapped.Add(Pick);
        ModelState.Clear();
        if (Tapped.Count < PictureCard.Taps) return Page();
        return await desk.TryAsync(card, holder, Tapped) switch
        {
            PictureTry.Right => new SignedInRedirect(holder.AccountId!.Value, scope.Href()),
            PictureTry.Locked => Again("Too many tries. Ask your teacher for a new card."),
            _ => Again("Those are not your pictures. Try again, or ask your teacher."),
        };
    }

    private PageResult Again(string why)
    {
        Tapped = [];
        ModelState.Clear();
        ModelState.AddModelError("", why);
        return Page();
    }
}
