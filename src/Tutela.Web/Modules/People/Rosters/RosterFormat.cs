using CsvHelper;

namespace Tutela.Web.Modules.People.Rosters;

public enum RosterFormat { OneRoster11, OneRoster12, Sds21, SdsUk }

public enum RosterFamily { OneRoster, Sds }

public static class RosterFormats
{
    public static RosterFamily Family(this RosterFormat format) =>
        format is RosterFormat.OneRoster11 or RosterFormat.OneRoster12 ? RosterFamily.OneRoster : RosterFamily.Sds;

    public static string Title(this RosterFormat format) => format switch
    {
        RosterFormat.OneRoster11 => "OneRoster 1.1 CSV",
        RosterFormat.OneRoster12 => "OneRoster 1.2 CSV",
        RosterFormat.Sds21 => "School Data Sync 2.1 CSV",
        _ => "School Data Sync CSV, UK format",
    };

    internal static bool Marks(string file) =>
        file.ToLowerInvariant() is "manifest.csv" or "users.csv" or "orgs.csv" or "school.csv" or "student.csv";

    internal static RosterFormat Detect(RosterSource source)
    {
        if (source.Find("manifest.csv") is null && source.Find("users.csv") is null && source.Find("School.csv") is not null)
        {
            return source.Find("Student.csv") is not null
                ? RosterFormat.SdsUk
                : throw new RosterRefused(source.Name, "it holds School.csv but no Student.csv.");
        }
        foreach (var needed in (string[])["orgs.csv", "users.csv"])
        {
            if (source.Find(needed) is null)
            {
                throw new RosterRefused(source.Name, $"it holds no {needed}, so it is neither OneRoster CSV (orgs.csv and users.csv) nor School Data Sync CSV (orgs.csv and users.csv, or School.csv and Student.csv).");
            }
        }
        if (source.Find("roles.csv") is not { } roles) return RosterFormat.OneRoster11;
        var header = Header(roles);
        if (header.Contains("roleType")) return RosterFormat.OneRoster12;
        if (header.Contains("isPrimary") || header.Contains("sessionSourcedId") || source.Find("manifest.csv") is null) return RosterFormat.Sds21;
        return RosterFormat.OneRoster12;
    }

    private static HashSet<string> Header(RosterFile file)
    {
        try
        {
            using var csv = CsvReader.Create(file.Open(), new CsvReaderOptions { Separator = ',', HasHeader = false, MaxRecordSize = RosterLimits.MaxLineBytes });
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            if (csv.Read())
            {
                for (var i = 0; i < csv.FieldCount; i++) names.Add(csv.GetString(i).Trim());
            }
            return names;
        }
        catch (CsvFormatException)
        {
            throw new RosterRefused(file.Name, "its first line is too long for a list of columns: it is not CSV.");
        }
    }
}
