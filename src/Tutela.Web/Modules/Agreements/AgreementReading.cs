using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Languages;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>A document as this school's people read it: in full, in easy words with pictures, or in another language. Scoped.</summary>
public sealed class AgreementReading(TutelaDb db, PackInForce pack, PolicyWords words, PostRegister posts)
{
    /// <summary>Chosen like a language: the same terms in easy words with pictures.</summary>
    public const string Easy = "easy";

    /// <summary>Years whose pupils read the easy version of the same terms.</summary>
    private const int EasyReadUpToYear = 2;

    /// <summary>The words of a document today. The youngest read the easy version of the same terms. A translation that is out of date is not
    /// read: nobody signs what no longer is the text.</summary>
    public async Task<AgreementWords?> WordsAsync(string document, int? yearGroup = null, string? language = null)
    {
        await words.LoadAsync();
        var text = Text(document);
        if (text is null) return null;
        if (language == Easy || (language is null && yearGroup <= EasyReadUpToYear)) text = EasyOf(document) ?? text;
        var read = AgreementWords.Of(text, words) with { Places = PlacesOf(document), Settings = SettingsOf(document) };
        return language is null or Easy || await TranslationAsync(document, language) is not { } translation ? read : translation.Into(read);
    }

    /// <summary>What there is to choose from beside the plain text: the easy version and each translation that is up to date. One query.</summary>
    public async Task<IReadOnlyList<ReadingChoice>> ChoicesAsync(IReadOnlyCollection<string> documents)
    {
        var kept = await db.Set<Translation>().AsNoTracking().Where(t => documents.Contains(t.Document) && t.ReplacedAt == null)
            .Select(t => new { t.Document, t.Language, t.SourceDigest }).ToListAsync();
        var choices = kept.Where(t => Text(t.Document) is { } text && Translation.DigestOf(text).AsSpan().SequenceEqual(t.SourceDigest))
            .Select(t => Language.Find(t.Language)).OfType<Language>().Distinct().OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => new ReadingChoice(l.Code, l.OwnName, l.Code)).ToList();
        if (documents.Any(d => EasyOf(d) is not null)) choices.Insert(0, new ReadingChoice(Easy, "Easy words and pictures", null));
        return choices;
    }

    public string TitleOf(string document) => Text(document)?.Title ?? document;

    public AgreementText? Text(string document) => pack.Pack.Agreement(document);

    /// <summary>Who answers questions about agreements: the post, and who holds it.</summary>
    public async Task<(string Post, IReadOnlyList<PostHolder> Holders)> QuestionContactAsync()
    {
        var post = pack.Settings.Agreements.QuestionsTo ?? "headteacher";
        return (pack.Settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? "headteacher", await posts.HoldersAsync(post));
    }

    private AgreementText? EasyOf(string document) => pack.Pack.Agreements.FirstOrDefault(a => a.Head.EasyReadOf == document);

    private async Task<Translation?> TranslationAsync(string document, string language)
    {
        var kept = await db.Set<Translation>().AsNoTracking().SingleOrDefaultAsync(t => t.Document == document && t.Language == language && t.ReplacedAt == null);
        return kept is not null && kept.IsOf(Text(document)!) ? kept : null;
    }

    private AgreementDocumentSetting? SettingOf(string document) => pack.Settings.Agreements.Documents.FirstOrDefault(d => d.Id == document);

    private string? PlacesOf(string document)
    {
        var setting = SettingOf(document);
        if (setting is null || setting.Audiences.All(a => a is Audience.Pupils or Audience.Parents)) return null;
        return (setting.Places.Count == 0, setting.Places.Contains(AgreementPlace.OnSite), setting.Places.Contains(AgreementPlace.OffSite)) switch
        {
            (false, true, false) => "These terms hold on site.",
            (false, false, true) => "These terms hold off site.",
            _ => "These terms hold on and off site: the school's equipment and systems wherever you use them, and your own equipment in school or for work.",
        };
    }

    // Personal use, and whether the communications table lifts a term, are settings: so the words follow the setting, not the file.
    private List<string>? SettingsOf(string document)
    {
        var setting = SettingOf(document);
        if (setting is null || setting.Audiences.All(a => a is Audience.Pupils or Audience.Parents)) return null;
        var lines = new List<string>
        {
            pack.Settings.Agreements.PersonalUse
                ? "Personal use: outside teaching time I may use the school's internet for myself, as long as that use is fitting."
                : "Personal use: none. The school's internet is for education and for the duties of my role.",
        };
        lines.AddRange(pack.Settings.Agreements.PersonalUseBySystem.Where(s => s.Rule != PersonalUseRule.NotStated).Select(s => s.Rule switch
        {
            PersonalUseRule.NotAllowed => $"{s.Name}: no personal use.",
            PersonalUseRule.OutsideTeaching => $"{s.Name}: personal use outside teaching time.",
            _ => $"{s.Name}: personal use within reason.",
        }));
        if (Text(document)!.Blocks.Any(b => b.Clause is { Value: "WED-A2.3" }))
            lines.Add(pack.Settings.Agreements.MatrixOverridesTerms
                ? $"Where the communications table allows adults something in places for adults, that goes before the terms above{(Breaches.BreachGrounds.LiftedInAdultAreas(["WED-A2.3"], pack.Settings) is { } lifted ? $": {lifted}" : "")}."
                : "The communications table does not go before the terms above: what they forbid on the school's systems stays forbidden there.");
        return lines;
    }
}

/// <summary>A way to read the same document. <paramref name="Lang"/> is for the page's markup.</summary>
public sealed record ReadingChoice(string Code, string Name, string? Lang);
