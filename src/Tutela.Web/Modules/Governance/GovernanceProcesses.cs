using Tutela.Web.Platform.Audit;

namespace Tutela.Web.Modules.Governance;

/// <summary>What people do in governance, as the audit trail names it.</summary>
public static class GovernanceProcesses
{
    public static readonly Process Looked = new("governors.looked", "A governor opened the governors' view");
    public static readonly Process Planned = new("meeting.planned", "A meeting was planned");
    public static readonly Process Recorded = new("meeting.recorded", "A meeting was minuted");
    public static readonly Process AddedTo = new("meeting.added-to", "Something was added to minutes");
    public static readonly Process Cancelled = new("meeting.cancelled", "A meeting was called off");
    public static readonly Process PointAdded = new("meeting.point-added", "A point was added to a review");
    public static readonly Process PointAnswered = new("meeting.point-answered", "A point of a review got its evidence and finding");
    public static readonly Process SignedOff = new("meeting.signed-off", "A yearly review was signed off");
    public static readonly Process ActionAdded = new("governance.action-added", "An action was given to somebody");
    public static readonly Process ActionDone = new("governance.action-done", "An action was done");
    public static readonly Process Asked = new("governance.asked", "A governor asked a question");
    public static readonly Process Answered = new("governance.answered", "A governor's question was answered");
    public static readonly Process ReportSigned = new("governors.report-signed", "A report to governors was signed");
    public static readonly Process ReviewStarted = new("self-review.started", "A self-review was started");
    public static readonly Process AspectJudged = new("self-review.judged", "An aspect of the self-review was judged");
    public static readonly Process ReviewFinished = new("self-review.finished", "A self-review was finished");
    public static readonly Process Confirmed = new("allegations.confirmed", "Somebody confirmed that they know the procedure for allegations against staff");
    public static readonly Process ItemProposed = new("web-item.proposed", "An item for the website was proposed");
    public static readonly Process ItemDecided = new("web-item.decided", "An item for the website was approved or turned down");
}
