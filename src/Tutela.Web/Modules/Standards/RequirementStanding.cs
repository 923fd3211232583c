using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Standards;

public enum RequirementState { Met, NotApplicable, NoEvidenceYet, AtRisk, NotMet, NotBuilt }

/// <summary>How a requirement stands: the worst that its controls and its statement say. Pure.</summary>
public sealed record RequirementStanding(Requirement Requirement, RequirementState State, IReadOnlyList<RequirementStanding.Answer> Answers, StandardStatement? Statement, DateOnly? Next)
{
    private const int WarnDays = 30;

    /// <summary>What one control said last; null when it has not been asked yet.</summary>
    public sealed record Answer(Control Control, ControlDay? Day);

    public static RequirementStanding Of(Requirement requirement, IReadOnlyList<Answer> answers, StandardStatement? statement, DateOnly? review, DateOnly today)
    {
        var states = answers.Select(a => Of(a.Day?.State)).ToList();
        if (requirement.Attested) states.Add(Of(statement, today));
        var state = states.Count == 0 ? RequirementState.NotBuilt
            : states.All(s => s == RequirementState.NotApplicable) ? RequirementState.NotApplicable
            : states.Where(s => s != RequirementState.NotApplicable).Max();
        var next = requirement.Attested ? statement?.Until : requirement.Next == NextDay.FilteringReview ? review : null;
        return new(requirement, state, answers, statement, next);
    }

    public string StatementWords(DateOnly today) => Statement is not { } said ? "Nothing has been stated yet."
        : said.HoldsOn(today) ? $"Stated on {DateText.Day(said.MadeOn)}; it holds until {DateText.Day(said.Until)}." : $"What was stated on {DateText.Day(said.MadeOn)} ran out on {DateText.Day(said.Until)}.";

    private static RequirementState Of(StandardStatement? statement, DateOnly today) =>
        statement is null ? RequirementState.NoEvidenceYet
        : !statement.HoldsOn(today) ? RequirementState.NotMet
        : statement.Until <= today.AddDays(WarnDays) ? RequirementState.AtRisk : RequirementState.Met;

    private static RequirementState Of(ControlState? state) => state switch
    {
        ControlState.Met => RequirementState.Met,
        ControlState.AtRisk => RequirementState.AtRisk,
        ControlState.NotMet => RequirementState.NotMet,
        ControlState.NotApplicable => RequirementState.NotApplicable,
        _ => RequirementState.NoEvidenceYet,
    };
}
