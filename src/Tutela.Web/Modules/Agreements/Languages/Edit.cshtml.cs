using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Languages;

/// <summary>Puts a document into a language, item by item beside the source.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class EditModel(TutelaDb db, PackInForce pack, AgreementReading reading, AuditTrail audit, CurrentUser user, SchoolScope scope, TimeProvider clock) : PageModel
{
    public static readonly Process Translated = new("agreement.translated", "An agreement was put into another language");

    [BindProperty] public TranslationInput Input { get; set; } = new();

    public Language Language { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public IReadOnlyList<SourceItem> Source { get; private set; } = [];
    public Translation? Kept { get; private set; }
    public bool UpToDate { get; private set; }

    public sealed class TranslationInput
    {
        public string? Title { get; set; }
        public string? Translator { get; set; }
        public List<string?> Items { get; set; } = [];
    }

    public async Task OnGetAsync(string document, string language)
    {
        await LoadAsync(document, language);
        Input.Title = Kept?.Title;
        Input.Translator = Kept?.Translator;
        var texts = Kept?.Texts ?? [];
        // Of an older text only as many items as still line up are brought along; the person goes through all of them.
        Input.Items = [.. Source.Select((_, i) => i < texts.Count ? texts[i] : null)];
    }

    public async Task<IActionResult> OnPostAsync(string document, string language)
    {
        await LoadAsync(document, language);
        var items = Source.Select((_, i) => i < Input.Items.Count ? Input.Items[i]?.Trim() ?? "" : "").ToList();
        Input.Items = [.. items];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Length == 0) ModelState.AddModelError($"Input.Items[{i}]", Source[i].Number is { } n ? $"Put term {n} into {Language.Name}" : $"Put “{Short(Source[i].Text)}” into {Language.Name}");
            else if (items[i].Length > Translation.ItemMaxLength) ModelState.AddModelError($"Input.Items[{i}]", $"Use at most {Translation.ItemMaxLength} characters");
        }
        Check("Input.Title", Input.Title, Translation.TitleMaxLength, $"Enter the title in {Language.Name}");
        Check("Input.Translator", Input.Translator, Translation.TranslatorMaxLength, "Enter who translated it");
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow();
        if (await db.Set<Translation>().SingleOrDefaultAsync(t => t.Document == document && t.Language == language && t.ReplacedAt == null) is { } before)
        {
            before.ReplacedAt = now;
            await db.SaveChangesAsync();
        }
        var kept = new Translation
        {
            Id = Guid.CreateVersion7(now),
            Document = document,
            Language = language,
            Title = Input.Title!.Trim(),
            Items = Translation.ToItems(items),
            Translator = Input.Translator!.Trim(),
            SourceVersion = pack.Version,
            SourceDigest = Translation.DigestOf(reading.Text(document)!),
            AddedById = user.PersonId,
            At = now,
        };
        db.Add(kept);
        audit.Record(Translated, nameof(Translation), kept.Id, after: new { document, language, kept.Translator, kept.SourceVersion });
        TempData["Success"] = $"{Title} can now be read and signed in {Language.Name}.";
        return Redirect(scope.Href("agreements/languages"));
    }

    private void Check(string field, string? text, int most, string missing)
    {
        if (string.IsNullOrWhiteSpace(text)) ModelState.AddModelError(field, missing);
        else if (text.Trim().Length > most) ModelState.AddModelError(field, $"Use at most {most} characters");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private async Task LoadAsync(string document, string language)
    {
        Language = Language.Find(language) ?? throw new NotFound();
        var text = pack.Settings.Agreements.Documents.Any(d => d.Id == document) ? reading.Text(document) : null;
        var words = text is null ? null : await reading.WordsAsync(document);
        Title = words?.Title ?? throw new NotFound();
        Source = Translation.SourceItems(words);
        Kept = await db.Set<Translation>().AsNoTracking().SingleOrDefaultAsync(t => t.Document == document && t.Language == language && t.ReplacedAt == null);
        UpToDate = Kept?.IsOf(text!) ?? false;
    }
}
