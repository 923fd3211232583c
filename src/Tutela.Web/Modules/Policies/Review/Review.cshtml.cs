using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Registers;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Review;

/// <summary>When the policy is reviewed, and the review that is open: each owner enters their part.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Staff = true)]
public sealed class ReviewModel(ReviewDesk desk, LinkedRegister linked, PackInForce pack, TutelaDb db, CurrentUser user, SchoolScope scope) : PageModel
{
    [BindProperty] public OpenInput Input { get; set; } = new();
    [BindProperty] public EntryInput Entry { get; set; } = new();
    [BindProperty] public RiskInput Risk { get; set; } = new();

    public ReviewClock Clock { get; private set; } = null!;
    public PolicyReview? Open { get; private set; }
    public IReadOnlyList<Part> Parts { get; private set; } = [];
    public IReadOnlyList<PolicyReview> Past { get; private set; } = [];
    public IReadOnlyList<string> Stale { get; private set; } = [];
    public bool MayOpen => user.Is([.. VersionSteps.Editors, Role.ChairOfGovernors]);
    public int? RiskMonths => pack.Settings.Review.RiskAssessmentWithinMonths;

    public sealed record Part(string Post, string Title, string? Words, string? Who, DateTimeOffset? At, bool IsMine);

    public sealed class OpenInput
    {
        public ReviewCause? Cause { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class EntryInput
    {
        public string? Post { get; set; }
        public string? Words { get; set; }
    }

    public sealed class RiskInput
    {
        public DateOnly? On { get; set; }
        public string? Reference { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync() => await DoAsync(() => desk.StartAsync(Input.Cause, Input.Reason), "The review is open. Its owners have been told.");

    public async Task<IActionResult> OnPostRiskAsync() => await DoAsync(() => desk.AttachAsync(Risk.On, Risk.Reference), "The risk assessment is recorded.");

    public async Task<IActionResult> OnPostCloseAsync() => await DoAsync(desk.CloseAsync, "The review is complete. The governors have been told.");

    public async Task<IActionResult> OnPostEnterAsync()
    {
        await LoadAsync();
        await desk.EnterAsync(Entry.Post, Entry.Words);
        return Done("Your part is recorded.");
    }

    private async Task<IActionResult> DoAsync(Func<Task> what, string words)
    {
        await LoadAsync();
        if (!MayOpen) throw new Forbidden();
        await what();
        return Done(words);
    }

    private RedirectResult Done(string words)
    {
        TempData["Success"] = words;
        return Redirect(scope.Href("policy/review"));
    }

    private async Task LoadAsync()
    {
        Clock = await desk.ClockAsync();
        Open = await desk.OpenAsync();
        Past = await db.Set<PolicyReview>().AsNoTracking().Where(r => r.ClosedOn != null).OrderByDescending(r => r.ClosedOn).Take(20).ToListAsync();
        if (Open is null) return;
        var (entries, mine) = (await desk.EntriesAsync(Open.Id), await desk.MineAsync());
        var people = entries.Select(e => e.PersonId).ToArray();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        Parts = [.. desk.Owners.Select(owner => entries.FirstOrDefault(e => e.Post == owner) is { } entry
            ? new Part(owner, TitleOf(owner), entry.Words, names[entry.PersonId], entry.At, false)
            : new Part(owner, TitleOf(owner), null, null, null, mine.Contains(owner)))];
        var last = Past.Count > 0 ? Past[0].ClosedOn : null;
        Stale = [.. (await linked.LoadAsync()).Where(l => l.Row is null || (last is not null && l.Row.ReviewedOn < last)).Select(l => l.Title)];
    }

    private string TitleOf(string post) => pack.Settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? post;
}
