using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Standards.Contract;

public enum StandardBoard { Department, Filtering, Monitoring }

/// <summary>The meeting whose next day is the requirement's.</summary>
public enum NextDay { None, FilteringReview }

public sealed record Requirement
{
    public const int UsualMonths = 12;

    public required string Id { get; init; }
    public required string Text { get; init; }
    public required Sureness Sureness { get; init; }
    /// <summary>Who answers for it, and records a statement where it is attested.</summary>
    public required Role Owner { get; init; }
    /// <summary>What makes somebody look at it before its day.</summary>
    public string? Trigger { get; init; }
    /// <summary>The ids of controls that answer it.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];
    /// <summary>Whether the owner has to state something that no row shows.</summary>
    public bool Attested { get; init; }
    /// <summary>How long a statement holds at most.</summary>
    public int LastsMonths { get; init; } = UsualMonths;
    public NextDay Next { get; init; }
    /// <summary>What Tutela does not do here, or how it does it.</summary>
    public string? Note { get; init; }
}

public sealed record Standard
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required StandardBoard Board { get; init; }
    public required string Source { get; init; }
    public required IReadOnlyList<Requirement> Requirements { get; init; }
}

/// <summary>The content of <c>standards.yaml</c> beside the packs; its shape is docs/standards.schema.json.</summary>
public sealed record StandardsFile
{
    public const string FileName = "standards.yaml";

    public required IReadOnlyList<Standard> Standards { get; init; }

    public IEnumerable<Requirement> Requirements => Standards.SelectMany(s => s.Requirements);

    public Requirement? Find(string id) => Requirements.FirstOrDefault(r => r.Id == id);

    /// <exception cref="PackFaultException">The file is wrong; the message names its line.</exception>
    public static StandardsFile Read(string yaml, string file = FileName)
    {
        var standards = PackYaml.Read<StandardsFile>(yaml, file);
        var seen = new HashSet<string>();
        for (var s = 0; s < standards.Standards.Count; s++)
            for (var r = 0; r < standards.Standards[s].Requirements.Count; r++)
            {
                var requirement = standards.Standards[s].Requirements[r];
                void Fault(string part, string problem) => throw new PackFaultException(file, PackYaml.LineOf(yaml, $"standards.{s}.requirements.{r}.{part}"), problem);
                if (!seen.Add(requirement.Id)) Fault("id", $"{requirement.Id} stands here a second time");
                if (requirement.LastsMonths is < 1 or > 36) Fault("lasts-months", "a statement lasts 1 to 36 months");
                if (requirement.Controls.Count == 0 && !requirement.Attested && requirement.Note is null) Fault("id", $"nothing answers {requirement.Id}: say why in a note");
            }
        return standards;
    }

    public static StandardsFile Load(string folder) => Read(File.ReadAllText(Path.Combine(folder, FileName)));
}
