using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>Freezes a report with who signed it. Scoped; works in the caller's transaction.</summary>
public sealed class ReportSigning(TutelaDb db, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    public SignedReport Sign(ReportBody body, Role signedAs)
    {
        var json = body.ToJson();
        var report = new SignedReport
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            FromDay = body.From,
            ToDay = body.To,
            Body = json,
            Digest = ReportBody.Digest(json),
            SignedById = user.PersonId,
            SignedName = user.Name,
            SignedAs = signedAs,
            SignedAt = clock.GetUtcNow(),
        };
        db.Add(report);
        audit.Record(GovernanceProcesses.ReportSigned, nameof(SignedReport), report.Id, after: new { report.FromDay, report.ToDay, digest = Convert.ToHexStringLower(report.Digest) });
        return report;
    }
}
