using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Import;

/// <summary>What the school has of the kinds that an import brings, by the ids of the school's own system. People and classes made
/// by hand have no such id and are not here; links made by hand are, so that an import does not make them twice.</summary>
public sealed record KnownRoster
{
    public IReadOnlyDictionary<string, (SiteState State, bool Open)> Sites { get; init; } = new Dictionary<string, (SiteState, bool)>();
    public IReadOnlyDictionary<string, (ClassState State, bool Open)> Classes { get; init; } = new Dictionary<string, (ClassState, bool)>();
    public IReadOnlyDictionary<(PersonKind, string), (PersonState State, bool Open)> People { get; init; } = new Dictionary<(PersonKind, string), (PersonState, bool)>();
    public IReadOnlyDictionary<(Guid Class, Guid Person, ClassRole), (MemberState State, bool Imported)> Members { get; init; } = new Dictionary<(Guid, Guid, ClassRole), (MemberState, bool)>();
    public IReadOnlyDictionary<(Guid Pupil, Guid Parent), (GuardianState State, bool Imported)> Guardians { get; init; } = new Dictionary<(Guid, Guid), (GuardianState, bool)>();
    public IReadOnlyDictionary<Guid, HashSet<Guid>> SitesOfPerson { get; init; } = new Dictionary<Guid, HashSet<Guid>>();

    /// <summary>Six queries, whatever the size; memory for every row.</summary>
    public static async Task<KnownRoster> ReadAsync(TutelaDb db, DateOnly today, CancellationToken ct)
    {
        var sites = await db.Set<Site>().Where(s => s.ExternalId != null)
            .Select(s => new { State = new SiteState(s.Id, s.ExternalId!, s.Name, s.Identifier), Open = s.EndedOn == null }).ToListAsync(ct);
        var classes = await db.Set<SchoolClass>().Where(c => c.ExternalId != null)
            .Select(c => new { State = new ClassState(c.Id, c.ExternalId!, c.Title, c.YearGroup, c.Kind, c.AcademicYear, c.SiteId), Open = c.EndedOn == null }).ToListAsync(ct);
        var people = await db.Set<Person>().Where(p => p.ExternalId != null)
            .Select(p => new { State = new PersonState(p.Id, p.Kind, p.ExternalId!, p.GivenName, p.FamilyName, p.Email, p.YearGroup, p.BirthDate), Open = p.EndedOn == null }).ToListAsync(ct);
        var members = await db.Set<ClassMember>().Where(m => m.Until == null || m.Until > today)
            .Select(m => new { State = new MemberState(m.Id, m.ClassId, m.PersonId, m.Role, m.From, m.Until), m.Imported }).ToListAsync(ct);
        var guardians = await db.Set<Guardianship>().Where(g => g.EndedOn == null)
            .Select(g => new { State = new GuardianState(g.Id, g.PupilId, g.ParentId, g.Relationship, g.ParentalResponsibility), g.Imported }).ToListAsync(ct);
        var places = await db.Set<SitePerson>().Select(s => new { s.PersonId, s.SiteId }).ToListAsync(ct);
        var byMember = new Dictionary<(Guid, Guid, ClassRole), (MemberState, bool)>(members.Count);
        // Somebody who has two rows in a class is there by the one that lasts longer.
        foreach (var m in members.OrderBy(m => m.State.Until ?? DateOnly.MaxValue)) byMember[(m.State.ClassId, m.State.PersonId, m.State.Role)] = (m.State, m.Imported);
        return new KnownRoster
        {
            Sites = sites.ToDictionary(s => s.State.ExternalId, s => (s.State, s.Open)),
            Classes = classes.ToDictionary(c => c.State.ExternalId, c => (c.State, c.Open)),
            People = people.ToDictionary(p => (p.State.Kind, p.State.ExternalId), p => (p.State, p.Open)),
            Members = byMember,
            Guardians = guardians.ToDictionary(g => (g.State.PupilId, g.State.ParentId), g => (g.State, g.Imported)),
            SitesOfPerson = places.GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => g.Select(p => p.SiteId).ToHashSet()),
        };
    }
}
