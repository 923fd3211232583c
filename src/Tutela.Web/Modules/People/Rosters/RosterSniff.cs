namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Names the usual wrong files by how they begin, before they are taken for bad CSV.</summary>
internal static class RosterSniff
{
    public static void Refuse(RosterFile file)
    {
        Span<byte> start = stackalloc byte[8];
        using var stream = file.Open();
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty) throw new RosterRefused(file.Name, "the file is empty.");
        var what = start switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => "a zip file or an Excel workbook",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Excel workbook",
            [0x25, 0x50, 0x44, 0x46, ..] => "a PDF",
            [0x1F, 0x8B, ..] => "a gzip file",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-16 text",
            [(byte)'<', ..] => "a web page or XML",
            [(byte)'{', ..] or [(byte)'[', ..] => "JSON",
            _ => null,
        };
        if (what is not null) throw new RosterRefused(file.Name, $"it is not CSV but {what}: save it as CSV UTF-8.");
    }

    public static void RefuseOtherSeparator(string file, ReadOnlySpan<byte> header)
    {
        if (header.Contains((byte)',')) return;
        if (header.Contains((byte)';')) throw new RosterRefused(file, "the columns are split by semicolons: save it as CSV with commas.");
        if (header.Contains((byte)'\t')) throw new RosterRefused(file, "the columns are split by tabs: save it as CSV with commas.");
    }
}
