namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum GuidanceStatus
{
    Statutory,
    NonStatutory,
    Law,
    Standard,
}

/// <summary>How well an entry is known.</summary>
public enum Sureness
{
    /// <summary>Read in the source itself.</summary>
    Verified,

    /// <summary>Quoted by a second source.</summary>
    Secondary,

    /// <summary>General knowledge: check it.</summary>
    Recalled,
}

/// <summary>A national document that the policy rests on.</summary>
public sealed record GuidanceEntry
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Edition { get; init; }

    public required GuidanceStatus Status { get; init; }

    public required string Why { get; init; }

    public DateOnly? InForce { get; init; }

    public required DateOnly Checked { get; init; }

    public required Sureness Sureness { get; init; }

    public string? Address { get; init; }

    /// <summary>The edition that the source policy names, where another is in force now.</summary>
    public string? EditionInText { get; init; }

    /// <summary>The entry that has taken this one's place: what is shown is the new one, and that the text cites the old.</summary>
    public string? SupersededBy { get; init; }
}

/// <summary>The content of <c>guidance.yaml</c>.</summary>
public sealed record GuidanceFile
{
    public const string FileName = "guidance.yaml";

    public required IReadOnlyList<GuidanceEntry> Guidance { get; init; }

    public static GuidanceFile Read(string yaml, string file = FileName)
    {
        var guidance = PackYaml.Read<GuidanceFile>(yaml, file);
        var known = guidance.Guidance.Select(entry => entry.Id).ToHashSet();
        for (var i = 0; i < guidance.Guidance.Count; i++)
        {
            if (guidance.Guidance[i].SupersededBy is { } other && !known.Contains(other))
            {
                throw new PackFaultException(file, PackYaml.LineOf(yaml, $"guidance.{i}.superseded-by"), $"there is no entry '{other}'");
            }
        }

        return guidance;
    }
}
