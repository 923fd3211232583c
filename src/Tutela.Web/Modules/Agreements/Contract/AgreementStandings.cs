using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Contract;

/// <summary>What other modules may ask about agreements. Scoped.</summary>
public sealed class AgreementStandings(TutelaDb db, PackInForce pack, AudienceRegister audiences, TimeProvider clock)
{
    /// <summary>Of these people (all who are at the school, when none are named), those for whom a document that the pack makes a
    /// condition of internet access is not in force. One query a document.</summary>
    public async Task<HashSet<Guid>> WithoutAccessAgreementAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var unmet = new HashSet<Guid>();
        foreach (var document in AccessDocuments) unmet.UnionWith(await LackingAsync(document, only));
        return unmet;
    }

    /// <summary>Of these people (all who are at the school, when none are named), those whom the pack asks for an agreement before they have
    /// internet access. One query.</summary>
    public async Task<HashSet<Guid>> AskedForAccessAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var people = audiences.In(AccessDocuments.SelectMany(d => d.Audiences));
        if (only is not null) people = people.Where(p => only.Contains(p.Id));
        return [.. await people.Select(p => p.Id).ToListAsync()];
    }

    /// <summary>Whether this person's agreement is in force in the current version and, where it is renewed, this year.</summary>
    public async Task<bool> IsInForceAsync(Guid personId, string documentId) =>
        await InForce(pack.Settings.Agreements.Documents.Single(d => d.Id == documentId)).AnyAsync(a => a.PersonId == personId);

    /// <summary>How many have signed, for each document that must be signed and each audience whom it concerns, of all audiences or of those named. Who
    /// belongs to two audiences of a document counts once, with the first. Names nobody. Two queries a document, three where people from outside
    /// are among them.</summary>
    public async Task<IReadOnlyList<AgreementFigure>> FiguresAsync(params Audience[] only)
    {
        var figures = new List<AgreementFigure>();
        foreach (var document in MustSign)
        {
            var title = pack.Pack.Agreement(document.Id)?.Title ?? document.Id;
            Audience[] wanted = [.. document.Audiences.Where(a => only.Length == 0 || only.Contains(a))];
            var inForce = InForce(document);
            foreach (var group in await GroupsAsync(audiences.In(wanted), inForce, wanted))
                figures.Add(new(document.Id, title, group.Audience, group.Signed, group.Total));
        }
        return figures;
    }

    private async Task<IEnumerable<(Audience Audience, int Signed, int Total)>> GroupsAsync(IQueryable<Person> people, IQueryable<AgreementAssignment> inForce, Audience[] wanted)
    {
        // Pupils and parents by the hundred are counted in the database; the few others are told apart by name.
        if (wanted is [var one])
        {
            var total = await people.CountAsync();
            return total == 0 ? [] : [(one, await people.CountAsync(p => inForce.Any(a => a.PersonId == p.Id)), total)];
        }
        var of = await audiences.OfAsync(people);
        var signed = (await people.Where(p => inForce.Any(a => a.PersonId == p.Id)).Select(p => p.Id).ToListAsync()).ToHashSet();
        return of.Select(p => (Id: p.Key, Audience: wanted.First(p.Value.Contains))).GroupBy(p => p.Audience)
            .Select(g => (g.Key, g.Count(p => signed.Contains(p.Id)), g.Count())).OrderBy(g => Array.IndexOf(wanted, g.Key));
    }

    /// <summary>How many people these settings would ask to sign, for each document and audience. Two queries.</summary>
    public async Task<IReadOnlyList<AgreementFigure>> WouldAskAsync(PackSettings settings)
    {
        var people = (await audiences.OfAsync(db.Set<Person>())).Values;
        return [.. from document in settings.Agreements.Documents
                   where document.MustSign && pack.Pack.Agreement(document.Id) is not null
                   from audience in document.Audiences
                   let asked = people.Count(of => document.Audiences.Where(of.Contains).Take(1).Contains(audience))
                   where asked > 0
                   select new AgreementFigure(document.Id, pack.Pack.Agreement(document.Id)!.Title, audience, 0, asked)];
    }

    /// <summary>How many accepted what is not demanded; where parents sign, of how many families. One query a document.</summary>
    internal async Task<IReadOnlyList<OptionalFigure>> AcceptedAsync()
    {
        var figures = new List<OptionalFigure>();
        foreach (var document in PutBeforeParents.Concat(Offered))
        {
            var (current, inForce) = (Current(document), InForce(document));
            var ofParents = document.Audiences.All(a => a == Audience.Parents);
            var counts = await current.GroupBy(a => a.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToListAsync();
            if (counts.Count == 0) continue;
            figures.Add(new(document.Id, pack.Pack.Agreement(document.Id)?.Title ?? document.Id, counts.Where(c => c.Status == AgreementStatus.InForce).Sum(c => c.Count),
                counts.Sum(c => c.Count), ofParents ? await FamiliesAsync(inForce) : null));
        }
        return figures;
    }

    internal IEnumerable<AgreementDocumentSetting> MustSign => pack.Settings.Agreements.Documents.Where(d => d.MustSign);

    /// <summary>Not demanded, and followed by nothing when it is not signed: put before every parent, who may pass it by.</summary>
    internal IEnumerable<AgreementDocumentSetting> PutBeforeParents => pack.Settings.Agreements.Documents.Where(d => !d.MustSign && d.Audiences.All(a => a == Audience.Parents));

    internal IEnumerable<AgreementDocumentSetting> Asked => MustSign.Concat(PutBeforeParents).Where(d => pack.Pack.Agreement(d.Id) is not null);

    /// <summary>Not demanded; signed by those who ask for it.</summary>
    internal IEnumerable<AgreementDocumentSetting> Offered => pack.Settings.Agreements.Documents.Where(d => !d.MustSign && d.Audiences.Any(a => a != Audience.Parents));

    private IEnumerable<AgreementDocumentSetting> AccessDocuments => MustSign.Where(d => d.Unsigned == UnsignedConsequence.NoInternetAccess);

    internal async Task<List<Guid>> LackingAsync(AgreementDocumentSetting document, IReadOnlyCollection<Guid>? only = null)
    {
        var holds = HoldsForAccess(document);
        var people = Concerned(document);
        if (only is not null) people = people.Where(p => only.Contains(p.Id));
        return await people.Where(p => !holds.Any(a => a.PersonId == p.Id)).Select(p => p.Id).ToListAsync();
    }

    // Parents who share a child are one family, and so are the households of one child.
    private async Task<int> FamiliesAsync(IQueryable<AgreementAssignment> accepted)
    {
        var pairs = await db.Set<Guardianship>().Where(g => g.EndedOn == null && accepted.Any(a => a.PersonId == g.ParentId)).Select(g => new { g.ParentId, g.PupilId }).ToListAsync();
        var family = new Dictionary<Guid, Guid>();
        foreach (var pair in pairs) family[Root(pair.ParentId)] = Root(pair.PupilId);
        return pairs.Select(p => Root(p.ParentId)).Distinct().Count();

        Guid Root(Guid id)
        {
            while (family.TryGetValue(id, out var up) && up != id) id = up;
            return id;
        }
    }

    /// <summary>People at the school whom the document concerns.</summary>
    internal IQueryable<Person> Concerned(AgreementDocumentSetting document) => audiences.In(document.Audiences);

    /// <summary>The audiences that this person belongs to today.</summary>
    internal Task<IReadOnlySet<Audience>> AudiencesOfAsync(Guid person) => audiences.OfAsync(person);

    /// <summary>The same with those who have left.</summary>
    internal IQueryable<Person> WithLeavers(AgreementDocumentSetting document) => audiences.In(document.Audiences, withLeavers: true);

    /// <summary>What is asked now: this version and, where the document is renewed, this academic year.</summary>
    internal IQueryable<AgreementAssignment> Current(AgreementDocumentSetting document)
    {
        var (version, year) = (pack.VersionOf(document.Id), clock.Today().AcademicYear());
        var found = db.Set<AgreementAssignment>().Where(a => a.Document == document.Id && a.Version == version && a.Status != AgreementStatus.Ended);
        return document.Renewal switch
        {
            AgreementRenewal.EachAcademicYear => found.Where(a => a.AcademicYear == year),
            AgreementRenewal.EachPhase => found.Where(a => db.Set<Person>().Any(p => p.Id == a.PersonId && (p.YearGroup == null
                || (p.YearGroup <= 0 && a.Phase == SchoolPhase.Foundation)
                || (p.YearGroup > 0 && p.YearGroup <= 2 && a.Phase == SchoolPhase.Ks1)
                || (p.YearGroup > 2 && a.Phase == SchoolPhase.Ks2)))),
            _ => found,
        };
    }

    /// <summary>In force now, or in force until it was asked anew and within the pack's days of grace; a refusal ends the grace at once.</summary>
    private IQueryable<AgreementAssignment> HoldsForAccess(AgreementDocumentSetting document)
    {
        if (pack.Settings.Agreements.RenewalGraceDays == 0) return InForce(document);
        var (today, all) = (clock.Today(), db.Set<AgreementAssignment>().Where(a => a.Document == document.Id));
        // Until the job has ended it, what the old year or version brought into force holds too.
        return all.Where(a => a.Status == AgreementStatus.InForce
            || (a.HoldsUntil >= today && !all.Any(refused => refused.PersonId == a.PersonId && refused.Status == AgreementStatus.Refused)));
    }

    internal IQueryable<AgreementAssignment> InForce(AgreementDocumentSetting document) => Current(document).Where(a => a.Status == AgreementStatus.InForce);
}

/// <summary>How many accepted a document that is not demanded; <paramref name="Families"/> where it is the parents'.</summary>
public sealed record OptionalFigure(string Document, string Title, int Accepted, int Asked, int? Families);

/// <summary>How many of the people of one audience have an agreement in force.</summary>
public sealed record AgreementFigure(string Document, string Title, Audience Group, int Signed, int Total)
{
    public string Audience => Group == Policies.Contract.Packs.Audience.Pupils ? "Pupils, each with a parent or carer" : Group.Name();
}
