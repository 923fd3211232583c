using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Live;

/// <summary>What happens on the day, what still stands in the way, and the button.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class LiveModel(SettingUpDesk desk, PolicyAdoption adoption, AgreementStandings agreements, SchoolScope scope) : SettingUpPage(scope)
{
    [BindProperty] public LiveInput Input { get; set; } = new() { OnWebsite = true };

    public sealed class LiveInput { public bool OnWebsite { get; set; } }

    public IReadOnlyList<(string Words, string Path)> Gaps { get; private set; } = [];
    public IReadOnlyList<AgreementFigure> Agreements { get; private set; } = [];
    public int Readers { get; private set; }
    public string SchoolName => Scope.School.Name;
    public IReadOnlyList<string> Approvers { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        await desk.GoLiveAsync(Input.OnWebsite);
        TempData["Success"] = $"{SchoolName} is live.";
        return Redirect(Scope.Href());
    }

    private async Task LoadAsync()
    {
        var state = await desk.LoadAsync();
        Gaps = await desk.GapsAsync(state);
        PackSettings settings;
        try
        {
            settings = adoption.SettingsWith(state.Decisions);
        }
        catch (PackFaultException)
        {
            // Going live says which answers can't stand together.
            settings = adoption.Pack.Settings;
        }
        Agreements = await agreements.WouldAskAsync(settings);
        Readers = await adoption.ReadersAsync();
        Approvers = [.. settings.Review.ApprovalRoute.Select(post => settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? post)];
    }
}
