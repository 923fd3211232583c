namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>A pack as people write it: the words of its files. Agreements are keyed by their file's name.</summary>
public sealed record PackTexts(string Settings, string Policy, string Guidance, IReadOnlyDictionary<string, string> Agreements)
{
    public const string PolicyDocument = "policy";

    public static PackTexts Read(string folder) => new(
        PolicyPack.ReadText(folder, PackFile.FileName),
        PolicyPack.ReadText(folder, PolicyPack.PolicyFileName),
        PolicyPack.ReadText(folder, GuidanceFile.FileName),
        Directory.EnumerateFiles(Path.Combine(folder, PolicyPack.AgreementFolder), "*.md").Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), path => PolicyPack.ReadText(folder, Path.Combine(PolicyPack.AgreementFolder, Path.GetFileName(path)))));

    /// <exception cref="PackFaultException">Something is wrong in the words; the message names file and line.</exception>
    public PolicyPack Assemble(Register register) => PolicyPack.Assemble(
        PackFile.Read(Settings),
        PolicyText.Parse(Policy, PolicyPack.PolicyFileName),
        [.. Agreements.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => AgreementText.Parse(a.Value, a.Key))],
        GuidanceFile.Read(Guidance).Guidance,
        register);

    public bool Says(PackTexts other) => Settings == other.Settings && Policy == other.Policy && Guidance == other.Guidance
        && Agreements.Count == other.Agreements.Count && Agreements.All(a => other.Agreements.GetValueOrDefault(a.Key) == a.Value);
}
