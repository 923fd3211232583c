using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Audit;

/// <summary>Walks a school's chain and says whether every event still is what was written. Reads the trail once, in order; memory is
/// bounded by one page of rows.</summary>
public sealed class AuditVerifier(TutelaDb db, SchoolScope scope, AuditHeads heads)
{
    private const int PageSize = 2000;

    /// <summary>What was counted, and the first fault in words, naming the row; null when the trail is whole.</summary>
    public sealed record Finding(long Sealed, long Pending, long Erased, string? Fault);

    public async Task<Finding> VerifyAsync(CancellationToken ct = default)
    {
        var head = heads.Read(scope.School);
        long sealedCount = 0, erased = 0, expected = 1;
        var previous = new byte[32];
        while (true)
        {
            var from = expected;
            var page = await (from seal in db.Set<AuditSeal>().AsNoTracking()
                              where seal.Sequence >= @from
                              orderby seal.Sequence
                              join e in db.Set<AuditEvent>().AsNoTracking() on seal.EventId equals e.Id into events
                              from e in events.DefaultIfEmpty()
                              join p in db.Set<AuditPayload>().AsNoTracking() on seal.EventId equals p.Id into payloads
                              from p in payloads.DefaultIfEmpty()
                              select new { seal, e, p }).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0) break;
            foreach (var row in page)
            {
                if (row.seal.Sequence != expected) return Fault($"link {expected} has been removed (the next one is {row.seal.Sequence})");
                if (!row.seal.Previous.AsSpan().SequenceEqual(previous)) return Fault($"link {expected} does not follow the one before it: links were removed, changed or reordered");
                if (row.e is null) return Fault($"audit event {row.seal.EventId} (link {expected}) has been removed");
                var digest = AuditTrail.DigestEvent(row.e.Id, row.e.At, row.e.Process, row.e.ActorId, row.e.ActorName, row.e.SubjectKind, row.e.SubjectId, row.e.AboutPersonId, row.e.PayloadDigest);
                if (!digest.AsSpan().SequenceEqual(row.e.Digest) || !digest.AsSpan().SequenceEqual(row.seal.EventDigest)) return Fault($"audit event {row.e.Id} (link {expected}) has been changed");
                if (row.p is not null && (row.e.PayloadDigest is null || !AuditTrail.DigestPayload(row.p.Salt, row.p.Body).AsSpan().SequenceEqual(row.e.PayloadDigest)))
                    return Fault($"the content of audit event {row.e.Id} (link {expected}) has been changed");
                if (row.p is null && row.e.PayloadDigest is not null) erased++;
                if (!Sealer.Hash(previous, expected, row.seal.EventId, row.seal.EventDigest).AsSpan().SequenceEqual(row.seal.Hash)) return Fault($"link {expected} has been changed");
                previous = row.seal.Hash;
                if (head?.Sequence == expected && !head.Hash.AsSpan().SequenceEqual(previous)) return Fault($"link {expected} is not the one that the head outside the database names");
                sealedCount++;
                expected++;
            }
        }
        var pending = await db.Set<AuditEvent>().CountAsync(e => !db.Set<AuditSeal>().Any(s => s.EventId == e.Id), ct);
        if (head is not null && head.Sequence > sealedCount) return Fault($"the chain has been cut: the head outside the database is link {head.Sequence}, the last link here is {sealedCount}");
        if (head is null && sealedCount > 0) return Fault("the head outside the database is missing from the data folder");
        return new Finding(sealedCount, pending, erased, null);

        Finding Fault(string text) => new(sealedCount, 0, erased, text);
    }
}
