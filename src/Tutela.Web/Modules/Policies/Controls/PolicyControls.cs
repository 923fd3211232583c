using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Registers;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Controls;

/// <summary>The review of the policy against its dates.</summary>
public sealed class PolicyReviewed(ReviewDesk desk) : Control
{
    public override string Id => "policy.reviewed";
    public override string Title => "The policy is reviewed in time";
    public override IReadOnlyList<string> Clauses => ["WID-0.2", "WED-0.2", "CRO-8.1", "WEN-5.2"];
    public override Role Owner => Role.DesignatedSafeguardingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        // A built-in pack's example dates are no evidence that this school reviewed anything.
        if (!await db.Set<Versions.PolicyVersion>().AnyAsync(v => v.PublishedAt != null)) return new(ControlState.NoEvidenceYet, "No version of the policy is recorded yet", 0, 0, "policy/versions");
        var clock = await desk.ClockAsync();
        return new(clock.State switch
        {
            ReviewStanding.Overdue => ControlState.NotMet,
            ReviewStanding.Near or ReviewStanding.Due or ReviewStanding.Remind => ControlState.AtRisk,
            _ => ControlState.Met,
        }, clock.Sentence, clock.State is ReviewStanding.Overdue ? 0 : 1, 1, "policy/review");
    }
}

/// <summary>Each policy that must be linked has an owner and a review that is not past.</summary>
public sealed class LinkedPoliciesCurrent(LinkedRegister register) : Control
{
    public override string Id => "policy.linked-current";
    public override string Title => "Linked policies are there and current";
    public override IReadOnlyList<string> Clauses => ["WED-20.1", "WEN-5.1", "WID-3.1", "CRO-6.1"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var wanted = (await register.LoadAsync()).Where(l => l.Required || l.Row is not null).ToList();
        if (wanted.All(l => l.Row is null)) return new(ControlState.NoEvidenceYet, "No linked policy is recorded yet", 0, wanted.Count, "policy/linked");
        var today = now.LondonDay();
        var (good, absent) = (wanted.Count(l => l.StateOn(today) == LinkedState.Current), wanted.Count(l => l.Row is null));
        return new(good == wanted.Count ? ControlState.Met : absent > 0 ? ControlState.NotMet : ControlState.AtRisk,
            $"{good} of {wanted.Count} linked policies are current, {absent} absent", good, wanted.Count, "policy/linked");
    }
}

/// <summary>Online safety was considered when each linked policy was last reviewed.</summary>
public sealed class OnlineSafetyConsidered(LinkedRegister register) : Control
{
    public override string Id => "policy.online-safety-considered";
    public override string Title => "Online safety runs through the linked policies";
    public override IReadOnlyList<string> Clauses => ["WED-3.1o"];
    public override Role Owner => Role.ChairOfGovernors;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var rows = (await register.LoadAsync()).Select(l => l.Row).OfType<LinkedPolicy>().ToList();
        if (rows.Count == 0) return new(ControlState.NoEvidenceYet, "No linked policy is recorded yet", 0, 0, "policy/linked");
        var good = rows.Count(r => r.ConsideredOn is not null);
        return new(good == rows.Count ? ControlState.Met : ControlState.NotMet, $"Considered at the last review of {good} of {rows.Count} linked policies", good, rows.Count, "policy/linked");
    }
}

/// <summary>The documents that the policy rests on have been looked at, and none is out of date.</summary>
public sealed class GuidanceCurrent(GuidanceRegister register) : Control
{
    public override string Id => "policy.guidance-current";
    public override string Title => "National guidance is checked and current";
    public override IReadOnlyList<string> Clauses => ["WED-2.1", "WID-3.2", "HAM-2.1"];
    public override Role Owner => Role.DesignatedSafeguardingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var all = await register.LoadAsync();
        if (!all.Any(g => g.CheckedHere)) return new(ControlState.NoEvidenceYet, "Nobody at the school has checked the guidance yet", 0, all.Count, "policy/guidance");
        var (old, superseded) = (all.Count(g => g.IsStaleOn(now.LondonDay(), register.Months)), all.Count(g => g.IsSuperseded));
        var good = all.Count(g => !g.IsSuperseded && !g.IsStaleOn(now.LondonDay(), register.Months));
        return new(superseded > 0 ? ControlState.NotMet : old > 0 ? ControlState.AtRisk : ControlState.Met,
            $"{all.Count} entries: {superseded} superseded, {old} not checked for {register.Months} months", good, all.Count, "policy/guidance");
    }
}

/// <summary>Every member of staff, contractor, agency worker and volunteer has acknowledged the version in force.</summary>
public sealed class StaffHaveRead(PackInForce pack, AudienceRegister audiences) : Control
{
    public override string Id => "policy.staff-have-read";
    public override string Title => "Staff and volunteers have read and understood the policy";
    public override IReadOnlyList<string> Clauses => ["WID-5.13", "CRO-1.2"];
    public override Role Owner => Role.Headteacher;
    public override string Rhythm => "each version";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var people = audiences.In(new[] { Audience.Staff, Audience.Contractors, Audience.AgencyStaff, Audience.Volunteers });
        var total = await people.CountAsync();
        if (total == 0) return new(ControlState.NoEvidenceYet, "Nobody is in the register yet", 0, 0, "people");
        var read = await people.CountAsync(p => db.Set<Attestation>().Any(a => a.PersonId == p.Id && a.Version == pack.Version));
        var older = await people.CountAsync(p => db.Set<Attestation>().Any(a => a.PersonId == p.Id) && !db.Set<Attestation>().Any(a => a.PersonId == p.Id && a.Version == pack.Version));
        return new(read == total ? ControlState.Met : read == 0 ? ControlState.NotMet : ControlState.AtRisk,
            $"{read} of {total} have read version {pack.Version}; {older} read an older one only", read, total, "policy/attestations");
    }
}
