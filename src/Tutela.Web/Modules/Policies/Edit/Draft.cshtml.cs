using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Edit;

/// <summary>The version that is being made: its parts, what is to be mended, its way through approval, and its publication.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead,
    Role.Administrator, Role.Governor, Role.ChairOfGovernors)]
public sealed class DraftModel(VersionDesk desk, VersionChecks checks, PackInForce pack, TutelaDb db, CurrentUser user, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public ApprovalInput Approval { get; set; } = new();
    [BindProperty] public WithdrawalInput Withdrawal { get; set; } = new();
    [BindProperty] public PublicationInput Publication { get; set; } = new();

    public PolicyVersion Version { get; private set; } = null!;
    public VersionChecks.Found Found { get; private set; } = null!;
    public IReadOnlyList<string> Gaps { get; private set; } = [];
    public IReadOnlyList<RouteStep> Steps { get; private set; } = [];
    public IReadOnlyList<Sent> Refusals { get; private set; } = [];
    public bool IsMyTurn { get; private set; }
    public bool TurnIsBoards { get; private set; }
    public bool MayEdit => user.Is(VersionSteps.Editors) && Version.Status == VersionStatus.Draft;
    public IReadOnlyList<TextParts.Part> Parts { get; private set; } = [];
    public IReadOnlyList<string> Documents { get; private set; } = [];

    public sealed record RouteStep(string Title, string? Who, DateTimeOffset? At, DateOnly? BoardOn);
    public sealed record Sent(string Post, string Who, DateTimeOffset At, string Reason);

    public sealed class ApprovalInput
    {
        public DateOnly? BoardOn { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class WithdrawalInput { public string? Reason { get; set; } }

    public sealed class PublicationInput { public DateOnly? NextReview { get; set; } }

    public bool May(VersionAction action) => VersionSteps.May(user, Version.Status, action);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Publication.NextReview = ReviewRules.NextAfter(pack.Settings.Review, clock.Today()) ?? clock.Today().AddYears(1);
    }

    public async Task<IActionResult> OnPostSubmitAsync() => await DoAsync(VersionAction.Submit, async () => { await desk.SubmitAsync(); return "The policy has gone to approval."; });

    public async Task<IActionResult> OnPostTakeBackAsync() => await DoAsync(VersionAction.TakeBack, async () => { await desk.TakeBackAsync(); return "The policy is a draft again."; });

    public async Task<IActionResult> OnPostWithdrawAsync() => await DoAsync(VersionAction.Withdraw, async () => { await desk.WithdrawAsync(Withdrawal.Reason); return "The version was withdrawn. The version in force stays."; }, "policy/versions");

    public async Task<IActionResult> OnPostPublishAsync() => await DoAsync(VersionAction.Publish, async () =>
        $"Version {(await desk.PublishAsync(Publication.NextReview)).Number} is in force.", "policy/versions");

    public async Task<IActionResult> OnPostApproveAsync()
    {
        await LoadAsync();
        await desk.ApproveAsync(Approval.BoardOn);
        return Done("Your approval is recorded.");
    }

    public async Task<IActionResult> OnPostRefuseAsync()
    {
        await LoadAsync();
        await desk.RefuseAsync(Approval.Reason);
        return Done("The version went back to be changed, with your reason.");
    }

    private async Task<IActionResult> DoAsync(VersionAction action, Func<Task<string>> what, string path = "policy/draft")
    {
        await LoadAsync();
        if (VersionSteps.Allows(Version.Status, action) ? !May(action) : !VersionSteps.All.Any(s => s.Action == action && user.Is(s.By))) throw new Forbidden();
        return Done(await what(), path);
    }

    private RedirectResult Done(string words, string path = "policy/draft")
    {
        TempData["Success"] = words;
        return Redirect(scope.Href(path));
    }

    private async Task LoadAsync()
    {
        Version = await desk.OpenAsync() ?? throw new NotFound();
        var texts = Version.Texts;
        Found = checks.Of(texts);
        Gaps = await checks.GapsAsync(Found.Pack);
        (Parts, Documents) = (TextParts.Of(texts, PackTexts.PolicyDocument)!, [.. texts.Agreements.Keys.Select(k => Path.GetFileNameWithoutExtension(k)!).Order(StringComparer.Ordinal)]);
        var all = await desk.ApprovalsAsync(Version);
        var people = all.Select(a => a.PersonId).Distinct().ToArray();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        var standing = VersionDesk.Standing(Version, all);
        Steps = [.. desk.Route.Select((post, i) => i < standing.Count
            ? new RouteStep(TitleOf(post), names[standing[i].PersonId], standing[i].At, standing[i].BoardOn) : new RouteStep(TitleOf(post), null, null, null))];
        Refusals = [.. all.Where(a => !a.Approved).Select(a => new Sent(TitleOf(a.Post), names[a.PersonId], a.At, a.Reason!))];
        IsMyTurn = await desk.IsMyTurnAsync(Version, standing);
        TurnIsBoards = PolicyVersion.NextPost(desk.Route, standing) == VersionSteps.Board;
    }

    private string TitleOf(string post) => pack.Settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? post;
}
