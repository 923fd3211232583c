using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies;

/// <summary>That a person has read and understood one version of the policy.</summary>
public sealed class Attestation : SchoolRow
{
    public Guid PersonId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }
}

[DbContext(typeof(TutelaDb)), Migration("0040_policies")] public sealed class Migration0040 : SqlMigration;

/// <summary>Takes attestations and chases them. Scoped.</summary>
public sealed class AttestationDesk(TutelaDb db, PackInForce pack, SchoolScope scope, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    public static readonly Process Attested = new("policy.attested", "Somebody attested that they have read and understood the policy");
    public static readonly Process Reminded = new("policy.reminded", "People were reminded to read the policy");

    /// <summary>Who must attest: everybody who works here, governs, or visits.</summary>
    public static readonly PersonKind[] Audience = [PersonKind.Staff, PersonKind.Governor, PersonKind.Visitor];

    public Task<Attestation?> OfAsync(Guid personId) => db.Set<Attestation>().SingleOrDefaultAsync(a => a.PersonId == personId && a.Version == pack.Version);

    public async Task AttestAsync(Guid personId, bool hasUnderstood)
    {
        audit.Begin(Attested);
        if (await OfAsync(personId) is not null) throw new Refused("You have attested to this version already.");
        if (!hasUnderstood) throw new Refused("Read the policy, then tick the box to say that you have understood it", "Input.HasUnderstood");
        var now = clock.GetUtcNow();
        db.Add(new Attestation { Id = Guid.CreateVersion7(now), PersonId = personId, Version = pack.Version, At = now });
        audit.Record(Attested, nameof(Person), personId, after: new { pack.Version }, aboutPersonId: personId);
    }

    /// <summary>People of the audience with their attestation of the version in force, those without first.</summary>
    public async Task<List<Row>> RowsAsync() => await (
        from person in db.Set<Person>()
        where person.EndedOn == null && Audience.Contains(person.Kind)
        join attestation in db.Set<Attestation>().Where(a => a.Version == pack.Version) on person.Id equals attestation.PersonId into found
        from attestation in found.DefaultIfEmpty()
        orderby attestation == null descending, person.FamilyName, person.GivenName
        select new Row(person.Id, person.GivenName + " " + person.FamilyName, person.Kind, attestation == null ? null : attestation.At,
            db.Set<Attestation>().Where(a => a.PersonId == person.Id && a.Version < pack.Version).Max(a => (int?)a.Version))).ToListAsync();

    public Task<int> AudienceCountAsync() => db.Set<Person>().CountAsync(p => p.EndedOn == null && Audience.Contains(p.Kind));

    public sealed record Row(Guid PersonId, string Name, PersonKind Kind, DateTimeOffset? At, int? Older = null);

    public async Task<int> RemindAsync()
    {
        scope.CheckLive();
        var outstanding = (await RowsAsync()).Where(r => r.At is null).Select(r => r.PersonId).ToList();
        await notifier.TellAsync(outstanding, "Please read the online safety policy and say that you have understood it", "policy/attest");
        audit.Record(Reminded, "Policy", Guid.CreateVersion7(clock.GetUtcNow()), after: new { pack.Version, people = outstanding.Count });
        return outstanding.Count;
    }
}
