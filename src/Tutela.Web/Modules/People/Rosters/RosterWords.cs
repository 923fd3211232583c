using System.Collections.Frozen;

namespace Tutela.Web.Modules.People.Rosters;

/// <summary>The words that the formats use for what people and organisations are.</summary>
internal static class RosterWords
{
    private static readonly FrozenSet<string> Teachers = Set("teacher,professor,faculty,lecturer,instructor,substitute,adjunct");

    private static readonly FrozenSet<string> OtherStaff = Set(
        "administrator,aide,proctor,principal,counselor,counsellor,siteAdministrator,systemAdministrator,districtAdministrator,chair,researcher," +
        "affiliate,occupationalTherapist,physicalTherapist,speechTherapist,visionTherapist,paraprofessional,specialServices,advisor,adviser," +
        "nurse,officeStaff,itAdmin,staff,teacherAssistant,teachingAssistant,assistant,coach");

    private static readonly FrozenSet<string> Parents = Set("parent,guardian,relative,carer");

    // Above a school: belonging to one of these is belonging to no school.
    private static readonly FrozenSet<string> Above = Set(
        "district,local,state,national,localAuthority,academicTrust,ministryOfEducation,departmentOfEducation,region,province,municipality");

    private static readonly FrozenSet<string> Within = Set("department,division,program,researchCenter");

    private static readonly FrozenSet<string> Schools = Set("school,college,university,campus,adultEducation");

    public static bool TryPerson(string word, out RosterPersonKind kind, out bool isTeacher)
    {
        isTeacher = Teachers.Contains(word);
        kind = isTeacher || OtherStaff.Contains(word) ? RosterPersonKind.Staff : Parents.Contains(word) ? RosterPersonKind.Parent : RosterPersonKind.Pupil;
        return kind != RosterPersonKind.Pupil || word.ToLowerInvariant() is "student" or "pupil" or "learner";
    }

    public static bool TryInClass(string word, out RosterRole role)
    {
        role = RosterRole.Pupil;
        if (!TryPerson(word, out var kind, out var isTeacher) || kind == RosterPersonKind.Parent) return false;
        if (kind == RosterPersonKind.Staff) role = isTeacher ? RosterRole.Teacher : RosterRole.Assistant;
        return true;
    }

    public static OrgLevel? Level(string type) =>
        Schools.Contains(type) ? OrgLevel.School : Above.Contains(type) ? OrgLevel.Above : Within.Contains(type) ? OrgLevel.Within : null;

    private static FrozenSet<string> Set(string words) => words.Split(',').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

internal enum OrgLevel { School, Above, Within }
