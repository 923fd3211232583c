using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>One concern as it came and as it was handled. {0}, {1} in any text are the given names of its children.</summary>
/// <param name="Ago">school days before today</param>
/// <param name="By">who reported it; null: it came from an alert</param>
/// <param name="Subtypes">of the pack; the risks follow from <paramref name="Risks"/></param>
internal sealed record Story(int Ago, string? By, OnlineRisk[] Risks, string[] Subtypes, string Account, params StoryStep[] Steps)
{
    public string? ChildWords { get; init; }
    public string? Did { get; init; }
    public string? Unnamed { get; init; }
    public (string Part, Part As)[] Children { get; init; } = [];
    /// <summary>A pupil told it, by the three questions.</summary>
    public PupilStance? Stance { get; init; }
    /// <summary>A parent or carer shared it; when it happened, in their words.</summary>
    public string? HomeWhen { get; init; }
}

/// <summary>One thing that somebody did with a concern, so many school days after it came.</summary>
internal sealed record StoryStep(int After, CaseAct Act, Func<Scene, string?>? Do, string? Actor = null);

/// <summary>What a step works on.</summary>
internal sealed record Scene(Concern Concern, Doer By, CaseDesk Desk, Cast Cast, DateOnly Today, Func<int, DateOnly> SchoolDaysOn, Func<string, string> Fill)
{
    public List<Task> Later { get; } = [];
    public Person Person(string part) => Cast[part];
}

/// <summary>The words of which stories are made.</summary>
internal static class Play
{
    public static StoryStep Decide(int after, Decision decision, string reason, string? actor = null) => new(after, CaseAct.Triage, s =>
    {
        s.Concern.Triage(decision, s.Fill(reason), byLead: actor is null, packVersion: 1, s.By);
        return reason;
    }, actor);

    /// <summary>Opened and not decided yet.</summary>
    public static StoryStep Opened(int after) => new(after, CaseAct.Note, null);

    public static StoryStep Kind(int after, string reason, params ChosenKind[] kinds) => new(after, CaseAct.Reclassify, s =>
    {
        s.Concern.Reclassify(kinds, reason, s.By);
        return reason;
    });

    public static StoryStep Intervene(int after, string what, string? actor = null) => Plain(after, CaseAct.Intervene, s => s.Concern.Intervene(s.Fill(what), s.By), actor);

    public static StoryStep Escalate(int after, string toWhom, string reason) => Plain(after, CaseAct.Escalate, s => s.Concern.Escalate(toWhom, s.Fill(reason), s.By));

    public static StoryStep Note(int after, string text, string? actor = null) => Plain(after, CaseAct.Note, s => s.Concern.Note(s.Fill(text), correction: false, s.By), actor);

    public static StoryStep Link(int after, string part, string why) => Plain(after, CaseAct.LinkChild, s => s.Concern.LinkChild((s.Person(part).Id, s.Person(part).Name), Part.Linked, why, s.By));

    /// <summary>An action, due so many school days later.</summary>
    public static StoryStep Action(int after, string text, string owner, int due, bool behaviour = false) => Plain(after, CaseAct.AddAction, s =>
    {
        var person = s.Person(owner);
        s.Concern.AddAction(s.Fill(text), (person.Id, person.Name), s.SchoolDaysOn(due), behaviour, s.Today, s.By);
        if (person.Id != s.By.Id) s.Later.Add(s.Desk.TellAsync(person.Id, "You have been given an action", "concerns/actions"));
    });

    /// <summary>The first action that is not done is done: by its owner, where an actor is named.</summary>
    public static StoryStep Done(int after, string note, string? actor = null) =>
        Plain(after, CaseAct.DoAction, s => s.Concern.DoAction(s.Concern.Actions.Where(a => a.DoneAt is null).OrderBy(a => a.OwnerId != s.By.Id).ThenBy(a => a.AddedAt).ThenBy(a => a.Id).First(), s.Fill(note), s.By), actor);

    public static StoryStep Agency(int after, string agency, string reason, string outcome) => Plain(after, CaseAct.Agency, s => s.Concern.AddContact(agency, s.Today, s.Fill(reason), s.Fill(outcome), s.Today, s.By));

    public static StoryStep Police(int after, bool mayBeIllegal, bool serious, PoliceDecision decision, string reason, string? reference = null) => Plain(after, CaseAct.Police, s =>
        s.Concern.Assess(mayBeIllegal, serious, new PoliceReport(decision, s.Fill(reason), decision == PoliceDecision.Told ? s.By.At.AddMinutes(-20) : null, reference), s.By));

    public static StoryStep Bullying(int after, Answer repeated, Answer intended, Answer imbalance, bool isBullying, string reason) =>
        Plain(after, CaseAct.Bullying, s => s.Concern.TestBullying(repeated, intended, imbalance, isBullying, s.Fill(reason), byLead: true, s.By));

    public static StoryStep Feedback(int after, string text) => Plain(after, CaseAct.Feedback, s =>
    {
        s.Concern.GiveFeedback(text, s.Concern.People.Where(p => p.PersonId != s.Concern.ReporterId).SelectMany(p => new[] { p.Person.GivenName, p.Person.FamilyName }), s.By);
        s.Later.Add(s.Desk.TellAsync(s.Concern.ReporterId!.Value, "There is feedback on something that you reported", s.Concern.Source == ConcernSource.Pupil ? "tell" : s.Concern.Source == ConcernSource.Parent ? $"worry/mine/{s.Concern.Id}" : $"concerns/mine/{s.Concern.Id}"));
    });

    public static StoryStep Record(int after) =>
        Plain(after, CaseAct.Record, s => s.Concern.EnterRecord("CPOMS", $"OW-{1400 + s.Concern.Number}", s.Today, s.Today, s.By));

    public static StoryStep Close(int after, string outcome, string? notNeeded = null) => Plain(after, CaseAct.Close, s =>
        s.Concern.Close(s.Fill(outcome), s.Concern.EscalatedAt is null ? notNeeded ?? "The school could deal with it together with the family." : null, "CPOMS", recordLater: false, s.By));

    /// <summary>How most concerns end: entered in the record system, feedback given, closed.</summary>
    public static StoryStep[] End(int after, string outcome, string feedback, string? notNeeded = null) => [Record(after), Feedback(after, feedback), Close(after, outcome, notNeeded)];

    private static StoryStep Plain(int after, CaseAct act, Action<Scene> what, string? actor = null) => new(after, act, s =>
    {
        what(s);
        return null;
    }, actor);
}
