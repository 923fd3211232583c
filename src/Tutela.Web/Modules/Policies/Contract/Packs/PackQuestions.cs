using System.Globalization;
using System.Text.RegularExpressions;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>
/// What a school answers when it adopts a pack: the source policy says two things, or too little, and somebody has to choose. The pack ships
/// with every default in force, so that a school which answers nothing has a policy that runs.
/// </summary>
public sealed record PackQuestion
{
    public required string Id { get; init; }

    /// <summary><c>WED contradiction 2</c>, or <c>WED silence</c> where the policy does not say.</summary>
    public required string About { get; init; }

    /// <summary>What the text says, in plain words.</summary>
    public required string Found { get; init; }

    public required string Question { get; init; }

    public required IReadOnlyList<string> Clauses { get; init; }

    public required IReadOnlyList<PackOption> Options { get; init; }

    /// <summary>The id of the option that holds until the school chooses.</summary>
    public required string Default { get; init; }

    public required string Reason { get; init; }

    public PackOption DefaultOption() => Option(Default);

    public PackOption Option(string id) => Options.FirstOrDefault(option => option.Id == id)
        ?? throw new ArgumentException($"The question '{Id}' has no option '{id}'.", nameof(id));

    /// <summary>The number of the contradiction, or null.</summary>
    public int? Contradiction() =>
        About.Split(' ') is [_, "contradiction", var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var n) ? n : null;
}

public sealed record PackOption
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    /// <summary>Settings by path, such as <c>phones.pupils.storage</c>. An entry of a list is named by its id. Empty: the choice changes words alone.</summary>
    public IReadOnlyDictionary<string, object?> Sets { get; init; } = new Dictionary<string, object?>();
}

/// <summary>The content of <c>questions.yaml</c>.</summary>
public sealed partial record PackQuestions
{
    public const string FileName = "questions.yaml";

    /// <summary>How many contradictions were found within each source.</summary>
    public static IReadOnlyDictionary<string, int> Contradictions { get; } =
        new Dictionary<string, int> { ["WEN"] = 10, ["WID"] = 12, ["CRO"] = 12, ["WED"] = 20, ["HAM"] = 16 };

    public required IReadOnlyList<PackQuestion> Questions { get; init; }

    public static IReadOnlyList<PackQuestion> Read(string yaml, PackFile pack, Register register, string file = FileName)
    {
        var questions = PackYaml.Read<PackQuestions>(yaml, file).Questions;
        foreach (var (path, problem) in Faults(questions, pack, register))
        {
            throw new PackFaultException(file, PackYaml.LineOf(yaml, path), problem);
        }

        return questions;
    }

    private static IEnumerable<(string Path, string Problem)> Faults(IReadOnlyList<PackQuestion> questions, PackFile pack, Register register)
    {
        var (ids, answered) = (new HashSet<string>(), new HashSet<int>());
        for (var i = 0; i < questions.Count; i++)
        {
            var (question, at) = (questions[i], $"questions.{i}");
            if (!ids.Add(question.Id))
            {
                yield return (at, $"the question '{question.Id}' stands twice");
            }

            if (!About().IsMatch(question.About) || question.About[..3] != pack.Source)
            {
                yield return ($"{at}.about", $"'{question.About}' is neither a contradiction nor a silence of source {pack.Source}");
            }

            if (question.Contradiction() is { } number)
            {
                if (number < 1 || number > Contradictions.GetValueOrDefault(pack.Source))
                {
                    yield return ($"{at}.about", $"source {pack.Source} has no contradiction {number}");
                }

                if (!answered.Add(number))
                {
                    yield return ($"{at}.about", $"contradiction {number} is answered a second time");
                }
            }

            foreach (var clause in question.Clauses.Where(clause => !ClauseId.TryParse(clause, out var id) || id.Source != pack.Source || register.Find(id) is null))
            {
                yield return ($"{at}.clauses", $"'{clause}' is not a clause of source {pack.Source}");
            }

            foreach (var fault in OptionFaults(question, at, pack))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<(string Path, string Problem)> OptionFaults(PackQuestion question, string at, PackFile pack)
    {
        if (question.Options.Count < 2 || question.Options.Select(option => option.Id).Distinct().Count() < question.Options.Count)
        {
            yield return ($"{at}.options", "a question has at least two options, each with an id of its own");
        }

        if (question.Options.All(option => option.Id != question.Default))
        {
            yield return ($"{at}.default", $"the default '{question.Default}' is not one of the options");
        }

        for (var i = 0; i < question.Options.Count; i++)
        {
            foreach (var (path, value) in question.Options[i].Sets)
            {
                if (PackAnswers.Fault(pack.Settings, path, value) is { } problem)
                {
                    // The path has dots of its own, so the line is that of the option's settings.
                    yield return ($"{at}.options.{i}.sets", problem);
                }
            }
        }
    }

    [GeneratedRegex(@"^[A-Z]{3} (?:contradiction [0-9]{1,2}|silence)\z")]
    private static partial Regex About();
}
