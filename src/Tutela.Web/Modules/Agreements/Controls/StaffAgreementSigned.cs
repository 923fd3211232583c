using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Controls;

/// <summary>Every member of staff and every volunteer has signed the version that is asked now; who has not is listed by name.</summary>
public sealed class StaffAgreementSigned(AgreementStandings standings) : Control
{
    public override string Id => "agreements.staff";
    public override string Title => "Staff and volunteers have signed the agreement in force";
    public override IReadOnlyList<string> Clauses => ["WID-5.14", "CRO-4.2", "HAM-1.2b", "HAM-5.1"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var figures = await standings.FiguresAsync(Audience.Staff, Audience.Volunteers, Audience.Contractors, Audience.AgencyStaff, Audience.Visitors);
        var (signed, total) = (figures.Sum(f => f.Signed), figures.Sum(f => f.Total));
        if (total == 0) return new(ControlState.NotApplicable, "The policy asks staff for no agreement, or there is nobody to ask.", 0, 0);
        var evidence = $"agreements/people?document={figures[0].Document}&state=missing";
        if (signed == 0) return new(ControlState.NoEvidenceYet, "Nobody has signed yet.", 0, total, evidence);
        return new(signed == total ? ControlState.Met : ControlState.NotMet,
            signed == total ? $"All {total} have signed the version in force." : $"{signed} of {total} have signed the version in force; {total - signed} have none or an old one.", signed, total, evidence);
    }
}
