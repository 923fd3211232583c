using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>An agreement as a person reads it: names and settings filled in, each item with the clauses that it carries. What is shown
/// is what is kept with the signature.</summary>
public sealed record AgreementWords(string Title, IReadOnlyList<AgreementPart> Parts)
{
    public const string Partial = "/Modules/Agreements/Signing/_Words.cshtml";

    /// <summary>The language, where it is a translation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Translator { get; init; }
    /// <summary>Where the terms hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Places { get; init; }
    /// <summary>The school's motto and values, on the pages that pupils agree to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Identity { get; init; }
    /// <summary>What the school and others do not answer for, as safe HTML.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Disclaimers { get; init; }
    /// <summary>What the school's settings add to the terms.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Settings { get; init; }

    /// <summary>The numbered terms with the clauses that they carry.</summary>
    [JsonIgnore]
    public IEnumerable<AgreementItem> Terms => Parts.SelectMany(p => p.Items).Where(i => i.Kind == PolicyBlockKind.Numbered);

    /// <summary>What a breach can cite: each numbered term, and each part below one that carries a clause of its own, by its letter.</summary>
    [JsonIgnore]
    public IEnumerable<(AgreementItem Item, int? Number, string? Part)> Citable
    {
        get
        {
            foreach (var part in Parts)
            {
                var (number, letter) = ((int?)null, 'a');
                foreach (var item in part.Items)
                {
                    if (item.Kind == PolicyBlockKind.Numbered) (number, letter) = (item.Number, 'a');
                    else if (item.Kind == PolicyBlockKind.Paragraph) number = null;
                    if (item.Kind == PolicyBlockKind.Numbered) yield return (item, number, null);
                    else if (number is not null && item.Kind == PolicyBlockKind.Bullet && item.Clauses.Count > 0) yield return (item, number, $"{letter++}");
                }
            }
        }
    }

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Call <see cref="PolicyWords.LoadAsync"/> first.</summary>
    public static AgreementWords Of(AgreementText text, PolicyWords words) => new(text.Title,
        [.. text.Sections.Select(section => new AgreementPart(section.Title, [.. section.Blocks.Select(block => new AgreementItem(
            block.Kind, block.Number, block.Picture, words.Html(block.Markdown, inline: block.Kind != PolicyBlockKind.Paragraph).ToString() ?? "",
            [.. block.Echoes.Prepend(block.Clause ?? default).Where(id => id != default).Select(id => id.Value)]))]))])
    {
        Identity = words.IdentityOn(text) is { Count: > 0 } identity ? identity : null,
        Disclaimers = words.DisclaimersOf(text) is { Count: > 0 } lines ? [.. lines.Select(l => l.ToString() ?? "")] : null,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static AgreementWords FromJson(string json) => JsonSerializer.Deserialize<AgreementWords>(json, Json)!;
}

/// <summary>What stands under one heading; the heading may be empty.</summary>
public sealed record AgreementPart(string Title, IReadOnlyList<AgreementItem> Items)
{
    /// <summary>Neighbours of one kind together, so that list items stand in one list; bullets below a numbered term are parts of it.</summary>
    [JsonIgnore]
    public IEnumerable<List<AgreementItem>> Runs
    {
        get
        {
            var run = new List<AgreementItem>();
            foreach (var item in Items)
            {
                if (run.Count > 0 && run[0].Kind != item.Kind && !(run[0].Kind == PolicyBlockKind.Numbered && item.Kind == PolicyBlockKind.Bullet))
                {
                    yield return run;
                    run = [];
                }
                run.Add(item);
            }
            if (run.Count > 0) yield return run;
        }
    }

    /// <summary>The numbered terms of a run, each with the parts below it.</summary>
    public static IEnumerable<(AgreementItem Term, IReadOnlyList<AgreementItem> Parts)> WithParts(IReadOnlyList<AgreementItem> run) =>
        run.Index().Where(x => x.Item.Kind == PolicyBlockKind.Numbered).Select(x => (x.Item, (IReadOnlyList<AgreementItem>)[.. run.Skip(x.Index + 1).TakeWhile(i => i.Kind == PolicyBlockKind.Bullet)]));
}

public sealed partial record AgreementItem(PolicyBlockKind Kind, int? Number, string? Picture, string Html, IReadOnlyList<string> Clauses)
{
    /// <summary>The words without their marks.</summary>
    [JsonIgnore]
    public string Plain => WebUtility.HtmlDecode(Marks().Replace(Html, "")).Trim();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Marks();
}

/// <summary>The words of a version as they were read, kept for as long as a signature under them is.</summary>
public sealed class AgreementCopy : SchoolRow
{
    public required string Document { get; init; }
    public int Version { get; init; }
    /// <summary>SHA-256 of <see cref="Body"/>: the same words are kept once.</summary>
    public required byte[] Digest { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset At { get; init; }

    public static AgreementCopy Of(AgreementWords words, string document, int version, DateTimeOffset now)
    {
        var body = words.ToJson();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Document = document,
            Version = version,
            Body = body,
            Digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{document} {version} {body}")),
            At = now,
        };
    }
}
