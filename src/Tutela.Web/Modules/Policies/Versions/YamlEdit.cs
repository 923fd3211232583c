using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract.Packs;
using YamlDotNet.RepresentationModel;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>Changes one value in YAML text and leaves every other letter, comments too, as it stands.</summary>
internal static partial class YamlEdit
{
    public static string Words(object value) => value switch
    {
        bool yes => yes ? "true" : "false",
        int count => count.ToString(CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        Enum choice => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()),
        IDictionary map => $"{{ {string.Join(", ", map.Keys.Cast<object>().Select(k => $"{Words(k)}: {Words(map[k]!)}"))} }}",
        IEnumerable<object> list => $"[{string.Join(", ", list.Select(Words))}]",
        // Every JSON string is a YAML one.
        _ => JsonSerializer.Serialize(value.ToString()!.ReplaceLineEndings(" ")),
    };

    /// <summary>The same for a value that was itself read from YAML, where every word is still text: one that needs no quotes gets none, so that
    /// it is read by what the setting is.</summary>
    public static string WordsOfRead(object value) => value switch
    {
        IDictionary map => $"{{ {string.Join(", ", map.Keys.Cast<object>().Select(k => $"{WordsOfRead(k)}: {WordsOfRead(map[k]!)}"))} }}",
        IEnumerable list and not string => $"[{string.Join(", ", list.Cast<object>().Select(WordsOfRead))}]",
        string text when Bare().IsMatch(text) && !text.Equals("null", StringComparison.OrdinalIgnoreCase) => text,
        _ => Words(value),
    };

    /// <summary>The text of a value as it stands in the file, or null where the key is missing.</summary>
    public static string? Source(string yaml, string path)
    {
        var (node, _) = Find(yaml, path.Split('.'));
        return node is null ? null : yaml[(int)node.Start.Index..End(yaml, node)];
    }

    /// <summary>Puts a value in its place; a key that is missing is added at the head of its group, which is added where it is missing.</summary>
    public static string Set(string yaml, string path, string value)
    {
        var parts = path.Split('.');
        var (node, depth) = Find(yaml, parts);
        if (node is not null) return yaml[..(int)node.Start.Index] + value + yaml[End(yaml, node)..];
        var (group, _) = Find(yaml, parts[..depth]);
        var start = (int)(group?.Start.Index ?? 0);
        if (group is YamlMappingNode { Style: YamlDotNet.Core.Events.MappingStyle.Flow } flow)
            return yaml[..(start + 1)] + $" {parts[depth]}: {value}{(flow.Children.Count > 0 ? "," : "")}" + yaml[(start + 1)..];
        var indent = new string(' ', start - yaml.LastIndexOf('\n', Math.Max(0, start - 1)) - 1);
        var added = new StringBuilder();
        for (var i = depth; i < parts.Length; i++)
            added.Append(i == depth ? "" : indent).Append(' ', 2 * (i - depth)).Append(parts[i]).Append(':').Append(i == parts.Length - 1 ? $" {value}" : "").Append('\n');
        // At the first key, not at its line: the group may be an entry of a list, and its line begin with a dash.
        return yaml[..start] + added + indent + yaml[start..];
    }

    /// <summary>Takes a key and its value out; a key that is missing is left missing.</summary>
    public static string Remove(string yaml, string path)
    {
        var parts = path.Split('.');
        if (Find(yaml, parts).Node is not { } node || Find(yaml, parts[..^1]).Node is not YamlMappingNode group) return yaml;
        var keys = group.Children.Keys.ToList();
        var at = keys.FindIndex(k => k is YamlScalarNode name && name.Value == parts[^1]);
        var (start, end) = ((int)keys[at].Start.Index, End(yaml, node));
        var line = yaml.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        if (group.Style != YamlDotNet.Core.Events.MappingStyle.Flow && yaml[line..start].Trim().Length == 0)
        {
            var newline = yaml.IndexOf('\n', end);
            return yaml[..line] + (newline < 0 ? "" : yaml[(newline + 1)..]);
        }
        // Between others on one line, or first in an entry of a list.
        if (at + 1 < keys.Count) return yaml[..start] + yaml[(int)keys[at + 1].Start.Index..];
        return yaml[..(at == 0 ? start : End(yaml, group.Children[keys[at - 1]]))] + yaml[end..];
    }

    private static int End(string yaml, YamlNode node)
    {
        var start = (int)node.Start.Index;
        if (node is YamlScalarNode) return Math.Min((int)node.End.Index, yaml.Length);
        if (yaml[start] is '[' or '{') return FlowEnd(yaml, start);
        // A block's end mark stands at the next key; what is between belongs to that.
        var last = node.AllNodes.OfType<YamlScalarNode>().Max(n => (int)n.End.Index);
        var newline = yaml.IndexOf('\n', Math.Min(last, yaml.Length - 1));
        return newline < 0 ? yaml.Length : newline;
    }

    // The reader's mark for the end of a list in brackets is that of its beginning.
    private static int FlowEnd(string yaml, int start)
    {
        var (depth, quote) = (0, '\0');
        for (var i = start; i < yaml.Length; i++)
        {
            var c = yaml[i];
            if (quote != '\0')
            {
                if (c == '\\' && quote == '"') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c == '"' || (c == '\'' && " [{,:".Contains(yaml[i - 1], StringComparison.Ordinal))) quote = c;
            else if (c is '[' or '{') depth++;
            else if (c is ']' or '}' && --depth == 0) return i + 1;
        }
        return yaml.Length;
    }

    private static (YamlNode? Node, int Depth) Find(string yaml, string[] parts)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var node = stream.Documents[0].RootNode;
        for (var i = 0; i < parts.Length; i++)
        {
            var next = node switch
            {
                YamlMappingNode map => Child(map, parts[i]),
                // An entry of a list goes by its id or name.
                YamlSequenceNode list => list.Children.OfType<YamlMappingNode>().FirstOrDefault(entry => SettingPaths.ListKeys.Any(k => Child(entry, k) is YamlScalarNode id && id.Value == parts[i])),
                _ => null,
            };
            if (next is null) return (null, i);
            node = next;
        }
        return (node, parts.Length);
    }

    private static YamlNode? Child(YamlMappingNode map, string key) => map.Children.FirstOrDefault(c => c.Key is YamlScalarNode name && name.Value == key).Value;

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9 _/-]*[A-Za-z0-9])?\z")]
    private static partial Regex Bare();
}
