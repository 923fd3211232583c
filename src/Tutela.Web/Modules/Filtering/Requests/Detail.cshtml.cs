using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>One request, its answer and what came of it; whom the policy names decides here, whoever asked may take it back.</summary>
[For(Staff = true)]
public sealed class DetailModel(TutelaDb db, RulesDesk rules, SiteDesk desk, SiteHistory history, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock) : PageModel
{
    private IReadOnlyList<FilterGroup> _groups = [];

    [BindProperty] public DecisionInput Input { get; set; } = new();

    public sealed record MadeRow(FilterException Exception, string Group);

    public sealed class DecisionInput
    {
        public SiteRequestAction? Action { get; set; }
        public string? Name { get; set; }
        public List<string> Groups { get; set; } = [];
        [System.ComponentModel.DataAnnotations.Display(Name = "Last day")] public DateOnly? Until { get; set; }
        public string? Answer { get; set; }
    }

    public SiteRequest SiteRequest { get; private set; } = null!;
    public string AskedBy { get; private set; } = "";
    public string? DecidedBy { get; private set; }
    public string? GroupTitle { get; private set; }
    public IReadOnlyList<string> Told { get; private set; } = [];
    public IReadOnlyList<string> Deciders { get; private set; } = [];
    public IReadOnlyList<MadeRow> Made { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Groups { get; private set; } = [];
    /// <summary>For those who see activity; null for others, and where there is no name to look for.</summary>
    public IReadOnlyList<SiteHistory.Refusals>? Refusals { get; private set; }
    /// <summary>A child said it, and this person may follow it up with the child.</summary>
    public bool MayFollowUp => SiteRequest is { ByPupil: true, Kind: SiteRequestKind.Close } && FilteringAccess.KnowsPupils(user);
    public bool MayDecide { get; private set; }
    public bool MayWithdraw => SiteRequest.AskedById == user.PersonId && SiteRequestSteps.Has(SiteRequest.Status, SiteRequestDoer.Asker);
    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        (Input.Name, Input.Until) = (SiteRequest.Name, SiteRequest.EndsOn);
        // What is unsuitable is so for every pupil; what is asked for, is for those who asked.
        Input.Groups = SiteRequest.Kind == SiteRequestKind.Open ? [SiteRequest.GroupName ?? ""] : [.. _groups.Where(g => g.Audience != GroupAudience.Staff).Select(g => g.Name)];
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<SiteRequest>(id);
        await LoadAsync(id);
        audit.Begin(FilteringModule.SiteAnswered);
        if (!ModelState.IsValid) return Page();
        if (Input.Action is not { } action) throw new Refused("Choose what you decide");
        if (action == SiteRequestAction.Grant) await desk.GrantAsync(SiteRequest, new(Input.Name, Input.Groups, Input.Until, Input.Answer));
        else await desk.TakeAsync(SiteRequest, action, Input.Answer);
        TempData["Success"] = action == SiteRequestAction.Withdraw ? "Taken back" : "Decided. Whoever asked is told";
        return Redirect(scope.Href($"{SiteDesk.Path}/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Now = clock.GetUtcNow();
        SiteRequest = await db.Set<SiteRequest>().Where(FilteringAccess.Sees(user)).SingleOrDefaultAsync(r => r.Id == id) ?? throw new NotFound();
        var deciders = await desk.DecidersAsync(SiteRequest.Kind, SiteRequest.AskedById);
        MayDecide = SiteRequestSteps.Has(SiteRequest.Status, SiteRequestDoer.Decider) && deciders.Contains(user.PersonId);
        Guid[] ids = [SiteRequest.AskedById, .. SiteRequest.ToldIds, .. deciders, .. SiteRequest.DecidedById is { } decider ? [decider] : Array.Empty<Guid>()];
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Name = p.GivenName + " " + p.FamilyName, p.YearGroup }).ToDictionaryAsync(p => p.Id);
        var asker = people[SiteRequest.AskedById];
        AskedBy = FilteringAccess.AskerFor(user, SiteRequest, asker.Name, asker.YearGroup);
        DecidedBy = SiteRequest.DecidedById is { } by && by != SiteRequest.AskedById ? people[by].Name : null;
        (Told, Deciders) = ([.. SiteRequest.ToldIds.Select(p => people[p].Name)], [.. deciders.Select(p => people[p].Name)]);
        if (SiteRequest.Name is { } name && user.Is(FilteringAccess.Overseers)) Refusals = await history.OfAsync(name);
        (_groups, _) = await rules.GroupsAsync();
        Groups = [.. _groups.Select(g => new SelectListItem(g.Title, g.Name))];
        GroupTitle = _groups.FirstOrDefault(g => g.Name == SiteRequest.GroupName)?.Title;
        Made = [.. (await (from exception in db.Set<FilterException>().AsNoTracking()
                           join made in db.Set<FilterGroup>() on exception.GroupId equals made.Id
                           where exception.RequestId == id
                           orderby made.Place
                           select new { exception, made.Title }).ToListAsync()).Select(r => new MadeRow(r.exception, r.Title))];
    }
}
