using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements.Languages;

/// <summary>A document in another language, item by item, so that a term keeps its number, its picture and its clauses. It belongs to the very
/// text that it translates: when that moves on, the translation is out of date. A newer one replaces it; what was signed keeps its own copy.</summary>
public sealed class Translation : SchoolRow
{
    public const int TitleMaxLength = 300;
    public const int TranslatorMaxLength = 200;
    public const int ItemMaxLength = 3_000;

    public required string Document { get; init; }
    public required string Language { get; init; }
    public required string Title { get; init; }
    /// <summary>JSON list in the order of <see cref="SourceItems"/>.</summary>
    public required string Items { get; init; }
    /// <summary>Who translated it, as the school gives it.</summary>
    public required string Translator { get; init; }
    public int SourceVersion { get; init; }
    public required byte[] SourceDigest { get; init; }
    public Guid AddedById { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ReplacedAt { get; set; }

    public IReadOnlyList<string> Texts => JsonSerializer.Deserialize<List<string>>(Items)!;

    public static string ToItems(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);

    /// <summary>What there is to translate, in order: headings and items.</summary>
    public static IReadOnlyList<SourceItem> SourceItems(AgreementWords words) => [.. words.Parts.SelectMany(part =>
        (IEnumerable<SourceItem>)[.. part.Title.Length > 0 ? [new SourceItem(null, part.Title, true)] : Array.Empty<SourceItem>(), .. part.Items.Select(i => new SourceItem(i.Number, i.Plain, false))])];

    public bool IsOf(AgreementText text) => DigestOf(text).AsSpan().SequenceEqual(SourceDigest);

    public static byte[] DigestOf(AgreementText text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.Title + "\n" + string.Join("\n", text.Sections.SelectMany(
        s => s.Blocks.Select(b => $"{b.Number} {b.Markdown}").Prepend(s.Title)))));

    /// <summary>The words with each text in its place. The translation is plain text, never markup.</summary>
    public AgreementWords Into(AgreementWords source)
    {
        var texts = new Queue<string>(Texts);
        return source with
        {
            Title = Title,
            Language = Language,
            Translator = Translator,
            Parts = [.. source.Parts.Select(part => new AgreementPart(part.Title.Length > 0 ? texts.Dequeue() : "",
                [.. part.Items.Select(item => item with { Html = Encoded(texts.Dequeue(), item.Kind) })]))],
        };
    }

    private static string Encoded(string text, PolicyBlockKind kind)
    {
        var encoded = WebUtility.HtmlEncode(text);
        return kind == PolicyBlockKind.Paragraph ? $"<p>{encoded}</p>" : encoded;
    }
}

/// <summary>One piece of the source; <paramref name="Number"/> is the term's.</summary>
public sealed record SourceItem(int? Number, string Text, bool IsHeading);
