namespace Tutela.Testing.Rosters;

/// <summary>
/// Makes up rosters of any size. The same seed and figures always give the same files, so that a second import of
/// them changes nothing. Year groups are written in English terms, R and Y1 to Y6, which no setting shifts.
/// </summary>
public sealed class RosterGenerator(int seed)
{
    private static readonly string[] Grades = ["R", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6"];

    private readonly Random _random = new(seed);

    /// <summary>Writes OneRoster 1.1 files to the folder and returns what they hold.</summary>
    public GeneratedRoster WriteOneRoster(string folder, int people, int schools = 1, int? enrolments = null, bool guardians = false)
    {
        var roster = Make(people, schools, enrolments, guardians);
        roster.WriteOneRoster(folder);
        return roster;
    }

    /// <param name="people">Pupils, staff and parents together; exact.</param>
    /// <param name="enrolments">Exact; about seven for each person, as far as there are lessons, when not given. At least one for each pupil.</param>
    /// <param name="guardians">One parent for each pupil or pair of siblings.</param>
    public GeneratedRoster Make(int people, int schools = 1, int? enrolments = null, bool guardians = false)
    {
        var roster = new GeneratedRoster();
        var staff = Math.Max(schools, people / 15);
        // Two pupils share a parent one time in three, so parents are two for every three pupils.
        var pupils = guardians ? (people - staff) * 3 / 5 : people - staff;
        for (var s = 0; s < schools; s++) MakeSchool(roster, s);
        var adults = MakeStaff(roster, staff);
        MakePupils(roster, pupils);
        if (guardians) MakeParents(roster, people - staff - pupils);
        MakeClasses(roster, adults, enrolments, (int)Math.Round(people * 7.15));
        return roster;
    }

    private void MakeSchool(GeneratedRoster roster, int index)
    {
        var place = RosterNames.Places[(index + seed) % RosterNames.Places.Length];
        var round = index / RosterNames.Places.Length;
        roster.Schools.Add(new GeneratedSchool($"S{index + 1}", round == 0 ? $"{place} Copse Primary School" : $"{place} Copse Primary School {round + 1}", $"{900000 + index}"));
    }

    private List<GeneratedPerson> MakeStaff(GeneratedRoster roster, int count)
    {
        var staff = new List<GeneratedPerson>(count);
        for (var i = 0; i < count; i++)
        {
            var role = i % 5 == 4 ? "aide" : i % 23 == 22 ? "administrator" : "teacher";
            staff.Add(Person($"T{i + 1:000000}", role, roster.Schools[i % roster.Schools.Count].Id, Pick(RosterNames.Family), "", null));
        }
        roster.People.AddRange(staff);
        return staff;
    }

    private void MakePupils(GeneratedRoster roster, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var grade = i / roster.Schools.Count % Grades.Length;
            var birth = new DateOnly(2021 - grade, 9, 1).AddDays(_random.Next(365));
            roster.People.Add(Person($"P{i + 1:000000}", "student", roster.Schools[i % roster.Schools.Count].Id, Pick(RosterNames.Family), Grades[grade], birth));
        }
    }

    private void MakeParents(GeneratedRoster roster, int count)
    {
        var pupils = roster.People.Select((p, i) => (Person: p, Index: i)).Where(p => p.Person.Role == "student").GroupBy(p => p.Person.SchoolId).SelectMany(s => s).ToList();
        var made = 0;
        for (var at = 0; at < pupils.Count && made < count; made++)
        {
            // As many pupils as are left for each parent still to make, so that every pupil has one.
            var children = Math.Max(1, (int)Math.Ceiling((pupils.Count - at) / (double)(count - made)));
            var parent = Person($"G{made + 1:000000}", "parent", pupils[at].Person.SchoolId, pupils[at].Person.Family, "", null);
            var ids = new List<string>();
            for (var c = 0; c < children && at < pupils.Count; c++, at++)
            {
                var (pupil, index) = pupils[at];
                roster.People[index] = pupil with { Family = parent.Family, Agents = [parent.Id] };
                ids.Add(pupil.Id);
            }
            roster.People.Add(parent with { Agents = ids });
        }
        for (; made < count; made++) roster.People.Add(Person($"G{made + 1:000000}", "parent", roster.Schools[0].Id, Pick(RosterNames.Family), "", null));
    }

    private static void MakeClasses(GeneratedRoster roster, List<GeneratedPerson> staff, int? exact, int usual)
    {
        var lessons = new List<(GeneratedClass Class, string[] Pupils)>();
        foreach (var school in roster.Schools)
        {
            var teachers = staff.Where(t => t.SchoolId == school.Id).ToList();
            foreach (var year in roster.People.Where(p => p.Role == "student" && p.SchoolId == school.Id).GroupBy(p => p.Grade))
            {
                foreach (var (form, pupils) in year.Chunk(30).Index())
                {
                    var letter = form < 26 ? $"{(char)('A' + form)}" : $"{form + 1}";
                    var homeroom = Add(roster, school, $"Class {year.Key.TrimStart('Y')}{letter}", year.Key, true);
                    Enrol(roster, homeroom, teachers[roster.Classes.Count % teachers.Count].Id, "teacher");
                    foreach (var pupil in pupils) Enrol(roster, homeroom, pupil.Id, "student");
                    foreach (var lesson in RosterNames.Lessons) lessons.Add((Add(roster, school, $"{lesson} {homeroom.Title[6..]}", year.Key, false), [.. pupils.Select(p => p.Id)]));
                }
            }
        }
        var enrolments = exact ?? Math.Clamp(usual, roster.Enrolments.Count, roster.Enrolments.Count + lessons.Sum(l => l.Pupils.Length));
        if (roster.Enrolments.Count > enrolments) throw new ArgumentOutOfRangeException(nameof(exact), $"there must be at least {roster.Enrolments.Count}.");
        // The n-th pupil of every lesson before the next, so that whatever the figure, lessons fill evenly.
        for (var place = 0; roster.Enrolments.Count < enrolments; place++)
        {
            var before = roster.Enrolments.Count;
            foreach (var (lesson, pupils) in lessons)
            {
                if (place < pupils.Length && roster.Enrolments.Count < enrolments) Enrol(roster, lesson, pupils[place], "student");
            }
            if (roster.Enrolments.Count == before) throw new ArgumentOutOfRangeException(nameof(exact), $"there can be at most {before}.");
        }
    }

    private static GeneratedClass Add(GeneratedRoster roster, GeneratedSchool school, string title, string grade, bool homeroom)
    {
        var made = new GeneratedClass($"C{roster.Classes.Count + 1:00000}", title, grade, homeroom, school.Id);
        roster.Classes.Add(made);
        return made;
    }

    private static void Enrol(GeneratedRoster roster, GeneratedClass made, string person, string role) =>
        roster.Enrolments.Add(new GeneratedEnrolment($"E{roster.Enrolments.Count + 1:0000000}", made.Id, made.SchoolId, person, role));

    private GeneratedPerson Person(string id, string role, string school, string family, string grade, DateOnly? birth)
    {
        var given = Pick(RosterNames.Given);
        var username = $"{given[0]}{family}{id}".ToLowerInvariant().Replace("'", "");
        return new GeneratedPerson(id, role, given, family, username, role == "student" ? "" : $"{username}@copse.example", school, grade, birth);
    }

    private string Pick(string[] names) => names[_random.Next(names.Length)];
}
