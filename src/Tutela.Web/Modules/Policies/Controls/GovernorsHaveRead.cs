using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Controls;

/// <summary>Each governor's dated acknowledgement of the version in force.</summary>
public sealed class GovernorsHaveRead(PackInForce pack) : Control
{
    public override string Id => "policy.governors-have-read";
    public override string Title => "Governors have read and understood the policy";
    public override IReadOnlyList<string> Clauses => ["WED-3.1m"];
    public override Role Owner => Role.ChairOfGovernors;
    public override string Rhythm => "each version";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var governors = db.Set<Person>().Where(p => p.Kind == PersonKind.Governor && p.EndedOn == null);
        var total = await governors.CountAsync();
        if (total == 0) return new(ControlState.NoEvidenceYet, "No governor is in the register yet", 0, 0, "people");
        var read = await governors.CountAsync(p => db.Set<Attestation>().Any(a => a.PersonId == p.Id && a.Version == pack.Version));
        return new(read == total ? ControlState.Met : read == 0 ? ControlState.NotMet : ControlState.AtRisk,
            $"{read} of {total} governors have read version {pack.Version}", read, total, "policy/attestations");
    }
}
