using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Child;

/// <summary>The same, to be printed: oldest first, with a line that says who printed it.</summary>
[For(Staff = true)]
[CaseFile]
public sealed class PrintModel(ConcernsAccess access, TutelaDb db, AuditTrail audit, CurrentUser user, TimeProvider clock) : ChronologyPage(access, db, audit, ConcernProcesses.ChronologyPrinted)
{
    public string By => user.Name;
    public DateTimeOffset At => clock.GetUtcNow();
}
