using System.IO.Compression;
using System.Text;
using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

/// <summary>A small set of files in a folder of its own, right until a test spoils it.</summary>
internal sealed class RosterSet : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tutela-roster-");

    public string Path => _folder.FullName;

    public static RosterSet OneRoster() => new RosterSet()
        .Write("manifest.csv", "propertyName,value", "manifest.version,1.0", "oneroster.version,1.1", "file.orgs,bulk", "file.users,bulk")
        .Write("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId", "d,,,Copse Trust,district,,", "s1,,,Ash Copse,school,900001,d", "s2,,,Elm Copse,school,900002,d")
        .Write("academicSessions.csv", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear", "t1,,,Autumn,term,2026-09-01,2026-12-18,,2027")
        .Write("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
            "c1,,,Class 3,02,,,homeroom,,s1,t1,,,", "c2,,,Class 4,03,,,scheduled,,s2,t1,,,")
        .Write("users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
            "p1,,,true,s1,student,p1,,Ann,Reed,,U1,,,,g1,02,secret", "p2,,,true,s2,student,p2,,Bob,Hall,,U2,,,,,03,", "a1,,,true,\"s1,s2\",teacher,a1,,Cara,Webb,,,cara@copse.example,,,,,", "g1,,,true,s1,parent,g1,,Dora,Reed,,,dora@home.example,,,p1,,")
        .Write("demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex", "p1,,,2018-10-04,")
        .Write("enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
            "e1,,,c1,s1,p1,student,,2026-09-01,", "e2,,,c2,s2,p2,student,,,", "e3,,,c1,s1,a1,teacher,true,,");

    public static RosterSet Sds21() => new RosterSet()
        .Write("orgs.csv", "sourcedId,name,type,parentSourcedId", "m,Copse Authority,localAuthority,", "s1,Ash Copse,school,m", "d1,Infants,department,s1")
        .Write("academicSessions.csv", "sourcedId,title,type,schoolYear,startDate,endDate", "y1,2026,schoolYear,2027,2026-09-01,2027-07-21")
        .Write("courses.csv", "sourcedId,orgSourcedId,title,code,schoolYearSourcedId,subject,grade", "k1,s1,Reading,R1,y1,01,02")
        .Write("classes.csv", "sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId", "c1,s1,Reading 3,y1,k1", "c2,d1,Registration R,y1,")
        .Write("roles.csv", "userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary,roleStartDate,roleEndDate",
            "p1,s1,student,y1,02,TRUE,2026-09-01,2027-07-21", "a1,m,administrator,y1,,FALSE,,", "a1,d1,teacher,y1,,TRUE,,")
        .Write("users.csv", "sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms",
            "p1,ann@copse.example,Ann,Reed,secret,,,,", "a1,cara@copse.example,Cara,Webb,,,,,", "g1,,Dora,Reed,,,dora@home.example,,")
        .Write("relationships.csv", "userSourcedId,relationshipUserSourcedId,relationshipRole", "p1,g1,guardian")
        .Write("enrollments.csv", "classSourcedId,userSourcedId,role", "c1,p1,student", "c1,a1,teacher");

    public static RosterSet SdsUk() => new RosterSet()
        .Write("School.csv", "DfE Number,Name,School Number", "9001,Ash Copse,1", "9002,Elm Copse,2")
        .Write("Section.csv", "ID,School DfE Number,Section Name,Section Number,Term SIS ID,Term Name,Term StartDate,Term EndDate,Course SIS ID,Course Name,Course Number,Course Description,Course Subject,Periods,Status",
            "c1,9001,Maths 3,1,t1,Autumn,1/9/2026,18/12/2026,,Maths,,,Maths,,Active", "c2,9001,3A,2,t1,Autumn,1/9/2026,18/12/2026,,Registration,,,,,Active")
        .Write("Student.csv", "ID,School DfE Number,First Name,Last Name,Username,Password,State ID,Secondary Email,Student Number,Middle Name,Grade,Status,Birthdate,Graduation Year",
            "1,9001,Ann,Reed,areed,secret,,,U1,,2,Active,4/10/2018,", "2,9002,Bob,Hall,bhall,,,,U2,,3,Inactive,5/11/2017,")
        .Write("Teacher.csv", "ID,School DfE Number,First Name,Last Name,Username,Password,State ID,Teacher Number,Status,Middle Name,Secondary Email,Title,Qualification",
            "1,9001,Cara,Webb,cara@copse.example,secret,,,Active,,,Deputy head,")
        .Write("StudentEnrollment.csv", "Section ID,ID", "c1,1", "c2,1")
        .Write("TeacherRoster.csv", "Section ID,ID", "c1,1");

    public RosterSet Write(string file, params string[] lines) => WriteBytes(file, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\r\n"))));

    public RosterSet WriteBytes(string file, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
        return this;
    }

    /// <summary>Changes the text of a file. What is to be changed must be there.</summary>
    public RosterSet Change(string file, string from, string to)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text);
        File.WriteAllText(path, text.Replace(from, to));
        return this;
    }

    public RosterSet Add(string file, params string[] lines)
    {
        File.AppendAllText(System.IO.Path.Combine(Path, file), string.Concat(lines.Select(l => l + "\r\n")));
        return this;
    }

    public RosterSet Delete(string file)
    {
        File.Delete(System.IO.Path.Combine(Path, file));
        return this;
    }

    public string Zip(string name = "set.zip", string? inside = null)
    {
        var zip = System.IO.Path.Combine(Path, name);
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (var file in Directory.GetFiles(Path, "*.csv")) archive.CreateEntryFromFile(file, inside + System.IO.Path.GetFileName(file));
        return zip;
    }

    public Roster Read(RosterOptions? options = null, IProgress<RosterProgress>? progress = null)
    {
        using var source = RosterSource.Open(Path);
        return RosterReader.Read(source, options ?? new RosterOptions(), progress);
    }

    public RosterRefused Refused(RosterOptions? options = null) => Assert.Throws<RosterRefused>(() => Read(options));

    public RosterFile Contacts(params string[] lines)
    {
        Write("contacts.txt", lines);
        return RosterFile.FromDisk(System.IO.Path.Combine(Path, "contacts.txt"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
