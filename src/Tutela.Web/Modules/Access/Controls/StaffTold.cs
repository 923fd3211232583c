using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Told;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Controls;

/// <summary>Each member of staff was told the rules for passwords in each place that the policy names, on a day.</summary>
public sealed class StaffTold(PackInForce pack) : Control
{
    public override string Id => "passwords.staff-told";
    public override string Title => "Staff were told the rules for passwords";
    public override IReadOnlyList<string> Clauses => ["WED-19.10"];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var places = pack.Settings.Passwords.StaffToldBy;
        var staff = db.Set<Person>().Where(p => p.Kind == PersonKind.Staff && p.EndedOn == null);
        var total = await staff.CountAsync();
        if (total == 0 || places.Count == 0) return new(total == 0 ? ControlState.NoEvidenceYet : ControlState.NotApplicable, total == 0 ? "No staff are in the school yet." : "The policy names no place.", 0, 0, "access/password-rules");
        var told = await staff.CountAsync(p => db.Set<PasswordTelling>().Count(t => t.PersonId == p.Id && places.Contains(t.Place)) == places.Count);
        return new(told == total ? ControlState.Met : ControlState.NotMet, told == total ? $"All {total} staff were told in each place." : $"{total - told} of {total} staff were not yet told in each place.", told, total, "access/password-rules");
    }
}
