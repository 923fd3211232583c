using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>Who plays which part: the people by their external id, with their roles, and the classes. Read once, not tracked.</summary>
internal sealed class Cast
{
    private readonly Dictionary<string, Person> _byPart;

    private Cast(Dictionary<string, Person> byPart, IReadOnlyList<SchoolClass> classes, ILookup<Guid, Guid> pupils, ILookup<Guid, Guid> parents) =>
        (_byPart, Classes, PupilsOfClass, ParentsOfPupil, ById) = (byPart, classes, pupils, parents, byPart.Values.ToDictionary(p => p.Id));

    public Person this[string part] => _byPart[part];
    public IReadOnlyList<SchoolClass> Classes { get; }
    public ILookup<Guid, Guid> PupilsOfClass { get; }
    /// <summary>Parents whom the school can reach, with or without a known responsibility.</summary>
    public ILookup<Guid, Guid> ParentsOfPupil { get; }
    public IReadOnlyDictionary<Guid, Person> ById { get; }
    public IEnumerable<Person> Of(PersonKind kind) => _byPart.Values.Where(p => p.Kind == kind).OrderBy(p => p.ExternalId, StringComparer.Ordinal);

    public static async Task<Cast> ReadAsync(TutelaDb db)
    {
        var people = await db.Set<Person>().AsNoTracking().Include(p => p.Roles).Where(p => p.ExternalId != null).ToDictionaryAsync(p => p.ExternalId!);
        var classes = await db.Set<SchoolClass>().AsNoTracking().OrderBy(c => c.ExternalId).ToListAsync();
        var members = await db.Set<ClassMember>().AsNoTracking().Where(m => m.Role == ClassRole.Pupil).ToListAsync();
        var guardians = await db.Set<Guardianship>().AsNoTracking().ToListAsync();
        return new Cast(people, classes, members.ToLookup(m => m.ClassId, m => m.PersonId), guardians.ToLookup(g => g.PupilId, g => g.ParentId));
    }
}
