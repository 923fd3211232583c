using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
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
            var inForce = InForce(document);
            var title = pack.Pack.Agreement(document.Id)?.Title ?? document.Id;
            var counts = await Concerned(document).GroupBy(p => p.Kind)
                .Select(g => new { Kind = g.Key, Total = g.Count(), Signed = g.Count(p => inForce.Any(a => a.PersonId == p.Id)) }).ToListAsync();
            figures.AddRange(counts.OrderBy(c => c.Kind).Select(c => new AgreementFigure(document.Id, title, c.Kind, c.Signed, c.Total)));
        }
        return figures;
    }

    internal IEnumerable<AgreementDocumentSetting> MustSign => pack.Settings.Agreements.Documents.Where(d => d.MustSign);

    private IEnumerable<AgreementDocumentSetting> AccessDocuments => MustSign.Where(d => d.Unsigned == UnsignedConsequence.NoInternetAccess);

    internal async Task<List<Guid>> LackingAsync(AgreementDocumentSetting document, IReadOnlyCollection<Guid>? only = null)
    {
        var inForce = InForce(document);
        var people = Concerned(document);
        if (only is not null) people = people.Where(p => only.Contains(p.Id));
        return await people.Where(p => !inForce.Any(a => a.PersonId == p.Id)).Select(p => p.Id).ToListAsync();
    }

    /// <summary>People at the school whom the document concerns.</summary>
    internal IQueryable<Person> Concerned(AgreementDocumentSetting document)
    {
        var kinds = KindsOf(document.Audiences);
        return db.Set<Person>().Where(p => p.EndedOn == null && kinds.Contains(p.Kind));
    }

    /// <summary>What is asked now: this version and, where the document is renewed, this academic year.</summary>
    internal IQueryable<AgreementAssignment> Current(AgreementDocumentSetting document)
    {
        var (version, year) = (pack.Version, clock.Today().AcademicYear());
        var found = db.Set<AgreementAssignment>().Where(a => a.Document == document.Id && a.Version == version && a.Status != AgreementStatus.Ended);
        return document.Renewal == AgreementRenewal.EachAcademicYear ? found.Where(a => a.AcademicYear == year) : found;
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
