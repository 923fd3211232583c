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
public sealed class AgreementStandings(TutelaDb db, PackInForce pack, TimeProvider clock)
{
    /// <summary>Of these people (all who are at the school, when none are named), those for whom a document that the pack makes a
    /// condition of internet access is not in force. One query a document.</summary>
    public async Task<HashSet<Guid>> WithoutAccessAgreementAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var unmet = new HashSet<Guid>();
        foreach (var document in AccessDocuments) unmet.UnionWith(await LackingAsync(document, only));
        return unmet;
    }

    /// <summary>Whether the pack asks people of this kind for an agreement before they have internet access.</summary>
    public bool AsksForAccess(PersonKind kind) => AccessDocuments.Any(d => KindsOf(d.Audiences).Contains(kind));

    /// <summary>Whether this person's agreement is in force in the current version and, where it is renewed, this year.</summary>
    public async Task<bool> IsInForceAsync(Guid personId, string documentId) =>
        await InForce(pack.Settings.Agreements.Documents.Single(d => d.Id == documentId)).AnyAsync(a => a.PersonId == personId);

    /// <summary>How many have signed, for each document that must be signed and each kind of people whom it concerns. Names nobody. One
    /// query a document.</summary>
    public async Task<IReadOnlyList<AgreementFigure>> FiguresAsync()
    {
        var figures = new List<AgreementFigure>();
        foreach (var document in MustSign)
        {
            var title = pack.Pack.Agreement(document.Id)?.Title ?? document.Id;
            var counts = await (from person in Concerned(document)
                                join signed in InForce(document) on person.Id equals signed.PersonId into found
                                from signed in found.DefaultIfEmpty()
                                group signed by person.Kind into g
                                select new { Kind = g.Key, Total = g.Count(), Signed = g.Sum(s => s == null ? 0 : 1) }).ToListAsync();
            figures.AddRange(counts.OrderBy(c => c.Kind).Select(c => new AgreementFigure(document.Id, title, c.Kind, c.Signed, c.Total)));
        }
        return figures;
    }

    /// <summary>How many people these settings would ask to sign, for each document and kind of people. One query.</summary>
    public async Task<IReadOnlyList<AgreementFigure>> WouldAskAsync(PackSettings settings)
    {
        var counts = await db.Set<Person>().Where(p => p.EndedOn == null).GroupBy(p => p.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return [.. from document in settings.Agreements.Documents
                   where document.MustSign && pack.Pack.Agreement(document.Id) is not null
                   from kind in KindsOf(document.Audiences)
                   where counts.ContainsKey(kind)
                   select new AgreementFigure(document.Id, pack.Pack.Agreement(document.Id)!.Title, kind, 0, counts[kind])];
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
    internal IQueryable<Person> Concerned(AgreementDocumentSetting document) => OfKinds(document).Where(p => p.EndedOn == null);

    /// <summary>The same with those who have left.</summary>
    internal IQueryable<Person> OfKinds(AgreementDocumentSetting document)
    {
        var kinds = KindsOf(document.Audiences);
        return db.Set<Person>().Where(p => kinds.Contains(p.Kind));
    }

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

    internal static PersonKind[] KindsOf(IReadOnlyList<Audience> audiences) => [.. audiences.Select(KindOf).Distinct()];

    private static PersonKind KindOf(Audience audience) => audience switch
    {
        Audience.Pupils => PersonKind.Pupil,
        Audience.Parents => PersonKind.Parent,
        Audience.Governors => PersonKind.Governor,
        Audience.Visitors or Audience.Volunteers => PersonKind.Visitor,
        _ => PersonKind.Staff,
    };
}

/// <summary>How many accepted a document that is not demanded; <paramref name="Families"/> where it is the parents'.</summary>
public sealed record OptionalFigure(string Document, string Title, int Accepted, int Asked, int? Families);

/// <summary>How many of the people of one kind have an agreement in force.</summary>
public sealed record AgreementFigure(string Document, string Title, PersonKind Kind, int Signed, int Total)
{
    public string Audience => Kind switch
    {
        PersonKind.Pupil => "Pupils, each with a parent or carer",
        PersonKind.Staff => "Staff and contractors",
        PersonKind.Governor => "Governors",
        PersonKind.Parent => "Parents and carers",
        _ => "Visitors and volunteers",
    };
}
