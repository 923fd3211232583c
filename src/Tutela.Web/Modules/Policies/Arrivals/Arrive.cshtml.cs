using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Arrivals;

/// <summary>Who arrives says so at the door, by the code on the poster, without an account.</summary>
[Open("A visitor arrives by the code on the school's poster: 128 random bits, stored hashed, ended by the next poster; it shows the policy and takes a name, nothing else")]
public sealed class ArriveModel(ArrivalDesk desk, PackInForce pack, PolicyWords words) : PageModel
{
    [BindProperty] public ArriveInput Input { get; set; } = new();

    public PolicyPack Pack => pack.Pack;
    public PolicyWords Words => words;
    public int Version => pack.Version;
    [BindProperty(SupportsGet = true, Name = "done")] public bool IsDone { get; set; }

    public sealed class ArriveInput
    {
        public string? Name { get; set; }
        public string? Firm { get; set; }
        public bool? UsesIct { get; set; }
        public bool HasRead { get; set; }
    }

    public Task OnGetAsync(string secret) => LoadAsync(secret);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        await LoadAsync(secret);
        desk.Arrive(Input.Name, Input.Firm, Input.UsesIct, Input.HasRead);
        // A reload of the thanks must not send it twice.
        return RedirectToPage(new { secret, done = true });
    }

    private async Task LoadAsync(string secret)
    {
        (Response.Headers.CacheControl, Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
        if (!await desk.IsOpenAsync(secret)) throw new NotFound();
        await words.LoadAsync();
    }
}
