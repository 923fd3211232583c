namespace Tutela.Web.Modules.Concerns;

public enum CaseRole { Handler, Reporter }

public enum CaseAct
{
    Triage, Reclassify, AddAction, DoAction, Intervene, Escalate, HandOn, LinkChild, Agency, Police, Bullying, Record, Scope, Note, Feedback, Close, Reopen, AddTo,
}

/// <summary>What a step asks for.</summary>
[Flags]
public enum Asks
{
    Text = 1, Reason = 2, Person = 4, Day = 8, Decision = 16,
    /// <summary>All actions done, police decision made where it is due, reference in the record system.</summary>
    Complete = 32,
}

/// <summary>Who, in which status, may do what, leading where, asking for what.</summary>
public sealed record Step(CaseRole Role, ConcernStatus From, CaseAct Act, ConcernStatus To, Asks Asks);

/// <summary>The workflow. Buttons, the entity's checks and the tests read these rows.</summary>
public static class Steps
{
    public static readonly IReadOnlyList<Step> All =
    [
        new(CaseRole.Handler, ConcernStatus.Raised, CaseAct.Triage, ConcernStatus.Open, Asks.Decision | Asks.Reason),
        new(CaseRole.Handler, ConcernStatus.Open, CaseAct.Triage, ConcernStatus.Open, Asks.Decision | Asks.Reason),
        new(CaseRole.Handler, ConcernStatus.Open, CaseAct.Close, ConcernStatus.Closed, Asks.Text | Asks.Reason | Asks.Complete),
        new(CaseRole.Handler, ConcernStatus.Closed, CaseAct.Reopen, ConcernStatus.Open, Asks.Reason),
        .. WhileLive(CaseAct.Reclassify, Asks.Decision | Asks.Reason),
        .. WhileLive(CaseAct.AddAction, Asks.Text | Asks.Person | Asks.Day),
        .. WhileLive(CaseAct.DoAction, Asks.Text),
        .. WhileLive(CaseAct.Intervene, Asks.Text),
        .. WhileLive(CaseAct.Escalate, Asks.Text | Asks.Reason),
        .. WhileLive(CaseAct.HandOn, Asks.Person | Asks.Reason),
        .. WhileLive(CaseAct.Agency, Asks.Text | Asks.Day | Asks.Reason),
        .. WhileLive(CaseAct.Police, Asks.Decision | Asks.Reason),
        .. WhileLive(CaseAct.Scope, Asks.Decision | Asks.Reason),
        .. WhileLive(CaseAct.Bullying, Asks.Decision | Asks.Reason),
        .. Always(CaseRole.Handler, CaseAct.LinkChild, Asks.Person | Asks.Reason),
        .. Always(CaseRole.Handler, CaseAct.Record, Asks.Text | Asks.Day),
        .. Always(CaseRole.Handler, CaseAct.Note, Asks.Text),
        .. Always(CaseRole.Handler, CaseAct.Feedback, Asks.Text),
        .. Always(CaseRole.Reporter, CaseAct.AddTo, Asks.Text),
    ];

    public static Step? Find(CaseRole role, ConcernStatus from, CaseAct act) => All.SingleOrDefault(s => s.Role == role && s.From == from && s.Act == act);

    public static IEnumerable<Step> For(CaseRole role, ConcernStatus from) => All.Where(s => s.Role == role && s.From == from);

    public static string WhyNot(ConcernStatus status, CaseAct act) => (status, act) switch
    {
        (ConcernStatus.Closed, _) => "This concern is closed. Open it again first.",
        (ConcernStatus.Raised, CaseAct.Close) => "Nothing has been decided yet. Record a decision and its reason before you close it.",
        (_, CaseAct.Reopen) => "This concern is not closed.",
        _ => "That cannot be done with this concern now.",
    };

    private static IEnumerable<Step> WhileLive(CaseAct act, Asks asks) =>
        new[] { ConcernStatus.Raised, ConcernStatus.Open }.Select(s => new Step(CaseRole.Handler, s, act, s, asks));

    private static IEnumerable<Step> Always(CaseRole role, CaseAct act, Asks asks) => Enum.GetValues<ConcernStatus>().Select(s => new Step(role, s, act, s, asks));
}
