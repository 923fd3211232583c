namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The content of <c>pack.yaml</c>.</summary>
public sealed record PackFile
{
    public const string FileName = "pack.yaml";

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Stance { get; init; }

    /// <summary>For what school it is meant, for those who choose among packs.</summary>
    public string Fits { get; init; } = "";

    /// <summary>The code of the source in the register.</summary>
    public required string Source { get; init; }

    public required int Version { get; init; }

    public required PackSettings Settings { get; init; }

    private string _yaml = "";

    /// <summary>The text that this was read from.</summary>
    public string ToYaml() => _yaml;

    public static PackFile Read(string yaml, string file = FileName)
    {
        var pack = PackYaml.Read<PackFile>(yaml, file);
        pack._yaml = yaml;
        foreach (var (path, problem) in PackChecks.Of(pack))
        {
            throw new PackFaultException(file, PackYaml.LineOf(yaml, path), problem);
        }

        return pack;
    }
}
