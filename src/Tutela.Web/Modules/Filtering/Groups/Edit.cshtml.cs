using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Groups;

/// <summary>Changes a group in two steps: what would change is shown before it is saved.</summary>
[For(Role.ComputingLead, Role.IctSupport)]
public sealed class EditModel(RulesDesk rules, SchoolScope scope, AuditTrail audit) : PageModel
{
    private static readonly Role[] Owners = [Role.ComputingLead, Role.IctSupport, Role.DesignatedSafeguardingLead, Role.Headteacher, Role.SeniorLeader];

    [BindProperty] public GroupInput Input { get; set; } = new();

    public FilterGroup Group { get; private set; } = null!;
    /// <summary>What would change; null before the first step.</summary>
    public IReadOnlyList<FilterGroup.Difference>? Differences { get; private set; }
    public IReadOnlyList<SelectListItem> Categories { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Years { get; } = [.. Enumerable.Range(-1, 8).Select(y => new SelectListItem(Person.YearGroupName(y), $"{y}"))];
    public IReadOnlyList<SelectListItem> OwnerItems { get; } = [.. Owners.Select(r => new SelectListItem(r.Name(), r.ToString()))];

    public sealed class GroupInput
    {
        public string? Title { get; set; }
        public List<string> Years { get; set; } = [];
        public string? Networks { get; set; }
        public List<string> Categories { get; set; } = [];
        public string? OtherCategories { get; set; }
        public bool SafeSearch { get; set; }
        public string? BlockPage { get; set; }
        public Role Owner { get; set; }
    }

    public async Task OnGetAsync(string name)
    {
        await LoadAsync(name);
        var known = Categories.Select(c => c.Value).ToHashSet();
        Input = new GroupInput
        {
            Title = Group.Title,
            Years = [.. Group.Years.Select(y => $"{y}")],
            Networks = string.Join('\n', Group.Networks),
            Categories = [.. Group.Block.Where(known.Contains)],
            OtherCategories = string.Join(' ', Group.Block.Where(c => !known.Contains(c))),
            SafeSearch = Group.SafeSearch,
            BlockPage = string.Join(' ', Group.BlockPage),
            Owner = Group.Owner,
        };
    }

    /// <summary>Shows what would change.</summary>
    public async Task<IActionResult> OnPostAsync(string name)
    {
        await LoadAsync(name);
        audit.Begin(FilteringModule.GroupChanged);
        var differences = Group.Differences(Group.Check(Wish(), await OthersAsync()));
        if (differences.Count == 0) throw new Refused("Nothing has been changed.");
        Differences = differences;
        return Page();
    }

    /// <summary>Back to the form with what was typed.</summary>
    public async Task<IActionResult> OnPostBackAsync(string name)
    {
        await LoadAsync(name);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string name)
    {
        await LoadAsync(name);
        audit.Begin(FilteringModule.GroupChanged);
        var groups = await rules.GroupsForChangeAsync();
        var group = groups.SingleOrDefault(g => g.Name == name) ?? throw new NotFound();
        var wish = group.Check(Wish(), groups.Where(g => g.Name != name));
        var before = Snapshot(group);
        group.Change(wish);
        audit.Record(FilteringModule.GroupChanged, nameof(FilterGroup), group.Id, before, Snapshot(group));
        TempData["Success"] = $"The group {group.Title} is changed. Nodes take it within seconds";
        return Redirect(scope.Href("filtering"));
    }

    private static object Snapshot(FilterGroup g) => new { g.Name, g.Title, Years = g.Years.ToArray(), Networks = g.Networks.ToArray(), Block = g.Block.ToArray(), g.SafeSearch, BlockPage = g.BlockPage.ToArray(), Owner = g.Owner.ToString() };

    private FilterGroup.Wish Wish() => new(
        Input.Title ?? "",
        Group.Audience == GroupAudience.Pupils ? [.. Input.Years.Select(y => int.TryParse(y, out var year) && year is >= -1 and <= 6 ? year : throw new Refused("Choose year groups of this school", "Input.Years"))] : [],
        Words(Input.Networks),
        [.. Input.Categories, .. Words(Input.OtherCategories)],
        Input.SafeSearch,
        Words(Input.BlockPage),
        Owners.Contains(Input.Owner) ? Input.Owner : throw new Refused("Choose who answers for this group", "Input.Owner"));

    private static string[] Words(string? typed) => (typed ?? "").Split(['\n', '\r', ',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private async Task<IEnumerable<FilterGroup>> OthersAsync() => (await rules.GroupsAsync()).Groups.Where(g => g.Name != Group.Name);

    private async Task LoadAsync(string name)
    {
        Group = (await rules.GroupsAsync()).Groups.SingleOrDefault(g => g.Name == name) ?? throw new NotFound();
        Categories = [.. FilterCategories.All.Where(c => c.Kind != CategoryKind.Illegal).OrderBy(c => c.Title, StringComparer.Ordinal).Select(c => new SelectListItem(c.Title, c.Id))];
    }
}
