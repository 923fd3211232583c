using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.ForPupils;

/// <summary>The policy in words and pictures for a child of six: the rules, how far they reach out of school, and whom to tell.</summary>
[For(Everyone = true)]
public sealed class ForPupilsModel(AttestationDesk desk, PackInForce pack, PolicyWords words, CurrentUser user, SchoolScope scope) : PageModel
{
    public DocumentView? Rules { get; private set; }
    public RunningLine Running => pack.Running;
    public IReadOnlyList<ReachLine> Reach => ReachLine.Of(pack.Settings.Scope.OutOfSchool);
    public IReadOnlyList<string> Tell => [.. pack.Settings.Reporting.PupilRoutes.Select(r => r.Name)];
    public bool IsPupil => user.Is(Role.Pupil);
    public Attestation? Mine { get; private set; }
    public bool IsAsked { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    /// <summary>A child says that they have read it, or that somebody has read it to them.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!IsAsked) throw new Forbidden();
        await desk.AttestAsync(user.PersonId, hasUnderstood: true);
        TempData["Success"] = "Well done! We know now that you have read the rules.";
        return Redirect(scope.Href("policy/for-pupils"));
    }

    private async Task LoadAsync()
    {
        await words.LoadAsync();
        // The easy version is signed as the pupils' agreement; here it is read. Where a school has none, the pupils' own document.
        var easy = pack.Pack.Agreements.FirstOrDefault(a => a.Head.EasyReadOf is not null && a.Head.Audiences.Contains(Audience.Pupils))
            ?? pack.Pack.Agreements.FirstOrDefault(a => a.Head.Audiences.Contains(Audience.Pupils));
        Rules = easy is null ? null : new DocumentView(easy, words);
        if (!IsPupil || !desk.Settings.Audiences.Contains(Audience.Pupils)) return;
        (IsAsked, Mine) = (true, await desk.OfAsync(user.PersonId));
    }
}
