using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.SingleSignOn;

[Open("Single sign-on: this is how a person becomes known; it shows the names of the school's providers only")]
public sealed class ChooseModel(ProviderDesk desk) : PageModel
{
    public IReadOnlyList<SignInProvider> Providers { get; private set; } = [];

    public async Task OnGetAsync() => Providers = await desk.OpenAsync();
}
