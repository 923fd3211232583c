using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform;

namespace Tutela.Web.Tests.Concerns;

/// <summary>Every act in every status does what the table says, and nothing that the table does not say.</summary>
public sealed class StepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly Doer By = new(Id(1), "Maud Keeper", Now);

    public static IEnumerable<TheoryDataRow<ConcernStatus, CaseAct>> Everything() =>
        from status in Enum.GetValues<ConcernStatus>() from act in Enum.GetValues<CaseAct>() select new TheoryDataRow<ConcernStatus, CaseAct>(status, act);

    [Theory, MemberData(nameof(Everything))]
    public void Act_leads_where_the_table_says_and_is_refused_elsewhere(ConcernStatus status, CaseAct act)
    {
        var concern = At(status);
        var role = act == CaseAct.AddTo ? CaseRole.Reporter : CaseRole.Handler;
        var step = Steps.Find(role, status, act);
        var entries = concern.Entries.Count;
        if (step is null)
        {
            Assert.Throws<Refused>(() => Do(concern, act));
            Assert.Equal((status, entries), (concern.Status, concern.Entries.Count));
            return;
        }
        Do(concern, act);
        Assert.Equal((step.To, entries + 1), (concern.Status, concern.Entries.Count));
    }

    [Fact]
    public void Each_step_stands_once() => Assert.Equal(Steps.All.Count, Steps.All.Select(s => (s.Role, s.From, s.Act)).Distinct().Count());

    [Theory, MemberData(nameof(Everything))]
    public void Act_that_asks_for_text_or_reason_is_refused_without(ConcernStatus status, CaseAct act)
    {
        var role = act == CaseAct.AddTo ? CaseRole.Reporter : CaseRole.Handler;
        if (Steps.Find(role, status, act) is not { } step) return;
        Assert.True((step.Asks & (Asks.Reason | Asks.Text)) != 0);
        Assert.Throws<Refused>(() => Do(At(status), act, "  "));
    }

    [Fact]
    public void Nobody_is_handed_a_concern_about_themselves_and_no_name_passes_in_feedback()
    {
        var concern = At(ConcernStatus.Open);
        concern.AddPerson(Id(7), Part.Harmed, By);
        Assert.Throws<Refused>(() => concern.HandOn((Id(7), "Seven"), "why", By));
        Assert.Throws<Refused>(() => concern.AddAction("x", (Id(7), "Seven"), new(2026, 12, 1), false, new(2026, 11, 20), By));
        Assert.Throws<Refused>(() => concern.GiveFeedback("We talked with ZOË.", ["Zoe"], By));
        Assert.Throws<Refused>(() => concern.GiveFeedback("We talked with Z\u200boe.", ["Zoe"], By));
        concern.GiveFeedback("The annexe is closed at lunch.", ["Ann"], By);
    }

    private static Concern At(ConcernStatus status)
    {
        var concern = new Concern { Id = Id(2), Number = 1, Account = "said", ReporterId = Id(3), WrittenAt = Now };
        concern.Classify([new ChosenKind(OnlineRisk.Content, null, null, Handling.Ordinary, false)], Now);
        concern.AddPerson(Id(4), Part.Harmed, By);
        if (status == ConcernStatus.Raised) return concern;
        concern.Triage(Decision.OpenCase, "because", true, 1, By);
        if (status == ConcernStatus.Closed) concern.Close("done", "not needed", null, false, By);
        return concern;
    }

    private static void Do(Concern concern, CaseAct act, string text = "because")
    {
        var day = new DateOnly(2026, 11, 20);
        switch (act)
        {
            case CaseAct.Triage: concern.Triage(Decision.AdviceGiven, text, true, 1, By); break;
            case CaseAct.Reclassify: concern.Reclassify([new ChosenKind(OnlineRisk.Contact, null, null, Handling.Ordinary, false)], text, By); break;
            case CaseAct.AddAction: concern.AddAction(text, (Id(5), "Five"), day, false, day, By); break;
            case CaseAct.DoAction: concern.DoAction(new ConcernAction { Id = Id(6), Text = "x" }, text, By); break;
            case CaseAct.Intervene: concern.Intervene(text, By); break;
            case CaseAct.Escalate: concern.Escalate("the head", text, By); break;
            case CaseAct.HandOn: concern.HandOn((Id(5), "Five"), text, By); break;
            case CaseAct.LinkChild: concern.LinkChild((Id(8), "Eight"), Part.Linked, text, By); break;
            case CaseAct.Agency: concern.AddContact("Early help", day, text, "advice", day, By); break;
            case CaseAct.Police: concern.Assess(true, false, new PoliceReport(PoliceDecision.NotTold, text), By); break;
            case CaseAct.Bullying: concern.TestBullying(Answer.Yes, Answer.No, Answer.NotKnown, false, text, true, By); break;
            case CaseAct.Scope: concern.DecideScope(true, false, text, By); break;
            case CaseAct.Record: concern.EnterRecord("the record system", text, day, day, By); break;
            case CaseAct.Note: concern.Note(text, false, By); break;
            case CaseAct.Feedback: concern.GiveFeedback(text, [], By); break;
            case CaseAct.Close: concern.Close(text, text, null, false, By); break;
            case CaseAct.Reopen: concern.Reopen(text, By); break;
            case CaseAct.AddTo: concern.AddTo(text, By); break;
            default: throw new ArgumentOutOfRangeException(nameof(act));
        }
    }

    private static Guid Id(byte number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, number);
}
