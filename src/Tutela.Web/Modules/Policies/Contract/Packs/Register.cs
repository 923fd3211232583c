using System.Text;
using CsvHelper;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>One promise of a source policy: what it says in short, and what the software must do about it.</summary>
public sealed record RegisterClause(
    ClauseId Id,
    string Source,
    string Section,
    IReadOnlyList<string> Audiences,
    string Kind,
    string Gist,
    string Trigger,
    string Capability,
    string SoftwareMust)
{
    private const string TextOnly = "Carried in the policy text";

    /// <summary>The register asks no more than that the text says it and that people attest to it.</summary>
    public bool IsCarriedInText => SoftwareMust.StartsWith(TextOnly, StringComparison.Ordinal);
}

/// <summary>Every clause of the five sources, in the order of the sources.</summary>
public sealed class Register
{
    public const string FileName = "register.csv";

    private static readonly string[] Columns =
        ["id", "source", "section", "audience", "kind", "gist", "trigger_or_frequency", "capability", "software_must"];

    private static readonly CsvReaderOptions Strict = new()
    {
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    private readonly Dictionary<ClauseId, RegisterClause> _byId;

    private Register(IReadOnlyList<RegisterClause> clauses)
    {
        Clauses = clauses;
        _byId = clauses.ToDictionary(clause => clause.Id);
    }

    public IReadOnlyList<RegisterClause> Clauses { get; }

    public RegisterClause? Find(ClauseId id) => _byId.GetValueOrDefault(id);

    public IEnumerable<RegisterClause> Of(string source) => Clauses.Where(clause => clause.Source == source);

    public static Register Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new PackFaultException(Path.GetFileName(path), 1, "the file is missing");
        }

        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        return Read(reader, Path.GetFileName(path));
    }

    public static Register Read(TextReader reader, string file)
    {
        using var csv = CsvReader.Create(reader, Strict, leaveOpen: true);
        try
        {
            return new Register(ReadRows(csv, file));
        }
        catch (CsvFormatException fault)
        {
            throw new PackFaultException(file, Math.Max(1, (int)fault.LineNumber), fault.Message, fault);
        }
    }

    private static List<RegisterClause> ReadRows(CsvReader csv, string file)
    {
        if (!Columns.SequenceEqual(csv.Headers))
        {
            throw new PackFaultException(file, 1, $"the columns are {string.Join(',', Columns)}");
        }

        var clauses = new List<RegisterClause>();
        var seen = new HashSet<ClauseId>();
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var clause = ReadRow(csv, file, line);
            if (!seen.Add(clause.Id))
            {
                throw new PackFaultException(file, line, $"{clause.Id} stands in the register twice");
            }

            clauses.Add(clause);
        }

        return clauses;
    }

    private static RegisterClause ReadRow(CsvReader csv, string file, int line)
    {
        string Field(int i) => csv.GetString(i);
        if (!ClauseId.TryParse(Field(0), out var id))
        {
            throw new PackFaultException(file, line, $"'{Field(0)}' is not a clause id");
        }

        if (id.Source != Field(1))
        {
            throw new PackFaultException(file, line, $"{id} stands under source '{Field(1)}'");
        }

        return new RegisterClause(
            id, Field(1), Field(2), Field(3).Split(';'), Field(4), Field(5), Field(6), Field(7), Field(8));
    }
}
