using System.IO.Compression;
using System.Text;

namespace Tutela.Testing.Rosters;

public sealed record GeneratedSchool(string Id, string Name, string Identifier);

public sealed record GeneratedClass(string Id, string Title, string Grade, bool Homeroom, string SchoolId);

public sealed record GeneratedPerson(string Id, string Role, string Given, string Family, string Username, string Email, string SchoolId, string Grade, DateOnly? Birth)
{
    public IReadOnlyList<string> Agents { get; init; } = [];
}

public sealed record GeneratedEnrolment(string Id, string ClassId, string SchoolId, string PersonId, string Role);

/// <summary>An invented roster. Its lists may be changed before it is written: a leaver is a person removed.</summary>
public sealed class GeneratedRoster
{
    public List<GeneratedSchool> Schools { get; } = [];
    public List<GeneratedClass> Classes { get; } = [];
    public List<GeneratedPerson> People { get; } = [];
    public List<GeneratedEnrolment> Enrolments { get; } = [];

    /// <summary>Takes a person out with all that names them.</summary>
    public void Remove(string personId)
    {
        People.RemoveAll(p => p.Id == personId);
        Enrolments.RemoveAll(e => e.PersonId == personId);
        for (var i = 0; i < People.Count; i++)
        {
            if (People[i].Agents.Contains(personId)) People[i] = People[i] with { Agents = [.. People[i].Agents.Where(a => a != personId)] };
        }
    }

    /// <summary>OneRoster 1.1 bulk files, as the standard has them: order, quoting and all.</summary>
    public void WriteOneRoster(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] written = ["academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users"];
        Write(folder, "manifest", "propertyName,value", [["manifest.version", "1.0"], ["oneroster.version", "1.1"], .. written.Select(f => new[] { $"file.{f}", "bulk" }), ["source.systemName", "Tutela test data"]]);
        Write(folder, "orgs", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
            [["trust", "", "", "Copse Learning Trust", "district", "", ""], .. Schools.Select(s => new[] { s.Id, "", "", s.Name, "school", s.Identifier, "trust" })]);
        Write(folder, "academicSessions", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
        [
            ["year", "", "", "2026 to 2027", "schoolYear", "2026-09-01", "2027-08-31", "", "2027"],
            ["autumn", "", "", "Autumn term", "term", "2026-09-01", "2026-12-18", "year", "2027"],
            ["spring", "", "", "Spring term", "term", "2027-01-04", "2027-03-25", "year", "2027"],
            ["summer", "", "", "Summer term", "term", "2027-04-12", "2027-07-21", "year", "2027"],
        ]);
        Write(folder, "courses", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes", [["course", "", "", "year", "All lessons", "ALL", "", "trust", "", ""]]);
        Write(folder, "classes", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
            Classes.Select(c => new[] { c.Id, "", "", c.Title, c.Grade, "course", "", c.Homeroom ? "homeroom" : "scheduled", "", c.SchoolId, "autumn,spring,summer", "", "", "" }));
        Write(folder, "users", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
            People.Select(p => new[] { p.Id, "", "", "true", p.SchoolId, p.Role, p.Username, "", p.Given, p.Family, "", p.Id[1..], p.Email, "", "", string.Join(',', p.Agents), p.Grade, "" }));
        Write(folder, "demographics",
            "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus",
            People.Where(p => p.Birth is not null).Select(p => new[] { p.Id, "", "", p.Birth!.Value.ToString("yyyy-MM-dd"), "", "", "", "", "", "", "", "", "", "", "", "" }));
        Write(folder, "enrollments", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
            Enrolments.Select(e => new[] { e.Id, "", "", e.ClassId, e.SchoolId, e.PersonId, e.Role, "", "2026-09-01", "" }));
    }

    /// <summary>The same files in one zip, at its root.</summary>
    public void WriteOneRosterZip(string file)
    {
        var folder = Directory.CreateTempSubdirectory("tutela-roster-");
        try
        {
            WriteOneRoster(folder.FullName);
            ZipFile.CreateFromDirectory(folder.FullName, file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string folder, string name, string header, IEnumerable<string[]> rows)
    {
        using var csv = new StreamWriter(Path.Combine(folder, name + ".csv"), append: false, new UTF8Encoding(false)) { NewLine = "\r\n" };
        csv.WriteLine(header);
        foreach (var row in rows) csv.WriteLine(string.Join(',', row.Select(Quote)));
    }

    private static string Quote(string value) => value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
