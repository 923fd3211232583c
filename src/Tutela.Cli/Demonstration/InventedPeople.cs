using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>Makes the people of the demonstration as a roster, as a school's own system would give them: the same for the same seed.
/// External ids name the people whom the rest of the history needs: the personas' codes, "teacher-9", "pupil-5-1-0".</summary>
internal sealed class InventedPeople
{
    public const int ClassSize = 30;
    public const int Years = 7;
    public const string SchoolId = "oakfield";
    /// <summary>The class of the teacher and the pupil among the personas: the second of Year 4.</summary>
    public const int PersonaYear = 4, PersonaForm = 1;

    private readonly Random _random;
    private readonly HashSet<string> _taken = [];
    private readonly List<RosterPerson> _people = [];
    private readonly List<RosterClass> _classes = [];
    private readonly List<RosterEnrolment> _enrolments = [];
    private readonly List<RosterRelationship> _relationships = [];
    private readonly List<Family> _families = [];

    private InventedPeople(int seed) => _random = new Random(seed);

    private sealed record Family(string Name, List<string> Parents, HashSet<int> Years);

    public static Roster Make(int seed, int academicYear)
    {
        var made = new InventedPeople(seed);
        made.Staff();
        made.Pupils();
        var year = new RosterTerm("year", $"{academicYear}/{academicYear + 1}", RosterTermKind.SchoolYear, new(academicYear, 9, 1), new(academicYear + 1, 8, 31));
        return new Roster
        {
            Format = RosterFormat.OneRoster12,
            Schools = [new RosterSchool(SchoolId, DemonstrationSchool.Name, null)],
            Terms = [year],
            Classes = made._classes,
            People = made._people,
            Enrolments = made._enrolments,
            Relationships = made._relationships,
            Warnings = [],
            Rejections = [],
            Partial = new HashSet<RosterKind>(),
        };
    }

    public static string ClassId(int year, int form) => $"class-{year}-{form}";
    public static string TeacherId(int year, int form) => (year, form) switch
    {
        (PersonaYear, PersonaForm) => "teacher",
        (6, 0) => "computing-lead",
        _ => $"teacher-{year}-{form}",
    };
    public static string PupilId(int year, int form, int number) => (year, form, number) == (PersonaYear, PersonaForm, 0) ? "pupil" : $"pupil-{year}-{form}-{number}";

    private void Staff()
    {
        Adult("headteacher", "Helen", "Ashdown", true);
        Adult("senior-leader", "Marcus", "Oyelaran", true);
        Adult("dsl", "Priya", "Holloway", true);
        Adult("ict-support", "Sunil", "Barford", false);
        Adult("pastoral", "Moira", "Kettlewell", false);
        Adult("senco", "Alison", "Threadgold", true);
        foreach (var post in (string[])["office-1", "office-2", "business-manager", "site-manager", "lunch-1", "lunch-2", "lunch-3", "lunch-4", "lunch-5", "cover-1", "cover-2"]) Adult(post, null, null, false);
        for (var year = 0; year < Years; year++)
            for (var form = 0; form < 2; form++)
            {
                var id = ClassId(year, form);
                _classes.Add(new RosterClass(id, $"{Person.YearGroupName(year)} {InventedNames.Classes[year * 2 + form]}", SchoolId, year, RosterClassKind.Homeroom) { TermExternalIds = ["year"] });
                var teacher = TeacherId(year, form);
                var (given, family) = teacher switch { "teacher" => ("Joanna", "Whitlock"), "computing-lead" => ("Tom", "Penhallow"), _ => ((string?)null, (string?)null) };
                Adult(teacher, given, family, true);
                Adult($"assistant-{year}-{form}", null, null, false);
                _enrolments.Add(new RosterEnrolment(id, teacher, RosterRole.Teacher, null, null));
                _enrolments.Add(new RosterEnrolment(id, $"assistant-{year}-{form}", RosterRole.Assistant, null, null));
            }
    }

    private void Adult(string id, string? given, string? family, bool teaches)
    {
        var (first, last) = given is null ? Unused(InventedNames.Adults) : (given, family!);
        _people.Add(new RosterPerson(id, RosterPersonKind.Staff, first, last, $"{Plain(first)}.{Plain(last)}@{SchoolId}.example", null, [SchoolId], null, null, true) { IsTeacher = teaches });
    }

    private void Pupils()
    {
        var seats = (from year in Enumerable.Range(0, Years) from form in Enumerable.Range(0, 2) from number in Enumerable.Range(0, ClassSize) select (year, form, number)).ToArray();
        var fenwick = new Family("Fenwick", [], [PersonaYear, 1]);
        Parent(fenwick, "parent", "Nadia", "Fenwick", "nadia.fenwick@families.example");
        Pupil(PersonaYear, PersonaForm, 0, fenwick, "Amira");
        Pupil(1, 0, 0, fenwick, "Sami");
        _random.Shuffle(seats);
        foreach (var (year, form, number) in seats)
        {
            if (number == 0 && ((year, form) is (PersonaYear, PersonaForm) or (1, 0))) continue;
            var sibling = _random.Next(10) < 3 ? _families.Where(f => f.Years.Count < 3 && !f.Years.Contains(year)).OrderBy(_ => _random.Next()).FirstOrDefault() : null;
            var family = sibling ?? NewFamily();
            family.Years.Add(year);
            Pupil(year, form, number, family, null);
        }
    }

    private Family NewFamily()
    {
        var family = new Family(InventedNames.Families[_random.Next(InventedNames.Families.Length)], [], []);
        _families.Add(family);
        var parents = _random.Next(100) switch { < 3 => 0, < 38 => 1, _ => 2 };
        for (var i = 0; i < parents; i++)
        {
            var id = $"parent-{_families.Count}-{i}";
            var (given, _) = Unused(InventedNames.Adults, family.Name);
            Parent(family, id, given, family.Name, _random.Next(100) < 4 ? null : $"{Plain(given)}.{Plain(family.Name)}.{_families.Count}@families.example");
        }
        return family;
    }

    private void Parent(Family family, string id, string given, string name, string? email)
    {
        family.Parents.Add(id);
        _people.Add(new RosterPerson(id, RosterPersonKind.Parent, given, name, email, null, [SchoolId], null, null, true));
    }

    private void Pupil(int year, int form, int number, Family family, string? given)
    {
        var id = PupilId(year, form, number);
        given ??= Unused(InventedNames.Children, family.Name).Given;
        _people.Add(new RosterPerson(id, RosterPersonKind.Pupil, given, family.Name, null, null, [SchoolId], year, null, true));
        _enrolments.Add(new RosterEnrolment(ClassId(year, form), id, RosterRole.Pupil, null, null));
        foreach (var parent in family.Parents)
            _relationships.Add(new RosterRelationship(id, parent, "parent") { ParentalResponsibility = _random.Next(100) < 90 ? true : null });
    }

    private (string Given, string Family) Unused(string[] given, string? family = null)
    {
        while (true)
        {
            var (first, last) = (given[_random.Next(given.Length)], family ?? InventedNames.Families[_random.Next(InventedNames.Families.Length)]);
            if (_taken.Add($"{first} {last}")) return (first, last);
        }
    }

    private static string Plain(string name) => name.ToLowerInvariant();
}
