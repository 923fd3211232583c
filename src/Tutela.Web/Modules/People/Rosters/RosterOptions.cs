namespace Tutela.Web.Modules.People.Rosters;

public sealed record RosterOptions
{
    /// <summary>True: KG is Reception and grade n is Year n + 1. False: n is Year n.</summary>
    public bool GradesAreUs { get; init; } = true;

    /// <summary>One school's id (or identifier): only it and what belongs to it is kept.</summary>
    public string? Org { get; init; }

    /// <summary>A file of parents and carers, for sets that name none.</summary>
    public RosterFile? Contacts { get; init; }

    /// <summary>What the person said that the files are; another format is refused. Null takes either.</summary>
    public RosterFamily? Family { get; init; }
}

/// <summary>What an import may cost. A set that wants more is refused before or while it is read.</summary>
public sealed record RosterLimits
{
    public static RosterLimits Default { get; } = new();

    public int MaxEntries { get; init; } = 200;
    public long MaxTotalBytes { get; init; } = 512L << 20;

    /// <summary>Unpacked bytes for each packed one. Real rosters stay under 30.</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Smaller entries may be packed as tightly as they like.</summary>
    public long RatioFromBytes { get; init; } = 1 << 20;

    public const int MaxLineBytes = 64 << 10;
    public const int MaxRejections = 100_000;
    public const int MaxIdLength = 200;
    public const int MaxTextLength = 200;
    public const int MaxEmailLength = 254;
}

/// <param name="BytesTotal">Of all files; a file that is not needed is never read, so the end may come early.</param>
public readonly record struct RosterProgress(string File, long Rows, long BytesRead, long BytesTotal);

/// <summary>A file, or the whole set, cannot be read at all.</summary>
public sealed class RosterRefused(string file, string reason) : Exception($"{file}: {reason}")
{
    public string File { get; } = file;
    public string Reason { get; } = reason;
}
