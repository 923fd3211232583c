using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>The children, by full name. Finding is a step of its own, so that it works without JavaScript; with it, names appear as one types.</summary>
[For(Staff = true)]
public sealed class WhoModel(DraftDesk drafts, SchoolScope scope, TutelaDb db) : ReportPage(drafts, scope)
{
    public const int MostChildren = 30;

    [BindProperty] public WhoInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true, Name = "q")] public string? Query { get; set; }
    public IReadOnlyList<PupilMatch> Matches { get; private set; } = [];

    public sealed class WhoInput
    {
        [MaxLength(100, ErrorMessage = "A name to look for must be 100 characters or fewer")]
        public string? Search { get; set; }
        public List<Guid> Found { get; set; } = [];
        public Dictionary<Guid, Part> Parts { get; set; } = [];
        [MaxLength(Concern.UnnamedMaxLength, ErrorMessage = "Who they are must be 500 characters or fewer")]
        public string? Unnamed { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input = new WhoInput { Unnamed = Body.Unnamed, Search = Query, Parts = Body.Children.ToDictionary(c => c.Id, c => c.Part) };
        await SearchAsync(Query);
    }

    public async Task<IActionResult> OnGetNamesAsync(Guid id)
    {
        await LoadAsync(id);
        await SearchAsync(Query);
        return Partial("/Modules/Concerns/Report/_Matches.cshtml", this);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, Guid? remove)
    {
        await LoadAsync(id);
        Body.Unnamed = Input.Unnamed;
        Body.Children = [.. Body.Children.Where(c => c.Id != remove).Select(c => c with { Part = Input.Parts.GetValueOrDefault(c.Id, c.Part) })];
        var wanted = Input.Found.Except(Body.Children.Select(c => c.Id)).Take(MostChildren - Body.Children.Count).ToList();
        if (wanted.Count > 0) Body.Children.AddRange((await PupilSearch.ByIdAsync(db, wanted)).Select(p => new ReportDraft.Child(p.Id, p.Name, Part.Unclear)));
        Keep();
        var again = Change ? "&change=true" : "";
        if (ModelState.IsValid)
        {
            if (act == "find") return GoTo("who", $"?q={Uri.EscapeDataString(Input.Search ?? "")}{again}#found");
            if (act == "add" || remove is not null || (wanted.Count > 0 && act is null)) return GoTo("who", $"?{again.TrimStart('&')}#children");
            if (wanted.Count > 0) return GoTo("who", $"?{again.TrimStart('&')}#children");
            if (Body.Children.Count > 0 || !string.IsNullOrWhiteSpace(Body.Unnamed)) return Onward("when");
            ModelState.AddModelError("Input.Search", "Find and choose the child, or say below who they are if you do not know the name");
        }
        await SearchAsync(Input.Search);
        return Page();
    }

    private async Task SearchAsync(string? words) => Matches = await PupilSearch.FindAsync(db, words, [.. Body.Children.Select(c => c.Id)]);
}
