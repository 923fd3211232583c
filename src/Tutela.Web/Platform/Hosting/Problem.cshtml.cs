using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Hosting;

[Open("Says in plain words that a page is not there or that something went wrong; it tells nothing about either"), IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    public int Code { get; private set; }

    public void OnGet(int code) => Code = code;
    public void OnPost(int code) => Code = code;
}
