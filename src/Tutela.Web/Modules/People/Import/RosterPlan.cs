using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Import;

/// <summary>What an import would do: the pure difference between a roster and what the school has. People whom the files leave out have
/// left; rows that could not be read end nobody. Made by <see cref="RosterPlanner"/>.</summary>
public sealed class RosterPlan
{
    public Changes<SiteState> Sites { get; } = new();
    public Changes<ClassState> Classes { get; } = new();
    public Changes<PersonState> People { get; } = new();
    public Changes<MemberState> Members { get; } = new();
    public Changes<GuardianState> Guardians { get; } = new();

    /// <summary>Who is to be at which sites, for people whose sites change.</summary>
    public Dictionary<Guid, HashSet<Guid>> SitesOfPerson { get; } = [];
    /// <summary>The role that somebody new or back comes with. Never one of safeguarding.</summary>
    public Dictionary<Guid, Role> RoleOfPerson { get; } = [];
    /// <summary>Staff who are also parents here.</summary>
    public HashSet<Guid> AlsoParents { get; } = [];

    public List<Rejection> Rejections { get; } = [];
    public List<Warning> Warnings { get; } = [];

    public bool IsEmpty => Sites.IsEmpty && Classes.IsEmpty && People.IsEmpty && Members.IsEmpty && Guardians.IsEmpty;

    /// <summary>A line a kind, always in this order; terms and people of no known kind only where rows of them were rejected.</summary>
    public IReadOnlyList<ImportCount> Counts()
    {
        var rejected = Rejections.CountBy(r => r.Kind).ToDictionary();
        int Rejected(RosterKind kind) => rejected.GetValueOrDefault(kind);
        var byPerson = new List<ImportCount>
        {
            PeopleCount("pupil", PersonKind.Pupil),
            PeopleCount("staff", PersonKind.Staff),
            PeopleCount("parent", PersonKind.Parent),
        };
        var counts = new List<ImportCount> { Count("school", Sites, Rejected(RosterKind.School)), Count("class", Classes, Rejected(RosterKind.Class)) };
        counts.AddRange(byPerson);
        counts.Add(Count("enrolment", Members, Rejected(RosterKind.Enrolment)));
        counts.Add(Count("relationship", Guardians, Rejected(RosterKind.Relationship)));
        if (Rejected(RosterKind.Person) - byPerson.Sum(c => c.Rejected) is > 0 and var unknown) counts.Add(new("person", 0, 0, 0, 0, unknown));
        if (Rejected(RosterKind.Term) is > 0 and var terms) counts.Add(new("term", 0, 0, 0, 0, terms));
        return counts;
    }

    private static ImportCount Count<T>(string kind, Changes<T> c, int rejected) =>
        new(kind, c.Created.Count, c.Updated.Count + c.Reopened.Count, c.Unchanged.Count, c.Removed.Count, rejected);

    private ImportCount PeopleCount(string name, PersonKind kind) => new(name, People.Created.Count(p => p.Kind == kind),
        People.Updated.Count(p => p.After.Kind == kind) + People.Reopened.Count(p => p.Kind == kind),
        People.Unchanged.Count(p => p.Kind == kind), People.Removed.Count(p => p.Kind == kind), Rejections.Count(r => r.Kind == RosterKind.Person && KindOf(r) == kind));

    // A rejected row says whom it was about only by the file that it stood in.
    private static PersonKind? KindOf(Rejection rejection) => rejection.File.ToLowerInvariant() switch
    {
        "student.csv" => PersonKind.Pupil,
        "teacher.csv" => PersonKind.Staff,
        _ => null,
    };
}
