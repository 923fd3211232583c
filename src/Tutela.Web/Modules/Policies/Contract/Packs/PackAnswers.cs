using Tutela.Web.Modules.Policies.Versions;

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

    /// <summary>The pack with these settings, path to value, in this order. All that is not set, comments too, stays as it stands.</summary>
    public static PackFile Set(PackFile pack, IEnumerable<KeyValuePair<string, object?>> changes)
    {
        var yaml = pack.ToYaml();
        foreach (var (path, value) in changes)
        {
            var place = "settings." + path;
            if (Fault(pack.Settings, path, value) is { } problem)
            {
                throw new PackFaultException(PackFile.FileName, PackYaml.LineOf(yaml, place), problem);
            }

            // No value is said by leaving the key out.
            yaml = value is null ? YamlEdit.Remove(yaml, place) : YamlEdit.Set(yaml, place, YamlEdit.WordsOfRead(value));
        }

        return PackFile.Read(yaml);
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
            PackYaml.Read(place.Type, YamlEdit.WordsOfRead(value), PackQuestions.FileName);
            return null;
        }
        catch (PackFaultException fault)
        {
            return $"'{path}': {fault.Problem}";
        }
    }
}
