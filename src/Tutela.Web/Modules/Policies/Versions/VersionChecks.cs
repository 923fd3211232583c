using System.Globalization;
using System.Text.RegularExpressions;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>What must be mended before a version goes to approval or is published, and what to look at again. Scoped.</summary>
public sealed partial class VersionChecks(PackCatalogue catalogue, PublishedContacts contacts, TimeProvider clock)
{
    /// <param name="Faults">Each of them stops submission and publication.</param>
    /// <param name="Warnings">Shown, and left to people.</param>
    public sealed record Found(PolicyPack? Pack, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings);

    public Found Of(PackTexts texts)
    {
        PolicyPack pack;
        try
        {
            pack = texts.Assemble(catalogue.Register);
        }
        catch (PackFaultException fault)
        {
            return new(null, [$"{fault.File}, line {fault.Line}: {fault.Problem}"], []);
        }
        return new(pack, [.. StrangeAuthorities(pack)], [.. MissingSections(pack), .. OldYears(pack, clock.Today())]);
    }

    /// <summary>The coordinator and the safeguarding lead are published with the policy, by name and with a way to reach them.</summary>
    public async Task<IReadOnlyList<string>> GapsAsync(PolicyPack? pack)
    {
        if (pack is null) return [];
        return [.. (await contacts.LackingAsync()).Select(c => c.Names.Count == 0
            ? $"nobody is named as {c.Title}: name them in the register of posts"
            : $"no telephone number or e-mail address is published for the {c.Title}: enter one in the register of posts")];
    }

    /// <summary>Names of councils and trusts in the text that the settings do not know: a policy taken from elsewhere names another employer.</summary>
    public static IEnumerable<string> StrangeAuthorities(PolicyPack pack)
    {
        var known = new[] { pack.Settings.Vocabulary.Authority, pack.Settings.Vocabulary.Employer, pack.Settings.Vocabulary.ItProvider }.Where(n => n.Length > 0).ToArray();
        return Blocks(pack).SelectMany(block => Authority().Matches(block).Select(m => m.Value)).Distinct()
            .Where(name => !known.Any(k => k.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(k, StringComparison.OrdinalIgnoreCase)))
            .Select(name => $"the text names {name}, which is neither the employer nor the authority in the settings");
    }

    /// <summary>"Section 7" in the text, where no heading has that number.</summary>
    public static IEnumerable<string> MissingSections(PolicyPack pack)
    {
        var numbers = pack.Sections.Select(s => s.Number).ToHashSet();
        return Blocks(pack).SelectMany(block => SectionNamed().Matches(block).Select(m => m.Groups[1].Value.TrimEnd('.'))).Distinct()
            .Where(n => !numbers.Contains(n)).Select(n => $"the text names section {n} and there is no such heading");
    }

    /// <summary>A year in the title or the running header that the dates do not bear out.</summary>
    public static IEnumerable<string> OldYears(PolicyPack pack, DateOnly agreed)
    {
        if (YearOf(pack.Settings.Vocabulary.PolicyTitle) is { } year && year < agreed.Year) yield return $"the title says {year} and the policy is agreed in {agreed.Year}";
        var (stated, right) = (pack.Settings.Review.StatedYear?.Replace('/', '-'), RunningLine.YearOf(agreed));
        if (stated is { Length: > 0 } && stated != right && stated != agreed.Year.ToString(CultureInfo.InvariantCulture)) yield return $"the settings say school year {stated} and its dates say {right}";
        foreach (var typed in Blocks(pack).Prepend(pack.Settings.Vocabulary.PolicyTitle).SelectMany(t => SchoolYear().Matches(t).Where(m => m.Groups[2].Value == $"{(int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) + 1) % 100:00}"))
                     .Select(m => $"{m.Groups[1].Value}-{m.Groups[2].Value}").Distinct().Where(y => y != right))
            yield return $"the text says school year {typed} and the dates of this version say {right}";
    }

    /// <summary>A year that somebody typed into a title; null when it has none.</summary>
    public static int? YearOf(string title) => TypedYear().Match(title) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Blocks(PolicyPack pack) =>
        pack.Sections.Concat(pack.Agreements.SelectMany(a => a.Sections)).SelectMany(s => s.Blocks).Select(b => b.Markdown);

    [GeneratedRegex(@"\b(?:[A-Z][a-z]+(?:shire)? ){1,4}(?:Council|Academy Trust|Multi-Academy Trust|Education Trust)\b")]
    private static partial Regex Authority();

    [GeneratedRegex(@"\b[Ss]ection ([0-9]+(?:\.[0-9]+)*)")]
    private static partial Regex SectionNamed();

    // 2024-25, 2024/25 and 2024/2025; two years that do not follow one another are no school year.
    [GeneratedRegex(@"\b(20[0-9]{2})[-/–](?:20)?([0-9]{2})\b")]
    private static partial Regex SchoolYear();

    [GeneratedRegex(@"\b20[0-9]{2}\b")]
    private static partial Regex TypedYear();
}
