namespace Tutela.Web.Modules.Concerns.Cases;

/// <summary>What each act is called on a button, where its page is, and under which heading it stands.</summary>
public static class CaseActs
{
    public static readonly IReadOnlyList<(string Heading, CaseAct[] Acts)> Groups =
    [
        ("Decide", [CaseAct.Triage, CaseAct.Police, CaseAct.Bullying, CaseAct.Scope, CaseAct.Close, CaseAct.Reopen]),
        ("Act", [CaseAct.AddAction, CaseAct.Intervene, CaseAct.Escalate, CaseAct.Agency, CaseAct.Feedback]),
        ("Record", [CaseAct.Note, CaseAct.LinkChild, CaseAct.Reclassify, CaseAct.Record, CaseAct.HandOn]),
    ];

    public static string Button(this CaseAct act) => act switch
    {
        CaseAct.Triage => "Record a decision",
        CaseAct.Reclassify => "Change the kind of risk",
        CaseAct.AddAction => "Add an action",
        CaseAct.DoAction => "Mark an action as done",
        CaseAct.Intervene => "Record an intervention",
        CaseAct.Escalate => "Record an escalation",
        CaseAct.HandOn => "Hand on to somebody else",
        CaseAct.LinkChild => "Link or take out a child",
        CaseAct.Agency => "Record contact with an agency",
        CaseAct.Police => "Illegal or serious: police",
        CaseAct.Bullying => "Consider cyber-bullying",
        CaseAct.Scope => "Decide whether it is the school’s matter",
        CaseAct.Record => "Enter the record reference",
        CaseAct.Note => "Add a note or a correction",
        CaseAct.Feedback => "Give the reporter feedback",
        CaseAct.Close => "Close the concern",
        CaseAct.Reopen => "Open it again",
        _ => "Add to the report",
    };

    public static string Path(this CaseAct act) => act switch
    {
        CaseAct.Triage => "decide",
        CaseAct.Reclassify => "kind",
        CaseAct.AddAction => "action",
        CaseAct.Intervene => "intervene",
        CaseAct.Escalate => "escalate",
        CaseAct.HandOn => "hand-on",
        CaseAct.LinkChild => "children",
        CaseAct.Agency => "agency",
        CaseAct.Police => "police",
        CaseAct.Bullying => "bullying",
        CaseAct.Scope => "scope",
        CaseAct.Record => "record",
        CaseAct.Note => "note",
        CaseAct.Feedback => "feedback",
        CaseAct.Close => "close",
        CaseAct.Reopen => "reopen",
        _ => "",
    };

    /// <summary>The one thing to do next, or null when the case only waits.</summary>
    public static CaseAct? Next(Concern concern) => concern.Status switch
    {
        ConcernStatus.Raised when !concern.Risks.Any() => CaseAct.Reclassify,
        ConcernStatus.Raised => CaseAct.Triage,
        ConcernStatus.Open when concern.NeedsPoliceDecision => CaseAct.Police,
        ConcernStatus.Open when concern.Actions.Any(a => a.DoneAt is null) => null,
        ConcernStatus.Open when concern.FeedbackAt is null && concern.ReporterId is not null && concern.ReporterId != concern.OwnerId => CaseAct.Feedback,
        ConcernStatus.Open when concern.RecordReference is null => CaseAct.Record,
        ConcernStatus.Open => CaseAct.Close,
        _ => concern.RecordReference is null ? CaseAct.Record : null,
    };
}
