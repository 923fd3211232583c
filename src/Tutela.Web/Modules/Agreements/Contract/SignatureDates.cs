using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements.Contract;

/// <summary>When people signed what is in force for themselves. Scoped; one query a call.</summary>
public sealed class SignatureDates(TutelaDb db)
{
    public async Task<IReadOnlyDictionary<Guid, DateOnly>> OfAsync(IReadOnlyCollection<string> documents) => (await (
        from assignment in db.Set<AgreementAssignment>()
        join signature in db.Set<Signature>() on assignment.Id equals signature.AssignmentId
        where documents.Contains(assignment.Document) && assignment.Status == AgreementStatus.InForce && signature.SignedAs == SignedAs.Self
        group signature.SignedOn by assignment.PersonId into g
        select new { g.Key, On = g.Max() }).ToListAsync()).ToDictionary(r => r.Key, r => r.On);
}
