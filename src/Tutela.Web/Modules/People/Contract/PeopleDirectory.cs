using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Who belongs together at the school in scope: classes, pupils, teachers, parents. Only people who have not left. One query
/// a call; it does not ask who may see the answer. Scoped.</summary>
public sealed class PeopleDirectory(TutelaDb db, TimeProvider clock)
{
    /// <summary>Memberships that hold today.</summary>
    public IQueryable<ClassMember> Members
    {
        get
        {
            var today = clock.Today();
            return db.Set<ClassMember>().Where(m => m.Until == null || m.Until > today);
        }
    }

    public IQueryable<Person> Pupils => db.Set<Person>().Where(p => p.Kind == PersonKind.Pupil && p.EndedOn == null);

    public Task<List<Person>> PupilsOfAsync(Guid classId) => PeopleOf(classId, ClassRole.Pupil).ToListAsync();

    public Task<List<Person>> TeachersOfAsync(Guid classId) => PeopleOf(classId, ClassRole.Teacher).ToListAsync();

    /// <summary>The classes in which the person teaches or assists, registration classes first.</summary>
    public Task<List<SchoolClass>> ClassesOfTeacherAsync(Guid personId) => (
        from member in Members
        join one in db.Set<SchoolClass>() on member.ClassId equals one.Id
        where member.PersonId == personId && member.Role != ClassRole.Pupil && one.EndedOn == null
        select one).Distinct().OrderByDescending(c => c.Kind).ThenBy(c => c.YearGroup).ThenBy(c => c.Title).AsNoTracking().ToListAsync();

    /// <summary>Every class that has not ended, the youngest first.</summary>
    public Task<List<SchoolClass>> OpenClassesAsync() =>
        db.Set<SchoolClass>().Where(c => c.EndedOn == null).OrderByDescending(c => c.Kind == ClassKind.Registration).ThenBy(c => c.YearGroup).ThenBy(c => c.Title).AsNoTracking().ToListAsync();

    /// <summary>Whether the person teaches or assists the pupil in any class.</summary>
    public Task<bool> TeachesAsync(Guid personId, Guid pupilId) => (
        from taught in Members
        join learns in Members on taught.ClassId equals learns.ClassId
        where taught.PersonId == personId && taught.Role != ClassRole.Pupil && learns.PersonId == pupilId && learns.Role == ClassRole.Pupil
        select taught.Id).AnyAsync();

    /// <summary>The pupil's registration class; where the school's files name none, a class of theirs.</summary>
    public Task<SchoolClass?> ClassOfAsync(Guid pupilId) => (
        from member in Members
        join one in db.Set<SchoolClass>() on member.ClassId equals one.Id
        where member.PersonId == pupilId && member.Role == ClassRole.Pupil && one.EndedOn == null
        orderby one.Kind == ClassKind.Registration descending, one.Title
        select one).AsNoTracking().FirstOrDefaultAsync();

    public Task<List<Parent>> ParentsOfAsync(Guid pupilId) => (
        from link in db.Set<Guardianship>()
        join parent in db.Set<Person>() on link.ParentId equals parent.Id
        where link.PupilId == pupilId && link.EndedOn == null && parent.EndedOn == null
        orderby parent.FamilyName, parent.GivenName
        select new Parent(parent, link.Relationship, link.ParentalResponsibility)).AsNoTracking().ToListAsync();

    public Task<List<Person>> PupilsOfParentAsync(Guid parentId) => (
        from link in db.Set<Guardianship>()
        join pupil in Pupils on link.PupilId equals pupil.Id
        where link.ParentId == parentId && link.EndedOn == null
        orderby pupil.FamilyName, pupil.GivenName
        select pupil).AsNoTracking().ToListAsync();

    /// <summary>Pupils whose names hold every word of the text.</summary>
    public Task<List<Person>> SearchPupilsAsync(string text, int most = 20) =>
        Pupils.NameHolds(text).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(most).AsNoTracking().ToListAsync();

    private IQueryable<Person> PeopleOf(Guid classId, ClassRole role) => (
        from member in Members
        join person in db.Set<Person>() on member.PersonId equals person.Id
        where member.ClassId == classId && member.Role == role && person.EndedOn == null
        orderby person.FamilyName, person.GivenName
        select person).AsNoTracking();
}

public sealed record Parent(Person Person, string Relationship, ParentalResponsibility ParentalResponsibility);

public static class PersonSearch
{
    private const int MostWords = 6;

    /// <summary>People whose given or family name holds every word of the text, whatever the case.</summary>
    public static IQueryable<Person> NameHolds(this IQueryable<Person> people, string text)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var like = Like.Holding(word);
            people = people.Where(p => EF.Functions.ILike(p.GivenName, like, "\\") || EF.Functions.ILike(p.FamilyName, like, "\\"));
        }
        return people;
    }
}
