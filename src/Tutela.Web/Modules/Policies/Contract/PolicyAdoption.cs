using Microsoft.EntityFrameworkCore;
using System.Text;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Differences;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>What a school decides when it adopts its pack: question id to option id, and settings of its own by their path.</summary>
public sealed record AdoptionDecisions(IReadOnlyDictionary<string, string> Answers, IReadOnlyList<KeyValuePair<string, object?>> Settings);

/// <summary>How a school that is being set up makes the built-in pack its own. Scoped.</summary>
public sealed class PolicyAdoption(PackCatalogue catalogue, VersionDesk desk, AudienceRegister audiences, SchoolScope scope)
{
    public const string AnswersTitle = "What our school has decided";

    /// <summary>The pack as it ships.</summary>
    public PolicyPack Pack => catalogue.Get(scope.School.Pack);

    public PackQuestion? Question(string id) => Pack.Questions.FirstOrDefault(q => q.Id == id);

    /// <summary>What Tutela would do otherwise than by the default, in words. Empty: the answer is printed in the policy and changes nothing else.</summary>
    public IReadOnlyList<string> Changes(PackOption option) =>
        [.. BehaviourDifference.Of(Pack.Settings, PackAnswers.Set(Pack.File, option.Sets).Settings).Select(change => change.Sentence)];

    /// <summary>The settings that would hold from the day on which the school goes live.</summary>
    public PackSettings SettingsWith(AdoptionDecisions decisions) => FileWith(decisions).Settings;

    public async Task<int> ReadersAsync() => await audiences.In(Pack.Settings.Attestation.Audiences).CountAsync();

    /// <summary>Puts the school's own version in force, its approval still due. Returns the version's number.</summary>
    public async Task<int> AdoptAsync(AdoptionDecisions decisions, bool onWebsite)
    {
        var shipped = catalogue.TextsOf(scope.School.Pack);
        PackFile file;
        try
        {
            file = FileWith(decisions);
        }
        catch (PackFaultException fault)
        {
            throw new Refused($"These answers can't stand together: {fault.Problem}. Change one of them.");
        }
        return (await desk.AdoptAsync(shipped with { Settings = file.ToYaml(), Policy = WithAnswers(shipped.Policy, decisions.Answers) }, onWebsite)).Number;
    }

    private PackFile FileWith(AdoptionDecisions decisions) => PackAnswers.Set(PackAnswers.Apply(Pack.File, Pack.Questions, decisions.Answers), decisions.Settings);

    // The text of a pack says two things in places, as its source does; what the school chose stands in the policy, in words.
    private string WithAnswers(string policy, IReadOnlyDictionary<string, string> answers)
    {
        var text = new StringBuilder(policy.TrimEnd());
        var number = Pack.Sections.Select(s => int.TryParse(s.Number.Split('.')[0], out var n) ? n : 0).DefaultIfEmpty().Max() + 1;
        text.Append($"\n\n## {number} {AnswersTitle}\n\nWhere the text can be read in two ways, or says nothing, this holds in our school.\n\n");
        foreach (var question in Pack.Questions)
            text.Append($"- {Plain(question.Question)} {Plain((answers.TryGetValue(question.Id, out var option) ? question.Option(option) : question.DefaultOption()).Label)}.\n");
        return text.ToString();
    }

    private static string Plain(string words) => words.ReplaceLineEndings(" ").Replace("[", "\\[", StringComparison.Ordinal).TrimEnd('.');
}
