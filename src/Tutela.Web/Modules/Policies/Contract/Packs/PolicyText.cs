using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum PolicyBlockKind
{
    Paragraph,
    Bullet,
    Numbered,
}

/// <summary>A paragraph or list item.</summary>
/// <param name="Clause">The clause of the register that this text is; each clause stands once in a pack.</param>
/// <param name="Markdown">The text without its markers.</param>
/// <param name="Echoes">Clauses said again here in other words, as in an easy-read version.</param>
/// <param name="Picture">The name of a picture that goes with the text.</param>
public sealed record PolicyBlock(
    ClauseId? Clause,
    string Markdown,
    PolicyBlockKind Kind,
    int? Number,
    IReadOnlyList<ClauseId> Echoes,
    string? Picture,
    int Line);

/// <summary>A heading and what stands under it up to the next heading; text before the first heading has neither number nor title.</summary>
public sealed record PolicySection(string Number, string Title, int Level, IReadOnlyList<PolicyBlock> Blocks);

/// <summary>
/// Reads clause-marked Markdown. A block begins with <c>[WED-3.1a]</c>, or <c>[as WED-A1.3, WED-A1.11]</c> to say a clause again,
/// and may go on with <c>:picture-name:</c>. Blank lines, headings and list items end a block.
/// </summary>
public static partial class PolicyText
{
    public static IReadOnlyList<PolicySection> Parse(string markdown, string file, int firstLine = 1)
    {
        var sections = new List<PolicySection>();
        var blocks = new List<PolicyBlock>();
        var (number, title, level) = ("", "", 1);
        var open = new OpenBlock();

        void EndBlock()
        {
            if (open.Text.Length > 0)
            {
                blocks.Add(open.Close(file));
            }

            open = new OpenBlock();
        }

        void EndSection()
        {
            EndBlock();
            if (title.Length > 0 || blocks.Count > 0)
            {
                sections.Add(new PolicySection(number, title, level, blocks.ToArray()));
            }

            blocks.Clear();
        }

        var line = firstLine;
        foreach (var text in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                EndBlock();
            }
            else if (Heading().Match(text) is { Success: true } heading)
            {
                EndSection();
                (level, number, title) = (heading.Groups[1].Length, heading.Groups[2].Value, heading.Groups[3].Value.Trim());
            }
            else if (Item().Match(text) is { Success: true } item)
            {
                EndBlock();
                var counted = int.TryParse(item.Groups[1].Value.TrimEnd('.'), CultureInfo.InvariantCulture, out var n);
                open.Begin(line, item.Groups[2].Value, counted ? PolicyBlockKind.Numbered : PolicyBlockKind.Bullet, counted ? n : null);
            }
            else if (open.Text.Length > 0)
            {
                open.Text.Append('\n').Append(text.Trim());
            }
            else
            {
                open.Begin(line, text.Trim(), PolicyBlockKind.Paragraph, null);
            }

            line++;
        }

        EndSection();
        return sections;
    }

    [GeneratedRegex(@"^(#{1,4})\s+(?:([0-9]+(?:\.[0-9]+)*)\s+)?(.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*([-*]|[0-9]{1,3}\.)\s+(\S.*)$")]
    private static partial Regex Item();

    [GeneratedRegex(@"^\[(as )?([A-Z]{3}-[^\]]*)\]\s+")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^:([a-z0-9]+(?:-[a-z0-9]+)*):\s+")]
    private static partial Regex PictureName();

    [GeneratedRegex(@"\[(?:as )?(?:WEN|WID|CRO|WED|HAM)-")]
    private static partial Regex StrayMarker();

    private sealed class OpenBlock
    {
        private int _line;
        private PolicyBlockKind _kind;
        private int? _number;

        public StringBuilder Text { get; } = new();

        public void Begin(int line, string text, PolicyBlockKind kind, int? number)
        {
            (_line, _kind, _number) = (line, kind, number);
            Text.Append(text);
        }

        public PolicyBlock Close(string file)
        {
            var text = Text.ToString();
            ClauseId? clause = null;
            ClauseId[] echoes = [];
            if (Marker().Match(text) is { Success: true } marker)
            {
                var ids = marker.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries).Select(id => Id(id, file)).ToArray();
                if (marker.Groups[1].Success)
                {
                    echoes = ids;
                }
                else if (ids.Length == 1)
                {
                    clause = ids[0];
                }
                else
                {
                    throw new PackFaultException(file, _line, "one paragraph carries one clause");
                }

                text = text[marker.Length..];
            }

            string? picture = null;
            if (PictureName().Match(text) is { Success: true } named)
            {
                picture = named.Groups[1].Value;
                text = text[named.Length..];
            }

            if (StrayMarker().IsMatch(text))
            {
                throw new PackFaultException(file, _line, "a clause marker stands at the start of its paragraph or list item");
            }

            return new PolicyBlock(clause, text, _kind, _number, echoes, picture, _line);
        }

        private ClauseId Id(string text, string file) => ClauseId.TryParse(text, out var id)
            ? id
            : throw new PackFaultException(file, _line, $"'{text}' is not a clause id");
    }
}
