using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Audit;

/// <summary>Links a school's new audit events into its chain, in commit order, at most a second after they were written. Only events
/// of transactions older than every running one are linked, so that none can appear before a linked one later.</summary>
public sealed class Sealer(TutelaDb db, SchoolScope scope, AuditHeads heads, TimeProvider clock) : SchoolJob
{
    public override async Task RunAsync(CancellationToken ct)
    {
        var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Sequence).FirstOrDefaultAsync(ct);
        var events = await db.Database.SqlQuery<Unsealed>($"""
            select e.id, e.digest from school.audit_events e
            where e.school_id = {scope.SchoolId} and e.transaction < pg_snapshot_xmin(pg_current_snapshot())
                and not exists (select 1 from school.audit_seals s where s.school_id = e.school_id and s.event_id = e.id)
            order by e.transaction, e.id limit 5000
            """).ToListAsync(ct);
        if (events.Count == 0) return;
        var (sequence, previous) = (last?.Sequence ?? 0, last?.Hash ?? new byte[32]);
        var head = heads.Read(scope.School);
        var follows = head is null ? last is null : await StandsAsync(head, ct);
        var now = clock.GetUtcNow();
        foreach (var unsealed in events)
        {
            var hash = Hash(previous, ++sequence, unsealed.id, unsealed.digest);
            db.Add(new AuditSeal { Id = Guid.CreateVersion7(now), Sequence = sequence, EventId = unsealed.id, EventDigest = unsealed.digest, Previous = previous, Hash = hash });
            previous = hash;
            if (head?.Sequence == sequence) follows = head.Hash.AsSpan().SequenceEqual(hash);
        }
        await db.SaveChangesAsync(ct);
        // Before the commit: links follow from the events alone, so after a crash here the next run makes the very same links.
        // A head that this chain does not lead to is the only trace of a cut: it stays as it is, and verification keeps naming it.
        if (follows) heads.Write(scope.School, sequence, previous);
    }

    private async Task<bool> StandsAsync(AuditHeads.Head head, CancellationToken ct) =>
        await db.Set<AuditSeal>().AnyAsync(s => s.Sequence == head.Sequence && s.Hash == head.Hash, ct);

    internal static byte[] Hash(byte[] previous, long sequence, Guid eventId, byte[] digest)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, sequence);
        return SHA256.HashData([.. previous, .. number, .. eventId.ToByteArray(bigEndian: true), .. digest]);
    }

#pragma warning disable IDE1006
    private sealed record Unsealed(Guid id, byte[] digest);
#pragma warning restore IDE1006
}
