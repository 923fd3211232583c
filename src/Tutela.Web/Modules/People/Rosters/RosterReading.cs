namespace Tutela.Web.Modules.People.Rosters;

/// <summary>One reading of a set: what was asked, what was found so far, how far it is.</summary>
internal sealed class RosterReading(RosterSource source, RosterOptions options, IProgress<RosterProgress>? progress, CancellationToken cancel)
{
    private readonly long _total = source.Files.Sum(f => f.Length) + (options.Contacts?.Length ?? 0);
    private long _before;

    public RosterSource Source { get; } = source;
    public RosterOptions Options { get; } = options;
    public RosterFindings Findings { get; } = new();
    public RosterDraft Draft => field ??= new RosterDraft(Findings);

    /// <summary>Null when the set has no such file; then what it would name is not taken to be gone.</summary>
    public RosterRows? Open(string file, RosterTable table, bool needed = false)
    {
        if (Source.Find(file) is { } found) return new RosterRows(found, table, this, Findings);
        if (needed) throw new RosterRefused(file, "the file is missing from the set.");
        return null;
    }

    public RosterRows Open(RosterFile file, RosterTable table) => new(file, table, this, Findings);

    public int? YearGroup(RosterRows rows, string? grade)
    {
        if (grade is null) return null;
        if (YearGroups.TryParse(grade, Options.GradesAreUs, out var yearGroup)) return yearGroup;
        rows.Warn($"grade “{(grade.Length > 20 ? grade[..20] : grade)}” is no year group of an English school; the year group is left open.");
        return null;
    }

    public void Report(string file, long rows, long bytes)
    {
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new RosterProgress(file, rows, Math.Min(_before + bytes, _total), _total));
    }

    public void Finish(string file, long rows)
    {
        _before += (Source.Find(file) ?? Options.Contacts)?.Length ?? 0;
        Report(file, rows, 0);
    }
}
