using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Coverage;

/// <summary>Who has signed a document and who has not: by person, by class. It does not ask who may see the answer. Scoped.</summary>
public sealed class AgreementCoverage(AgreementStandings standings, PeopleDirectory people)
{
    public IReadOnlyList<AgreementDocumentSetting> Documents => [.. standings.MustSign];
    public IReadOnlyList<AgreementDocumentSetting> PupilDocuments => [.. standings.MustSign.Where(d => d.Audiences.Contains(Audience.Pupils))];

    /// <summary>Everybody whom the document concerns, by name. One query.</summary>
    public async Task<List<PersonStanding>> PeopleAsync(AgreementDocumentSetting document, Guid? classId = null)
    {
        var (current, concerned) = (standings.Current(document), standings.Concerned(document));
        if (classId is { } id) concerned = concerned.Where(p => people.Members.Any(m => m.ClassId == id && m.Role == ClassRole.Pupil && m.PersonId == p.Id));
        return await (from person in concerned
                      join assignment in current on person.Id equals assignment.PersonId into found
                      from assignment in found.DefaultIfEmpty()
                      orderby person.FamilyName, person.GivenName
                      select new PersonStanding(person, assignment)).AsNoTracking().ToListAsync();
    }

    /// <summary>Pupils of each of these classes. Two queries, whatever the number of classes.</summary>
    public async Task<List<ClassStanding>> ByClassAsync(AgreementDocumentSetting document, IReadOnlyList<SchoolClass> classes)
    {
        var ids = classes.Select(c => c.Id).ToList();
        var members = await people.Members.Where(m => m.Role == ClassRole.Pupil && ids.Contains(m.ClassId)).Select(m => new { m.ClassId, m.PersonId }).ToListAsync();
        var standing = (await PeopleAsync(document)).ToDictionary(p => p.Person.Id);
        var byClass = members.ToLookup(m => m.ClassId, m => standing.GetValueOrDefault(m.PersonId));
        return [.. classes.Select(c => new ClassStanding(c, [.. byClass[c.Id].OfType<PersonStanding>()]))];
    }
}

/// <summary>Where one person stands with a document. No assignment yet counts as not signed.</summary>
public sealed record PersonStanding(Person Person, AgreementAssignment? Assignment)
{
    public Standing Standing => Assignment switch
    {
        null => Standing.Nobody,
        { Status: AgreementStatus.InForce } => Standing.InForce,
        { Status: AgreementStatus.Refused } => Standing.Refused,
        { NeedsParent: true, SelfSigned: true } => Standing.PupilOnly,
        { NeedsParent: true, ParentSigned: true } => Standing.ParentOnly,
        _ => Standing.Nobody,
    };
}

public sealed record ClassStanding(SchoolClass Class, IReadOnlyList<PersonStanding> Pupils)
{
    public int Count(Standing standing) => Pupils.Count(p => p.Standing == standing);
}

public enum Standing { InForce, PupilOnly, ParentOnly, Nobody, Refused }

public static class StandingWords
{
    public static readonly Standing[] All = [Standing.InForce, Standing.PupilOnly, Standing.ParentOnly, Standing.Nobody, Standing.Refused];

    public static string Words(this Standing standing) => standing switch
    {
        Standing.InForce => "In force",
        Standing.PupilOnly => "Only the pupil has signed",
        Standing.ParentOnly => "Only a parent has signed",
        Standing.Refused => "Refused",
        _ => "Not signed",
    };

    /// <summary>For a chart's legend.</summary>
    public static string Short(this Standing standing) => standing switch
    {
        Standing.PupilOnly => "Pupil only",
        Standing.ParentOnly => "Parent only",
        _ => standing.Words(),
    };

    public static string Colour(this Standing standing) => standing switch
    {
        Standing.InForce => "green",
        Standing.Refused => "red",
        Standing.Nobody => "grey",
        _ => "yellow",
    };
}
