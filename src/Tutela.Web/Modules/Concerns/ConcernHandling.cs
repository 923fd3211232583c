using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns;

/// <summary>Who does something, and when.</summary>
public sealed record Doer(Guid? Id, string Name, DateTimeOffset At)
{
    public Guid PersonId => Id ?? throw new InvalidOperationException("Only a person does this.");
}

/// <summary>A kind as it was chosen.</summary>
public sealed record ChosenKind(OnlineRisk Risk, string? Subtype, string? Name, Handling Handling, bool Urgent, Answer? Consent = null);

/// <summary>The rules. Each takes what is asked and who asks, changes the concern and leaves an entry in its chronology, or refuses.</summary>
public sealed partial class Concern
{
    public ConcernEntry Triage(Decision decision, string reason, bool byLead, int packVersion, Doer by, bool asksScope = false)
    {
        Step(CaseAct.Triage);
        if (asksScope && MayBePrivate && Scope is null) throw new Refused("This may be a private matter: decide first whether it is linked to the school.", "Input.Decision");
        if (!Risks.Any()) throw new Refused("Say which kind of risk this is before you decide.", "Input.Decision");
        if (decision == Concerns.Decision.NoFurtherAction && Has(Handling.SexualHarassment) && !byLead)
            throw new Refused("This is about sexual violence or harassment: only the designated safeguarding lead may decide on no further action, with the reason.", "Input.Decision");
        Needs(reason, "Give the reason for your decision", "Input.Reason");
        (Decision, DecidedAt, DecidedById, PackVersion) = (decision, by.At, by.Id, packVersion);
        return Add(EntryKind.Triaged, by, $"{decision.Name()}. {reason.Trim()}");
    }

    public ConcernEntry Intervene(string what, Doer by)
    {
        Step(CaseAct.Intervene);
        Needs(what, "Say what was done", "Input.What");
        IntervenedAt ??= by.At;
        IntervenedById ??= by.Id;
        return Add(EntryKind.Intervened, by, what.Trim());
    }

    public ConcernEntry Escalate(string toWhom, string reason, Doer by)
    {
        Step(CaseAct.Escalate);
        Needs(toWhom, "Say to whom it was escalated", "Input.ToWhom");
        Needs(reason, "Give the reason", "Input.Reason");
        EscalatedAt ??= by.At;
        EscalatedById ??= by.Id;
        return Add(EntryKind.Escalated, by, $"To {toWhom.Trim()}. {reason.Trim()}");
    }

    /// <summary><paramref name="recordSystem"/> is null where the pack asks for no reference; <paramref name="recordLater"/> closes without one, and
    /// the concern then stands on the list of those that are not entered.</summary>
    public ConcernEntry Close(string outcome, string? notNeeded, string? recordSystem, bool recordLater, Doer by, bool outOfScope = false)
    {
        Step(CaseAct.Close);
        if (NeedsPoliceDecision) throw new Refused("This may be illegal or is serious: record whether the police are told, and why, before you close it.");
        if (Actions.Any(a => a.DoneAt is null)) throw new Refused("There are actions that are not done. Mark each as done, or say in its note why it is not needed, before you close the concern.");
        if (IsCyberBullying == true && !Actions.Any(a => a.UnderBehaviourPolicy && a.DoneAt is not null))
            throw new Refused("This is cyber-bullying: add an action under the behaviour policy, and do it, before you close the concern.");
        Needs(outcome, "Say how it ended", "Input.Outcome");
        if (EscalatedAt is null) Needs(notNeeded, "It was never escalated: say why that was not needed", "Input.EscalationNotNeeded");
        if (recordSystem is not null && RecordReference is null && !recordLater)
            throw new Refused($"It is not entered in {recordSystem} yet. Enter the reference first, or say that you will enter it later", "Input.RecordLater");
        CloseAs(outOfScope);
        EscalationNotNeeded = EscalatedAt is null ? notNeeded!.Trim() : null;
        (ClosedAt, ClosedById, Outcome) = (by.At, by.Id, outcome.Trim());
        return Add(EntryKind.Closed, by, (outOfScope ? $"{Concerns.Scope.OutOfScope.Name()}. " : "") + (EscalationNotNeeded is null ? Outcome : $"{Outcome}\nEscalation was not needed: {EscalationNotNeeded}"));
    }

    public ConcernEntry Reopen(string reason, Doer by)
    {
        Step(CaseAct.Reopen);
        Needs(reason, "Give the reason for opening it again", "Input.Reason");
        (ClosedAt, ClosedById) = (null, null);
        return Add(EntryKind.Reopened, by, reason.Trim());
    }

    public ConcernEntry Assess(bool mayBeIllegal, bool serious, PoliceReport? police, Doer by)
    {
        Step(CaseAct.Police);
        if ((mayBeIllegal || serious) && police is null) throw new Refused("Say whether the police are told", "Input.Police");
        (MayBeIllegal, Serious) = (mayBeIllegal, serious);
        if (police is null) return Add(EntryKind.PoliceDecided, by, "Neither illegal nor serious, as far as is known.");
        Needs(police.Reason, "Give the reason for this decision about the police", "Input.PoliceReason");
        if (police.Decision == PoliceDecision.Told && police.ToldAt is null) throw new Refused("Enter when the police were told", "Input.ToldOn");
        if (police.ToldAt > by.At) throw new Refused("The police cannot have been told in the future", "Input.ToldOn");
        (Police, PoliceReason, PoliceReference, PoliceMaterial) = (police.Decision, police.Reason.Trim(), police.Reference, police.Material);
        PoliceToldAt = police.Decision == PoliceDecision.Told ? police.ToldAt : null;
        var what = string.Join(" and ", new[] { mayBeIllegal ? "may be illegal" : null, serious ? "serious" : null }.OfType<string>());
        return Add(EntryKind.PoliceDecided, by, $"{(police.Decision == PoliceDecision.Told ? "Police told" : "Police not told")}{(what.Length > 0 ? $" ({what})" : "")}. {police.Reason.Trim()}"
            + (police.Reference is null ? "" : $"\nReference: {police.Reference}") + (police.Material is null ? "" : $"\nHanded over: {police.Material}"));
    }

    public ConcernEntry TestBullying(Answer repeated, Answer intended, Answer imbalance, bool isBullying, string reason, bool byLead, Doer by)
    {
        Step(CaseAct.Bullying);
        if (!byLead) throw new Refused("The safeguarding lead decides whether it is cyber-bullying. Write what you know as a note.", "Input.IsBullying");
        Needs(reason, "Give the reason for your decision", "Input.Reason");
        (Repeated, Intended, PowerImbalance, IsCyberBullying) = (repeated, intended, imbalance, isBullying);
        return Add(EntryKind.BullyingTested, by,
            $"Repeated: {repeated.Word()}. Intended: {intended.Word()}. Imbalance of power: {imbalance.Word()}. Decided: {(isBullying ? "cyber-bullying" : "not cyber-bullying")}. {reason.Trim()}");
    }

    public ConcernEntry EnterRecord(string system, string reference, DateOnly on, DateOnly today, Doer by)
    {
        Step(CaseAct.Record);
        Needs(reference, $"Enter the reference in {system}", "Input.Reference");
        if (on > today) throw new Refused("The day it was entered cannot be in the future", "Input.On");
        (RecordReference, RecordEnteredOn, RecordEnteredById) = (reference.Trim(), on, by.Id);
        return Add(EntryKind.RecordEntered, by, $"In {system}: {RecordReference}, on {DateText.Day(on)}");
    }

    /// <summary>Names are kept out, because feedback discloses nothing.</summary>
    public ConcernEntry GiveFeedback(string text, IEnumerable<string> names, Doer by)
    {
        Step(CaseAct.Feedback);
        if (ReporterId is null) throw new Refused("Nobody reported this concern, so there is nobody to give feedback to.");
        Needs(text, "Write what the reporter should know", "Input.Text");
        if (names.FirstOrDefault(n => Names.Stands(n, text)) is { } name) throw new Refused($"Feedback discloses nothing: leave out the name “{name}”", "Input.Text");
        (FeedbackAt, FeedbackReadAt) = (by.At, null);
        return Add(EntryKind.FedBack, by, text.Trim());
    }

    public void FeedbackRead(DateTimeOffset at) => FeedbackReadAt ??= FeedbackAt is null ? null : at;

    public ConcernEntry Note(string text, bool correction, Doer by)
    {
        Step(CaseAct.Note);
        Needs(text, correction ? "Say what is wrong and what is right" : "Write your note", "Input.Text");
        return Add(correction ? EntryKind.Corrected : EntryKind.Noted, by, text.Trim());
    }

    /// <summary>What the reporter, or an adult who was told, adds later.</summary>
    public ConcernEntry AddTo(string text, Doer by)
    {
        Step(CaseAct.AddTo, CaseRole.Reporter);
        Needs(text, "Write what you want to add", "Input.Text");
        return Add(EntryKind.AddedTo, by, text.Trim());
    }

    // The one place that asks the table; the status moves here and nowhere else.
    private void Step(CaseAct act, CaseRole role = CaseRole.Handler)
    {
        var step = Steps.Find(role, Status, act) ?? throw new Refused(Steps.WhyNot(Status, act));
        Status = step.To;
    }

    private static void Needs(string? text, string message, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new Refused(message, field);
    }

    private ConcernEntry Add(EntryKind kind, Doer by, string text)
    {
        var entry = new ConcernEntry { Id = Guid.CreateVersion7(by.At), ConcernId = Id, Kind = kind, At = by.At, ById = by.Id, ByName = by.Name, Text = text };
        Entries.Add(entry);
        return entry;
    }
}

/// <summary>What was decided about the police, when they were told, and what they were given.</summary>
public sealed record PoliceReport(PoliceDecision Decision, string Reason, DateTimeOffset? ToldAt = null, string? Reference = null, string? Material = null);
