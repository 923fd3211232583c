using Tutela.Web.Platform.Audit;

namespace Tutela.Web.Modules.Concerns;

/// <summary>What people do with concerns, as the audit trail names it.</summary>
public static class ConcernProcesses
{
    public static readonly Process Reported = new("concern.reported", "A concern was reported");
    public static readonly Process Sent = new("concern.sent", "A concern went to the people who deal with it");
    public static readonly Process PassedOn = new("concern.passed-on", "An unread concern went to the next in line");
    public static readonly Process Read = new("concern.read", "A case was read");
    public static readonly Process FollowedUp = new("concern.followed", "A reporter read their own report");
    public static readonly Process ChronologyRead = new("concern.chronology-read", "A child's chronology was read");
    public static readonly Process ChronologyPrinted = new("concern.chronology-printed", "A child's chronology was opened for printing");
    public static readonly Process Triaged = new("concern.triaged", "A decision and its reason were recorded");
    public static readonly Process Reclassified = new("concern.reclassified", "The kind of a concern was changed");
    public static readonly Process ActionAdded = new("concern.action-added", "An action was added");
    public static readonly Process ActionDone = new("concern.action-done", "An action was done");
    public static readonly Process Intervened = new("concern.intervened", "The stage intervened was recorded");
    public static readonly Process Escalated = new("concern.escalated", "The stage escalated was recorded");
    public static readonly Process HandedOn = new("concern.handed-on", "A concern was handed on by name with a reason");
    public static readonly Process ChildLinked = new("concern.child-linked", "A child was linked to a concern or taken out");
    public static readonly Process AgencyContacted = new("concern.agency", "Contact with an agency was recorded");
    public static readonly Process PoliceDecided = new("concern.police", "A decision about the police was recorded");
    public static readonly Process BullyingTested = new("concern.bullying", "Cyber-bullying was considered and decided");
    public static readonly Process ScopeDecided = new("concern.scope", "Whether a concern is the school's matter was decided");
    public static readonly Process RecordEntered = new("concern.record", "The entry in the record system was recorded");
    public static readonly Process Noted = new("concern.noted", "A note or a correction was added");
    public static readonly Process AddedTo = new("concern.added-to", "The reporter added to a concern");
    public static readonly Process FedBack = new("concern.feedback", "The reporter was given feedback");
    public static readonly Process Closed = new("concern.closed", "A concern was closed");
    public static readonly Process Reopened = new("concern.reopened", "A concern was opened again");

    public static Process Of(CaseAct act) => act switch
    {
        CaseAct.Triage => Triaged,
        CaseAct.Reclassify => Reclassified,
        CaseAct.AddAction => ActionAdded,
        CaseAct.DoAction => ActionDone,
        CaseAct.Intervene => Intervened,
        CaseAct.Escalate => Escalated,
        CaseAct.HandOn => HandedOn,
        CaseAct.LinkChild => ChildLinked,
        CaseAct.Agency => AgencyContacted,
        CaseAct.Police => PoliceDecided,
        CaseAct.Bullying => BullyingTested,
        CaseAct.Scope => ScopeDecided,
        CaseAct.Record => RecordEntered,
        CaseAct.Note => Noted,
        CaseAct.Feedback => FedBack,
        CaseAct.Close => Closed,
        CaseAct.Reopen => Reopened,
        CaseAct.AddTo => AddedTo,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
