using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Arrivals;

[DbContext(typeof(TutelaDb)), Migration("0072_arrivals")] public sealed class Migration0072 : SqlMigration;

/// <summary>The poster at the door: its code leads to the arrival page. Only the hash of its secret is kept.</summary>
public sealed class ArrivalPoster : SchoolRow
{
    public required byte[] SecretHash { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public Guid MadeById { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Somebody without an account who arrived, and whether they took note of the policy. The version is there when they use the school's ICT.</summary>
public sealed class Arrival : SchoolRow
{
    public const int NameMaxLength = 100;
    public const int FirmMaxLength = 120;

    public required string Name { get; init; }
    public string? Firm { get; init; }
    public DateTimeOffset At { get; init; }
    public bool UsesIct { get; init; }
    public int? Version { get; init; }
}

/// <summary>Makes posters and takes arrivals. Scoped.</summary>
public sealed class ArrivalDesk(TutelaDb db, PackInForce pack, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process PosterMade = new("policy.arrival-poster", "A poster for arrivals was made; the one before no longer works");
    public static readonly Process Arrived = new("policy.arrived", "A visitor arrived and said whether they use the school's ICT");

    /// <summary>A new poster's path; the one before ends. The secret is nowhere else.</summary>
    public async Task<string> MakePosterAsync()
    {
        var (secret, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), clock.GetUtcNow());
        await db.Set<ArrivalPoster>().Where(p => p.EndedAt == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.EndedAt, now));
        var poster = new ArrivalPoster { Id = Guid.CreateVersion7(now), SecretHash = Hash(secret), MadeAt = now, MadeById = user.PersonId };
        db.Add(poster);
        audit.Record(PosterMade, nameof(ArrivalPoster), poster.Id);
        return scope.Href($"arrive/{secret}");
    }

    public async Task<bool> IsOpenAsync(string secret)
    {
        if (secret.Length != 32) return false;
        var hash = Hash(secret);
        return await db.Set<ArrivalPoster>().AnyAsync(p => p.SecretHash == hash && p.EndedAt == null);
    }

    public void Arrive(string? name, string? firm, bool? usesIct, bool hasRead)
    {
        audit.Begin(Arrived);
        var said = name?.Trim() ?? "";
        if (!said.Any(char.IsLetter)) throw new Refused("Enter your name", "Input.Name");
        if (said.Length > Arrival.NameMaxLength) throw new Refused($"A name has at most {Arrival.NameMaxLength} characters", "Input.Name");
        if (firm?.Length > Arrival.FirmMaxLength) throw new Refused($"Use at most {Arrival.FirmMaxLength} characters", "Input.Firm");
        if (usesIct is null) throw new Refused("Say whether you will use our ICT or internet", "Input.UsesIct");
        if (usesIct.Value && !hasRead) throw new Refused("Read the policy, then tick the box to say that you will keep to it", "Input.HasRead");
        var arrival = new Arrival
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = said,
            Firm = string.IsNullOrWhiteSpace(firm) ? null : firm.Trim(),
            At = clock.GetUtcNow(),
            UsesIct = usesIct.Value,
            Version = usesIct.Value ? pack.Version : null,
        };
        db.Add(arrival);
        audit.Record(Arrived, nameof(Arrival), arrival.Id, after: new { arrival.UsesIct, arrival.Version });
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
