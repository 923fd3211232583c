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
    /// condition of internet access is not in force, with the document's id.</summary>
    public async Task<Dictionary<Guid, string>> WithoutAccessAgreementAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var unmet = new Dictionary<Guid, string>();
        foreach (var document in pack.Settings.Agreements.Documents.Where(d => d.Unsigned == UnsignedConsequence.NoInternetAccess && d.MustSign))
            foreach (var person in await LackingAsync(document, only)) unmet.TryAdd(person, document.Id);
        return unmet;
    }

    /// <summary>Whether this person's agreement is in force in the current version and, where it is renewed, this year.</summary>
    public async Task<bool> IsInForceAsync(Guid personId, string documentId) =>
        await InForce(pack.Settings.Agreements.Documents.Single(d => d.Id == documentId)).AnyAsync(a => a.PersonId == personId);

    internal async Task<List<Guid>> LackingAsync(AgreementDocumentSetting document, IReadOnlyCollection<Guid>? only = null)
    {
        var kinds = KindsOf(document.Audiences);
        var inForce = InForce(document);
        var people = db.Set<Person>().Where(p => p.EndedOn == null && kinds.Contains(p.Kind));
        if (only is not null) people = people.Where(p => only.Contains(p.Id));
        return await people.Where(p => !inForce.Any(a => a.PersonId == p.Id)).Select(p => p.Id).ToListAsync();
    }

    internal IQueryable<AgreementAssignment> InForce(AgreementDocumentSetting document)
    {
        var (version, year) = (pack.Version, clock.Today().AcademicYear());
        var found = db.Set<AgreementAssignment>().Where(a => a.Document == document.Id && a.Version == version && a.Status == AgreementStatus.InForce);
        return document.Renewal == AgreementRenewal.EachAcademicYear ? found.Where(a => a.AcademicYear == year) : found;
    }

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
