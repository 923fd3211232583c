using Tutela.Web.Platform.Audit;

namespace Tutela.Web.Modules.Training;

/// <summary>What people do here, as the audit trail names it.</summary>
public static class TrainingProcesses
{
    public static readonly Process CourseAdded = new("training.course-added", "A course was added to the catalogue");
    public static readonly Process CourseChanged = new("training.course-changed", "A course in the catalogue was changed");
    public static readonly Process SessionPlanned = new("training.session-planned", "A training session was planned");
    public static readonly Process SessionCancelled = new("training.session-cancelled", "A training session was called off");
    public static readonly Process SignedIn = new("training.signed-in", "Somebody said by the session's code that they are here");
    public static readonly Process Ticked = new("training.ticked", "Who was at a session was ticked");
    public static readonly Process SessionHeld = new("training.session-held", "A session's list was closed and its training recorded");
    public static readonly Process Completed = new("training.completed", "Completed training was recorded");
    public static readonly Process Withdrawn = new("training.withdrawn", "A training record was withdrawn");
    public static readonly Process Marked = new("training.marked", "A person was marked as needing training, or as on a governors' group");
    public static readonly Process InductionMade = new("training.induction-made", "An induction was made for somebody who joined");
    public static readonly Process InductionNotNeeded = new("training.induction-not-needed", "It was recorded that somebody needs no induction");
    public static readonly Process Reminded = new("training.reminded", "People were reminded of training");
    public static readonly Process Confirmed = new("training.filtering-confirmed", "Somebody confirmed that they know their part in filtering and monitoring");
    public static readonly Process PolicyLinked = new("training.policy-linked", "Where a policy that training rests on is kept was recorded");
    public static readonly Process AuditSent = new("training.audit-sent", "The self-audit was sent");
    public static readonly Process AuditAnswered = new("training.audit-answered", "A self-audit was answered");
    public static readonly Process NeedsPlanned = new("training.needs-planned", "Training needs were grouped or planned into a session");
    public static readonly Process UpdateGiven = new("training.update-given", "An update was given");
    public static readonly Process UpdateRead = new("training.update-read", "Somebody confirmed that they have read an update");
    public static readonly Process Supervised = new("training.supervised", "Supervision was recorded");
}
