using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Agreements.Coverage;
using Tutela.Web.Modules.People.Contract;

namespace Tutela.Web.Modules.Agreements.Contract;

/// <summary>A class's agreements and breaches in counts. Where a pupil signs two documents, both count.</summary>
public sealed record ClassFigure(int InForce, int Asked, int Breaches, int OpenBreaches)
{
    public int Outstanding => Asked - InForce;
}

/// <summary>How classes stand with what pupils sign and what they broke. Breaches are those that the asker may follow. One query a document, and one. Scoped.</summary>
public sealed class ClassFigures(AgreementCoverage coverage, BreachAccess access, PeopleDirectory people)
{
    public async Task<IReadOnlyDictionary<Guid, ClassFigure>> OfAsync(IReadOnlyList<SchoolClass> classes, DateOnly from)
    {
        var (signed, asked) = (new Dictionary<Guid, int>(), new Dictionary<Guid, int>());
        foreach (var document in coverage.PupilDocuments)
            foreach (var standing in await coverage.ByClassAsync(document, classes))
            {
                signed[standing.Class.Id] = signed.GetValueOrDefault(standing.Class.Id) + standing.Count(Standing.InForce);
                asked[standing.Class.Id] = asked.GetValueOrDefault(standing.Class.Id) + standing.Pupils;
            }
        var ids = classes.Select(c => c.Id).ToList();
        var breaches = await (from breach in access.Handled()
                              join member in people.Members on breach.PersonId equals member.PersonId
                              where breach.Track == BreachTrack.Pupil && breach.HappenedOn >= @from && member.Role == ClassRole.Pupil && ids.Contains(member.ClassId)
                              group breach by member.ClassId into g
                              select new { g.Key, Count = g.Count(), Open = g.Sum(b => b.Status == BreachStatus.Closed ? 0 : 1) }).ToDictionaryAsync(g => g.Key);
        return classes.ToDictionary(c => c.Id, c => new ClassFigure(signed.GetValueOrDefault(c.Id), asked.GetValueOrDefault(c.Id), breaches.GetValueOrDefault(c.Id)?.Count ?? 0, breaches.GetValueOrDefault(c.Id)?.Open ?? 0));
    }
}
