using System.Text;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Where a clause stands: in the policy when <paramref name="Document"/> is null, else in that agreement.</summary>
public sealed record ClausePlace(ClauseId Id, AgreementText? Document, PolicySection Section, PolicyBlock Block);

/// <summary>One school policy: its settings and its text. Immutable.</summary>
public sealed class PolicyPack
{
    public const string PolicyFileName = "policy.md";
    public const string AgreementFolder = "agreements";

    private readonly Dictionary<ClauseId, ClausePlace> _places = [];
    private readonly Dictionary<string, AgreementText> _agreements;

    private PolicyPack(
        PackFile file, IReadOnlyList<PolicySection> sections, IReadOnlyList<AgreementText> agreements, IReadOnlyList<GuidanceEntry> guidance,
        IReadOnlyList<PackQuestion> questions)
    {
        (File, Sections, Agreements, Guidance, Questions) = (file, sections, agreements, guidance, questions);
        _agreements = agreements.ToDictionary(agreement => agreement.Id);
    }

    public PackFile File { get; }

    public string Name => File.Name;

    public string Title => File.Title;

    public string Stance => File.Stance;

    public string Fits => File.Fits;

    public string Source => File.Source;

    public int Version => File.Version;

    public PackSettings Settings => File.Settings;

    public IReadOnlyList<PolicySection> Sections { get; }

    public IReadOnlyList<AgreementText> Agreements { get; }

    public IReadOnlyList<GuidanceEntry> Guidance { get; }

    /// <summary>What a school answers when it adopts this pack.</summary>
    public IReadOnlyList<PackQuestion> Questions { get; }

    /// <summary>Contradictions of the source that no question puts to the school yet.</summary>
    public IEnumerable<int> Unanswered =>
        Enumerable.Range(1, PackQuestions.Contradictions.GetValueOrDefault(Source)).Except(Questions.Select(question => question.Contradiction()).OfType<int>());

    /// <summary>Clauses in the order in which a reader meets them: the policy, then its agreements.</summary>
    public IEnumerable<ClausePlace> Clauses => _places.Values;

    public ClausePlace? Find(ClauseId id) => _places.GetValueOrDefault(id);

    public AgreementText? Agreement(string id) => _agreements.GetValueOrDefault(id);

    /// <summary>Clauses of this pack's source that its text leaves out: struck by the school, or a gap.</summary>
    public IEnumerable<RegisterClause> Missing(Register register) =>
        register.Of(Source).Where(clause => !_places.ContainsKey(clause.Id));

    /// <exception cref="PackFaultException">Something is wrong in a file of the pack; the message names file and line.</exception>
    public static PolicyPack Load(string folder, Register register)
    {
        var file = PackFile.Read(ReadText(folder, PackFile.FileName));
        if (file.Name != Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)))
        {
            throw new PackFaultException(PackFile.FileName, 1, $"the name '{file.Name}' is not the folder's name");
        }

        var sections = PolicyText.Parse(ReadText(folder, PolicyFileName), PolicyFileName);
        var guidance = GuidanceFile.Read(ReadText(folder, GuidanceFile.FileName)).Guidance;
        var agreements = Directory.EnumerateFiles(Path.Combine(folder, AgreementFolder), "*.md")
            .Order(StringComparer.Ordinal)
            .Select(path => AgreementText.Parse(ReadText(folder, Path.Combine(AgreementFolder, Path.GetFileName(path))), Path.GetFileName(path)))
            .ToArray();
        var questions = System.IO.File.Exists(Path.Combine(folder, PackQuestions.FileName))
            ? PackQuestions.Read(ReadText(folder, PackQuestions.FileName), file, register)
            : [];
        return Assemble(file, sections, agreements, guidance, register, questions);
    }

    /// <summary>A pack from parts already read, as when a school's edited text comes from the database.</summary>
    public static PolicyPack Assemble(
        PackFile file,
        IReadOnlyList<PolicySection> sections,
        IReadOnlyList<AgreementText> agreements,
        IReadOnlyList<GuidanceEntry> guidance,
        Register register,
        IReadOnlyList<PackQuestion>? questions = null)
    {
        var pack = new PolicyPack(file, sections, agreements, guidance, questions ?? []);
        var references = new PackReferences(pack, register);
        references.CheckSettings();
        references.CheckDocuments();
        foreach (var section in sections)
        {
            pack.Place(null, section, PolicyFileName, references);
        }

        foreach (var agreement in agreements)
        {
            foreach (var section in agreement.Sections)
            {
                pack.Place(agreement, section, agreement.FileName, references);
            }
        }

        return pack;
    }

    private void Place(AgreementText? document, PolicySection section, string file, PackReferences references)
    {
        foreach (var block in section.Blocks)
        {
            references.Check(block, file);
            if (block.Clause is { } id && !_places.TryAdd(id, new ClausePlace(id, document, section, block)))
            {
                throw new PackFaultException(file, block.Line, $"{id} stands here a second time");
            }
        }
    }

    internal static string ReadText(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!System.IO.File.Exists(path))
        {
            throw new PackFaultException(name, 1, "the file is missing");
        }

        try
        {
            return System.IO.File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException fault)
        {
            throw new PackFaultException(Path.GetFileName(name), 1, "the file is not UTF-8", fault);
        }
    }
}
