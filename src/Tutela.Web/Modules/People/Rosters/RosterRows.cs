using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Tutela.Web.Modules.People.Rosters;

/// <summary>
/// The rows of one file, one at a time. A cell is read only when it is asked for, so that a password column never
/// becomes a string. Accessors that return false have rejected the row.
/// </summary>
internal sealed class RosterRows : IDisposable
{
    private readonly CsvReader _csv;
    private readonly RosterTable _table;
    private readonly RosterReading? _reading;
    private readonly RosterFindings _findings;
    private readonly string[] _header;
    private readonly Dictionary<string, int> _places;
    private CsvMalformedReason? _malformed;
    private long _rows;

    public RosterRows(RosterFile file, RosterTable table, RosterReading reading, RosterFindings findings, bool quiet = false)
    {
        (File, _table, _reading, _findings) = (file.Name, table, quiet ? null : reading, findings);
        RosterSniff.Refuse(file);
        findings.Begin(File);
        _csv = CsvReader.Create(file.Open(), new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = RosterLimits.MaxLineBytes,
            Encoding = Encoding.UTF8,
            OnMalformedRecord = record => _malformed = record.Reason,
        });
        try
        {
            if (!Next()) throw new RosterRefused(File, "the file is empty.");
            if (_malformed is not null) throw new RosterRefused(File, "its first line has a stray quotation mark, so it is not CSV.");
            RosterSniff.RefuseOtherSeparator(File, _csv.RawRecord);
            _header = [.. Enumerable.Range(0, _csv.FieldCount).Select(i => RosterText.Clean(_csv.GetSpan(i), out _))];
            _places = table.Match(_header, File, Line, findings);
        }
        catch
        {
            _csv.Dispose();
            throw;
        }
    }

    public string File { get; }
    public int Line { get; private set; }

    /// <summary>What the row has told of itself so far, for its rejection.</summary>
    public string? ExternalId { get; set; }
    public IReadOnlyList<string> Orgs { get; set; } = [];

    public bool Read()
    {
        while (Next())
        {
            (ExternalId, Orgs) = (null, []);
            if (++_rows % 2000 == 0) _reading?.Report(File, _rows, _csv.ByteOffset);
            if (_malformed is { } reason)
            {
                Reject(reason == CsvMalformedReason.StrayQuote ? "a quotation mark stands inside a value that does not start with one." : "there is text after the quotation mark that ends a value.");
            }
            else if (Blank())
            {
                Warn("the row is empty.");
            }
            else if (IsHeader())
            {
                Warn("the header is repeated; the row is left out.");
            }
            else if (_csv.FieldCount < _header.Length || HasMore())
            {
                Reject($"the row has {_csv.FieldCount} values where the header has {_header.Length}.");
            }
            else
            {
                return true;
            }
        }
        _reading?.Finish(File, _rows);
        return false;
    }

    public bool Has(string column) => _places.ContainsKey(column);

    public void Warn(string reason) => _findings.Warn(File, Line, reason);

    public bool Reject(string reason)
    {
        _findings.Reject(new Rejection(File, Line, reason) { Kind = _table.Kind, ExternalId = ExternalId, SchoolExternalIds = Orgs });
        return false;
    }

    /// <summary>The cell's text made clean; null when the column or the value is not there.</summary>
    public string? Text(string column)
    {
        if (!_places.TryGetValue(column, out var place)) return null;
        var text = RosterText.Clean(_csv.GetSpan(place), out var hidden);
        if (hidden) Warn($"invisible characters were taken out of {column}.");
        return text.Length == 0 ? null : text;
    }

    /// <summary>As <see cref="Text"/>, but a text that is too long is left out with a warning.</summary>
    public string? Short(string column)
    {
        var text = Text(column);
        if (text is null || text.Length <= RosterLimits.MaxTextLength) return text;
        Warn($"{column} is longer than {RosterLimits.MaxTextLength} characters and is left out.");
        return null;
    }

    public bool Needed(string column, int maxLength, out string text)
    {
        text = Text(column) ?? "";
        if (text.Length == 0) return Reject($"{column} is missing.");
        return text.Length <= maxLength || Reject($"{column} is longer than {maxLength} characters.");
    }

    public bool Id(string column, out string id) => Needed(column, RosterLimits.MaxIdLength, out id);

    /// <summary>A list in one cell.</summary>
    public List<string> Ids(string column) =>
        Text(column) is { } text ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()] : [];

    public bool Date(string column, DateOrder order, out DateOnly? date)
    {
        date = null;
        if (Text(column) is not { } text) return true;
        if (!RosterDates.TryParse(text, order, out var read)) return Reject($"{column} is not a date ({RosterDates.Say(order)}).");
        date = read;
        return true;
    }

    public string? Email(string column)
    {
        if (Text(column) is not { } text) return null;
        if (RosterText.IsEmail(text)) return text;
        Warn($"{column} is not an e-mail address and is left out.");
        return null;
    }

    public void Dispose() => _csv.Dispose();

    private bool Next()
    {
        _malformed = null;
        try
        {
            if (!_csv.Read()) return false;
        }
        catch (CsvFormatException)
        {
            throw new RosterRefused(File, $"the row after line {Line} is longer than {RosterLimits.MaxLineBytes >> 10} kB, so it is not a roster.");
        }
        Line = (int)_csv.LineNumber;
        var raw = _csv.RawRecord;
        if (raw.Contains((byte)0)) throw new RosterRefused(File, $"line {Line} holds a NUL byte, so it is not a text file.");
        if (!Utf8.IsValid(raw)) throw new RosterRefused(File, $"line {Line} is not UTF-8: save the file as CSV UTF-8.");
        if (raw.Length > RosterLimits.MaxLineBytes) throw new RosterRefused(File, $"line {Line} is longer than {RosterLimits.MaxLineBytes >> 10} kB, so it is not a roster.");
        // Rows that a stray quotation mark has swallowed cannot be named one by one, so none is guessed at.
        if (_malformed == CsvMalformedReason.UnterminatedQuote || (_malformed is not null && raw.ContainsAny((byte)'\n', (byte)'\r')))
        {
            throw new RosterRefused(File, $"a quotation mark opened in the row at line {Line} is not closed where it should be.");
        }
        return true;
    }

    private bool Blank()
    {
        for (var i = 0; i < _csv.FieldCount; i++)
        {
            if (_csv.GetSpan(i).ContainsAnyExcept((byte)' ', (byte)'\t')) return false;
        }
        return true;
    }

    private bool IsHeader()
    {
        if (_csv.FieldCount != _header.Length) return false;
        for (var i = 0; i < _header.Length; i++)
        {
            if (!Ascii.EqualsIgnoreCase(_csv.GetSpan(i), _header[i])) return false;
        }
        return true;
    }

    private bool HasMore()
    {
        for (var i = _header.Length; i < _csv.FieldCount; i++)
        {
            if (!_csv.GetSpan(i).IsEmpty) return true;
        }
        return false;
    }
}
