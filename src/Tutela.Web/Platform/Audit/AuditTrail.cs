using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Audit;

/// <summary>Adds events to the trail in the writer's own transaction. Scoped; not thread-safe.</summary>
public sealed class AuditTrail(TutelaDb db, CurrentUser user, TimeProvider clock)
{
    // Stored as text, not jsonb: the digest is over the very text.
    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The last process that this request began; a refusal is counted under it.</summary>
    public Process? Begun { get; private set; }

    /// <summary>Names what is being attempted, before rules are asked, so that a refusal is counted under it.</summary>
    public void Begin(Process process) => Begun = process;

    /// <summary>Records that something was done. Nothing is written when <paramref name="before"/> and <paramref name="after"/> are equal.</summary>
    public void Record(Process process, string subjectKind, Guid subjectId, object? before = null, object? after = null,
        string? reason = null, Guid? aboutPersonId = null)
    {
        Begun = process;
        if (before is not null && before.Equals(after)) return;
        var now = Truncate(clock.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        byte[]? payloadDigest = null;
        if (before is not null || after is not null || reason is not null)
        {
            var salt = RandomNumberGenerator.GetBytes(16);
            var body = JsonSerializer.Serialize(new { reason, before, after }, Canonical);
            payloadDigest = DigestPayload(salt, body);
            db.Add(new AuditPayload { Id = id, Salt = salt, Body = body });
        }
        var actor = user.PersonIdOrNull;
        var actorName = actor is null ? "Tutela" : user.Name;
        db.Add(new AuditEvent
        {
            Id = id,
            At = now,
            Process = process.Code,
            ActorId = actor,
            ActorName = actorName,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            AboutPersonId = aboutPersonId,
            PayloadDigest = payloadDigest,
            Digest = DigestEvent(id, now, process.Code, actor, actorName, subjectKind, subjectId, aboutPersonId, payloadDigest),
        });
    }

    /// <summary>Records that a sensitive record was read.</summary>
    public void Read(Process process, string subjectKind, Guid subjectId) => Record(process, subjectKind, subjectId);

    internal static byte[] DigestPayload(byte[] salt, string body) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(body)]);

    internal static byte[] DigestEvent(Guid id, DateTimeOffset at, string process, Guid? actor, string actorName, string? subjectKind,
        Guid? subjectId, Guid? about, byte[]? payloadDigest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, id.ToByteArray(bigEndian: true));
        Add(hash, Encoding.ASCII.GetBytes(at.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Add(hash, Encoding.UTF8.GetBytes(process));
        Add(hash, actor?.ToByteArray(bigEndian: true));
        Add(hash, Encoding.UTF8.GetBytes(actorName));
        Add(hash, subjectKind is null ? null : Encoding.UTF8.GetBytes(subjectKind));
        Add(hash, subjectId?.ToByteArray(bigEndian: true));
        Add(hash, about?.ToByteArray(bigEndian: true));
        Add(hash, payloadDigest);
        return hash.GetHashAndReset();
    }

    // Each part goes in with its length, so that no two different rows give the same bytes.
    private static void Add(IncrementalHash hash, byte[]? part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part?.Length ?? -1);
        hash.AppendData(length);
        if (part is not null) hash.AppendData(part);
    }

    // PostgreSQL keeps microseconds; a digest over finer time would never verify.
    private static DateTimeOffset Truncate(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % 10, TimeSpan.Zero);
}
