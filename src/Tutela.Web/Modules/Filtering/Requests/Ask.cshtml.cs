using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>Asks for a site that is refused: staff for a class and a time, pupils in their own words. The page in place of a refused site leads here.</summary>
[For(Role.Pupil, Staff = true)]
public sealed class AskModel(TutelaDb db, RulesDesk rules, SiteDesk desk, PackInForce pack, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int Most = 10;
    private IReadOnlyList<FilterGroup> _groups = [];

    [BindProperty] public AskInput Input { get; set; } = new();

    public bool IsPupil => user.Is(Role.Pupil);
    public string Decides { get; private set; } = "";
    public IReadOnlyList<SelectListItem> Groups { get; private set; } = [];
    /// <summary>What this child asked for, newest first.</summary>
    public IReadOnlyList<SiteRequest> Mine { get; private set; } = [];

    public sealed class AskInput
    {
        public string? Site { get; set; }
        public string? Group { get; set; }
        public string? ClassName { get; set; }
        public string? Why { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "First day")] public DateOnly? StartsOn { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Last day")] public DateOnly? EndsOn { get; set; }
    }

    /// <summary><paramref name="name"/> is the site that was refused, from the page in its place.</summary>
    public async Task OnGetAsync(string? name)
    {
        await LoadAsync();
        if (SiteAddress.NameOf(name) is { } site) Input.Site = site;
        (Input.Group, Input.StartsOn) = (Groups.Select(g => g.Value).FirstOrDefault(), clock.Today());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(FilteringModule.SiteAsked);
        if (!ModelState.IsValid) return Page();
        if (IsPupil)
        {
            var year = await db.Set<Person>().Where(p => p.Id == user.PersonId).Select(p => p.YearGroup).SingleAsync();
            await desk.AskForAsync(new(Input.Site, Input.Why, RulesDesk.GroupOf(_groups, PersonKind.Pupil, year)?.Name));
            TempData["Success"] = "Thank you. A grown-up looks at it. You will see the answer here.";
            return Redirect(scope.Href("filtering/requests/ask"));
        }
        var group = _groups.SingleOrDefault(g => g.Name == Input.Group);
        var request = await desk.AskForAsync(new(Input.Site, Input.Why, group?.Name, group?.Audience == GroupAudience.Pupils, Input.ClassName, Input.StartsOn, Input.EndsOn));
        TempData["Success"] = "Asked. You are told when it is decided";
        return Redirect(scope.Href($"{SiteDesk.Path}/{request.Id}"));
    }

    private async Task LoadAsync()
    {
        (_groups, _) = await rules.GroupsAsync();
        Groups = [.. _groups.Where(g => g.Audience != GroupAudience.Guests).Select(g => new SelectListItem(g.Title, g.Name))];
        Decides = pack.Settings.Named([pack.Settings.Filtering.BypassDecidedBy]);
        var me = user.PersonId;
        if (IsPupil) Mine = await db.Set<SiteRequest>().AsNoTracking().Where(r => r.AskedById == me && r.Kind == SiteRequestKind.Open).OrderByDescending(r => r.AskedAt).Take(Most).ToListAsync();
    }
}
