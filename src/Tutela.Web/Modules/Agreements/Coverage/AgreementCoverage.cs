using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Coverage;

/// <summary>Who has signed a document and who has not: by person, by class. It does not ask who may see the answer. Scoped.</summary>
public sealed class AgreementCoverage(AgreementStandings standings, AudienceRegister audiences, PeopleDirectory people)
{
    public IReadOnlyList<AgreementDocumentSetting> Documents => [.. standings.MustSign, .. standings.PutBeforeParents, .. standings.Offered];
    public IReadOnlyList<AgreementDocumentSetting> PupilDocuments => [.. standings.MustSign.Where(d => d.Audiences.Contains(Audience.Pupils))];

    /// <summary>Everybody whom the document concerns, by name; of one that is not demanded, those who were asked. One query.</summary>
    public async Task<List<PersonStanding>> PeopleAsync(AgreementDocumentSetting document, Guid? classId = null, Audience? audience = null)
    {
        var (current, concerned) = (standings.Current(document), standings.Concerned(document));
        if (audience is { } of) concerned = concerned.Where(p => audiences.In(new[] { of }).Any(m => m.Id == p.Id));
        if (classId is { } id) concerned = concerned.Where(p => people.Members.Any(m => m.ClassId == id && m.Role == ClassRole.Pupil && m.PersonId == p.Id));
        if (!document.MustSign) concerned = concerned.Where(p => current.Any(a => a.PersonId == p.Id));
        return await (from person in concerned
                      join assignment in current on person.Id equals assignment.PersonId into found
                      from assignment in found.DefaultIfEmpty()
                      orderby person.FamilyName, person.GivenName
                      select new PersonStanding(person, assignment)).AsNoTracking().ToListAsync();
    }

    /// <summary>How many pupils of each of these classes stand where. Counted in the database, in one query, whatever the number of pupils.</summary>
    public async Task<List<ClassStanding>> ByClassAsync(AgreementDocumentSetting document, IReadOnlyList<SchoolClass> classes)
    {
        var ids = classes.Select(c => c.Id).ToList();
        var counts = await (from member in people.Members
                            join person in standings.Concerned(document) on member.PersonId equals person.Id
                            join assignment in standings.Current(document) on person.Id equals assignment.PersonId into found
                            from assignment in found.DefaultIfEmpty()
                            where member.Role == ClassRole.Pupil && ids.Contains(member.ClassId)
                            group member by new
                            {
                                member.ClassId,
                                Status = assignment == null ? (AgreementStatus?)null : assignment.Status,
                                Self = assignment != null && assignment.SelfSigned,
                                Parent = assignment != null && assignment.ParentSigned,
                            } into g
                            select new { g.Key.ClassId, g.Key.Status, g.Key.Self, g.Key.Parent, Count = g.Count() }).ToListAsync();
        var byClass = counts.ToLookup(c => c.ClassId, c => (Standing: StandingWords.Of(c.Status, c.Self, c.Parent, bySeveral: true), c.Count));
        return [.. classes.Select(c => new ClassStanding(c, byClass[c.Id].GroupBy(x => x.Standing).ToDictionary(g => g.Key, g => g.Sum(x => x.Count))))];
    }
}

/// <summary>Where one person stands with a document. No assignment yet counts as not signed.</summary>
public sealed record PersonStanding(Person Person, AgreementAssignment? Assignment)
{
    public Standing Standing => StandingWords.Of(Assignment?.Status, Assignment?.SelfSigned ?? false, Assignment?.ParentSigned ?? false, Assignment?.NeedsParent ?? false);
}

public sealed record ClassStanding(SchoolClass Class, IReadOnlyDictionary<Standing, int> Counts)
{
    public int Pupils => Counts.Values.Sum();
    public int Count(Standing standing) => Counts.GetValueOrDefault(standing);
}

public enum Standing { InForce, PupilOnly, ParentOnly, Nobody, Refused, Differ }

public static class StandingWords
{
    public static readonly Standing[] All = [Standing.InForce, Standing.PupilOnly, Standing.ParentOnly, Standing.Nobody, Standing.Refused, Standing.Differ];

    public static Standing Of(AgreementStatus? status, bool self, bool parent, bool bySeveral) => status switch
    {
        AgreementStatus.InForce => Standing.InForce,
        AgreementStatus.Refused => parent ? Standing.Differ : Standing.Refused,
        _ when bySeveral && self => Standing.PupilOnly,
        _ when bySeveral && parent => Standing.ParentOnly,
        _ => Standing.Nobody,
    };

    public static string Words(this Standing standing) => standing switch
    {
        Standing.InForce => "In force",
        Standing.PupilOnly => "Only the pupil has signed",
        Standing.ParentOnly => "Only a parent has signed",
        Standing.Refused => "Refused",
        Standing.Differ => "Parents differ",
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
        Standing.Refused or Standing.Differ => "red",
        Standing.Nobody => "grey",
        _ => "yellow",
    };
}
