using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Languages;

/// <summary>Which documents are there in which languages, and which translations the text has left behind.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class ListModel(TutelaDb db, PackInForce pack, AgreementReading reading, SchoolScope scope) : PageModel
{
    public sealed record Row(Translation Translation, string Document, Language? Language, bool UpToDate);

    [BindProperty] public ChoiceInput Input { get; set; } = new();

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Documents { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Languages { get; } = [.. Language.All.Select(l => new SelectListItem($"{l.Name} ({l.OwnName})", l.Code))];

    public sealed class ChoiceInput
    {
        public string? Document { get; set; }
        public string? Language { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Documents.All(d => d.Value != Input.Document)) throw new Refused("Choose a document", "Input.Document");
        if (Language.Find(Input.Language) is null) throw new Refused("Choose a language", "Input.Language");
        return Redirect(scope.Href($"agreements/languages/{Input.Document}/{Input.Language}"));
    }

    private async Task LoadAsync()
    {
        Documents = [.. pack.Settings.Agreements.Documents.Where(d => reading.Text(d.Id) is not null).Select(d => new SelectListItem(reading.TitleOf(d.Id), d.Id))];
        Rows = [.. (await db.Set<Translation>().AsNoTracking().Where(t => t.ReplacedAt == null).OrderBy(t => t.Document).ThenBy(t => t.Language).ToListAsync())
            .Select(t => new Row(t, reading.TitleOf(t.Document), Language.Find(t.Language), reading.Text(t.Document) is { } text && t.IsOf(text)))];
    }
}
