using System.Security.Cryptography;
using System.Text;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.SubjectWords;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>Writes into the draft. Two people who write in the same place do not undo each other: who comes second is told. Scoped.</summary>
public sealed class VersionEditing(VersionDesk desk, PackCatalogue catalogue, AuditTrail audit)
{
    public const int TextMaxLength = 60_000;

    public static readonly Process Worded = new("policy.text-edited", "The words of a draft policy were changed");
    public static readonly Process Struck = new("policy.clause-struck", "A clause was left out of the policy, with the reason");
    public static readonly Process Set = new("policy.settings-edited", "The settings of a draft policy were changed");

    /// <summary>Tells one text from another, so that a page can say which one it showed.</summary>
    public static string MarkOf(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.ReplaceLineEndings("\n"))).AsSpan(0, 8));

    public static string MarkOfGroup(PolicyVersion version, string group) => MarkOf(YamlEdit.Source(version.Settings, $"settings.{group}") ?? "");

    public async Task WriteAsync(string document, int index, string mark, string? text, string? struckReason)
    {
        audit.Begin(Worded);
        var version = await desk.OpenForChangeAsync();
        var before = version.Texts;
        var part = TextParts.Of(before, document)?.FirstOrDefault(p => p.Index == index) ?? throw new NotFound();
        if (MarkOf(part.Source) != mark)
            throw new Refused("Somebody else has changed this part since you opened it. Your words are kept here: compare them with theirs below, then save again.", "Input.Text");
        var typed = text ?? "";
        if (typed.Trim().Length == 0) throw new Refused("Write the text of this part", "Input.Text");
        if (typed.Length > TextMaxLength) throw new Refused($"Use at most {TextMaxLength} characters in one part", "Input.Text");
        var after = TextParts.With(before, document, index, typed);
        Parse(after, document);
        var lost = Lost(before, after);
        if (lost.Count > 0 && string.IsNullOrWhiteSpace(struckReason))
            throw new Refused($"This text no longer carries {string.Join(", ", lost)}. Put the marker back, or give the reason for leaving it out.", "Input.Text");
        version.Write(after);
        if (lost.Count > 0) audit.Record(Struck, nameof(PolicyVersion), version.Id, after: new { version.Number, lost }, reason: struckReason!.Trim());
        audit.Record(Worded, nameof(PolicyVersion), version.Id, new { part.Source }, new { Source = typed });
    }

    /// <summary>Writes settings of one group; each is its path and its words in YAML.</summary>
    public async Task SetAsync(string group, string mark, IReadOnlyList<(string Path, string Yaml)> values)
    {
        audit.Begin(Set);
        var version = await desk.OpenForChangeAsync();
        if (MarkOfGroup(version, group) != mark)
            throw new Refused("Somebody else has changed these settings since you opened them. Open this page again, then make your changes.");
        var settings = version.Settings;
        foreach (var (path, yaml) in values)
            if (YamlEdit.Source(settings, "settings." + path) != yaml) settings = YamlEdit.Set(settings, "settings." + path, yaml);
        if (settings == version.Settings) return;
        foreach (var (path, problem) in Faults(settings))
            throw new Refused(problem, FieldOf(path, values));
        var before = YamlEdit.Source(version.Settings, $"settings.{group}");
        version.Write(version.Texts with { Settings = settings });
        audit.Record(Set, nameof(PolicyVersion), version.Id, new { Group = group, Yaml = before }, new { Group = group, Yaml = YamlEdit.Source(settings, $"settings.{group}") });
    }

    /// <summary>One word for the subject throughout the body of the draft. Returns how often another was replaced.</summary>
    public async Task<int> UseWordAsync(string term, IReadOnlyList<string> others)
    {
        audit.Begin(Worded);
        var version = await desk.OpenForChangeAsync();
        var before = version.Texts;
        var (after, replaced) = SubjectTerms.With(before, term, others);
        after = after with { Settings = YamlEdit.Set(after.Settings, "settings.vocabulary.subject", YamlEdit.Words(term)) };
        after.Assemble(catalogue.Register);
        version.Write(after);
        audit.Record(Worded, nameof(PolicyVersion), version.Id, new { Subject = PackYaml.Read<PackFile>(before.Settings, PackFile.FileName).Settings.Vocabulary.Subject }, new { Subject = term, replaced });
        return replaced;
    }

    private static string? FieldOf(string path, IReadOnlyList<(string Path, string Yaml)> values)
    {
        var at = values.Select(v => v.Path).Where(p => ("settings." + p) == path || path.StartsWith($"settings.{p}.", StringComparison.Ordinal) || ("settings." + p).StartsWith(path, StringComparison.Ordinal)).FirstOrDefault();
        return at is null ? null : $"Values.{at}";
    }

    private static List<(string Path, string Problem)> Faults(string settings)
    {
        try
        {
            return [.. PackChecks.Of(PackYaml.Read<PackFile>(settings, PackFile.FileName)).Take(1)];
        }
        catch (PackFaultException fault)
        {
            return [("", $"Line {fault.Line}: {fault.Problem}")];
        }
    }

    private static void Parse(PackTexts texts, string document)
    {
        try
        {
            if (document == PackTexts.PolicyDocument) PolicyText.Parse(texts.Policy, PolicyPack.PolicyFileName);
            else AgreementText.Parse(texts.Agreements[document + ".md"], document + ".md");
        }
        catch (PackFaultException fault)
        {
            throw new Refused($"Line {fault.Line}: {fault.Problem}", "Input.Text");
        }
    }

    private List<string> Lost(PackTexts before, PackTexts after)
    {
        var kept = All(after).ToHashSet();
        return [.. All(before).Where(id => !kept.Contains(id) && ClauseId.TryParse(id, out var clause) && catalogue.Register.Find(clause) is not null).Distinct()];
    }

    private static IEnumerable<string> All(PackTexts texts) => TextParts.ClausesIn(texts.Policy).Concat(texts.Agreements.Values.SelectMany(TextParts.ClausesIn));
}
