using YamlDotNet.RepresentationModel;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Puts a school's answers into its settings. Pure: text in, text out, read as strictly as any pack.</summary>
public static class PackAnswers
{
    /// <summary>The pack with these answers, question id to option id; a question that has no answer keeps its default.</summary>
    /// <exception cref="ArgumentException">There is no such question or option.</exception>
    /// <exception cref="PackFaultException">The answers together make settings that cannot stand.</exception>
    public static PackFile Apply(PackFile pack, IReadOnlyList<PackQuestion> questions, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.Keys.Except(questions.Select(question => question.Id)).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no question '{unknown}'.", nameof(answers));
        }

        var changes = questions
            .Select(question => answers.TryGetValue(question.Id, out var option) ? question.Option(option) : question.DefaultOption())
            .SelectMany(option => option.Sets);
        return Set(pack, changes);
    }

    /// <summary>The pack with these settings, path to value, in this order.</summary>
    public static PackFile Set(PackFile pack, IEnumerable<KeyValuePair<string, object?>> changes)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(pack.ToYaml()));
        var settings = (YamlMappingNode)((YamlMappingNode)stream.Documents[0].RootNode).Children[new YamlScalarNode("settings")];
        foreach (var (path, value) in changes)
        {
            if (Fault(pack.Settings, path, value) is { } problem)
            {
                throw new PackFaultException(PackFile.FileName, PackYaml.LineOf(pack.ToYaml(), "settings." + path), problem);
            }

            Put(settings, path.Split('.'), value is null ? null : NodeOf(value));
        }

        using var text = new StringWriter();
        stream.Save(text, assignAnchors: false);
        return PackFile.Read(text.ToString());
    }

    /// <summary>What is wrong with this change, or null: the path must be a setting and the value of its kind.</summary>
    internal static string? Fault(PackSettings settings, string path, object? value)
    {
        if (SettingPaths.TypeOf(settings, path) is not { } place)
        {
            return $"there is no setting '{path}'";
        }

        if (value is null)
        {
            return place.MayBeAbsent ? null : $"'{path}' needs a value";
        }

        try
        {
            using var text = new StringWriter();
            new YamlStream(new YamlDocument(NodeOf(value))).Save(text, assignAnchors: false);
            PackYaml.Read(place.Type, text.ToString(), PackQuestions.FileName);
            return null;
        }
        catch (PackFaultException fault)
        {
            return $"'{path}': {fault.Problem}";
        }
    }

    // No value is said by leaving the key out.
    private static void Put(YamlNode parent, ReadOnlySpan<string> path, YamlNode? value)
    {
        switch (parent)
        {
            case YamlMappingNode map:
                var key = new YamlScalarNode(path[0]);
                if (path.Length == 1)
                {
                    if (value is null)
                    {
                        map.Children.Remove(key);
                    }
                    else
                    {
                        map.Children[key] = value;
                    }

                    return;
                }

                if (!map.Children.TryGetValue(key, out var next))
                {
                    map.Children[key] = next = new YamlMappingNode();
                }

                Put(next, path[1..], value);
                return;
            case YamlSequenceNode list:
                var name = path[0];
                var at = list.Children.ToList().FindIndex(child => child is YamlMappingNode entry
                    && SettingPaths.ListKeys.Any(k => entry.Children.TryGetValue(new YamlScalarNode(k), out var id) && id is YamlScalarNode scalar && scalar.Value == name));
                if (path.Length == 1)
                {
                    list.Children[at] = value ?? throw new InvalidOperationException("An entry of a list has a value.");
                    return;
                }

                Put(list.Children[at], path[1..], value);
                return;
            default:
                throw new InvalidOperationException($"'{path[0]}' lies below a plain value.");
        }
    }

    private static YamlNode NodeOf(object? value) => value switch
    {
        null => throw new InvalidOperationException("A value inside a list or a group is never empty."),
        IReadOnlyDictionary<object, object> or IDictionary<object, object> => MapOf((IEnumerable<KeyValuePair<object, object>>)value),
        System.Collections.IEnumerable list and not string => new YamlSequenceNode(list.Cast<object?>().Select(NodeOf)),
        _ => new YamlScalarNode(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static YamlMappingNode MapOf(IEnumerable<KeyValuePair<object, object>> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(NodeOf(entry.Key), NodeOf(entry.Value))));
}
