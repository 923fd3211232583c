using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Declaration;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Controls;

/// <summary>Staff have confirmed in this school year that passwords are secret and accounts guarded.</summary>
public sealed class StaffDeclared : Control
{
    public override string Id => "passwords.staff-declared";
    public override string Title => "Staff declare each year that they guard their accounts";
    public override IReadOnlyList<string> Clauses => ["HAM-18.5a"];
    public override Role Owner => Role.Headteacher;
    public override string Rhythm => "each school year";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var total = await db.Set<Person>().CountAsync(p => p.Kind == PersonKind.Staff && p.EndedOn == null);
        if (total == 0) return new(ControlState.NoEvidenceYet, "No staff are in the school yet.", 0, 0, "password-declaration");
        var missing = await DeclarationModel.Lacking(db, now.LondonDay().AcademicYear()).CountAsync();
        return new(missing == 0 ? ControlState.Met : ControlState.NotMet, missing == 0 ? $"All {total} staff have confirmed it this school year." : $"{missing} of {total} staff have not confirmed it this school year.", total - missing, total, "password-declaration");
    }
}
