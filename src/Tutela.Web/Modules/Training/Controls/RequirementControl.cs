using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Controls;

/// <summary>How many of those who are asked have what one requirement asks. Nobody asked is no evidence; a gap whose day has not come is at risk.</summary>
public abstract class RequirementControl(TrainingRecords records, Requirement requirement) : Control
{
    public override string Id => $"training.{string.Concat(requirement.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"))}";
    public override string Title => $"{requirement.Title()}: {requirement.Whom().ToLowerInvariant()}";
    public override Role Owner => Role.DesignatedSafeguardingLead;

    /// <summary>What it means that nobody is asked.</summary>
    protected virtual ControlState NobodyAsked => ControlState.NoEvidenceYet;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var evidence = $"training/people?requirement={requirement}";
        var asked = (await records.LoadAsync()).Select(p => p.Of(requirement)).OfType<Standing>().ToList();
        if (asked.Count == 0) return new(NobodyAsked, $"Nobody is asked for this: {requirement.Whom().ToLowerInvariant()}.", 0, 0, evidence);
        var have = asked.Count(s => s.Holds);
        var (overdue, soon) = (asked.Count(s => s.State == StandingState.Overdue), asked.Count(s => s.State == StandingState.DueSoon));
        // A first course that nobody has dated is a gap today; what has a day that is still to come is a risk.
        var undated = asked.Count(s => s is { State: StandingState.Due, DueOn: null });
        var state = overdue + undated > 0 ? ControlState.NotMet : have < asked.Count || soon > 0 ? ControlState.AtRisk : ControlState.Met;
        var sentence = $"{have} of {asked.Count} have it{(overdue > 0 ? $"; {overdue} overdue" : "")}{(soon > 0 ? $"; {soon} due or running out soon" : "")}.";
        return new(state, sentence, have, asked.Count, evidence);
    }
}

public sealed class InductionDone(TrainingRecords records) : RequirementControl(records, Requirement.Induction)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.1"];
}

public sealed class RefresherThisYear(TrainingRecords records) : RequirementControl(records, Requirement.Refresher)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.2"];
}

public sealed class ContentCovered(TrainingRecords records) : RequirementControl(records, Requirement.ContentPoints)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.3", "WED-12.4a", "WED-12.4b", "WED-12.4c", "WED-12.4d"];
}

public sealed class CyberBullyingCovered(TrainingRecords records) : RequirementControl(records, Requirement.CyberBullying)
{
    public override IReadOnlyList<string> Clauses => ["WED-7.2e"];
}

public sealed class SocialMediaCovered(TrainingRecords records) : RequirementControl(records, Requirement.SocialMedia)
{
    public override IReadOnlyList<string> Clauses => ["WED-18.1"];
}

public sealed class AbuseCovered(TrainingRecords records) : RequirementControl(records, Requirement.Abuse)
{
    public override IReadOnlyList<string> Clauses => ["CRO-5.2"];
    protected override ControlState NobodyAsked => ControlState.NotApplicable;
}

public sealed class LeadsTrained(TrainingRecords records) : RequirementControl(records, Requirement.LeadFull)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.6"];
    public override Role Owner => Role.Headteacher;
}

public sealed class LeadsRefreshed(TrainingRecords records) : RequirementControl(records, Requirement.LeadRefresh)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.7"];
    public override Role Owner => Role.Headteacher;
}

public sealed class GovernorsTrained(TrainingRecords records) : RequirementControl(records, Requirement.Governor)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.8", "WED-12.10"];
    public override Role Owner => Role.ChairOfGovernors;
}

public sealed class VolunteersTrained(TrainingRecords records) : RequirementControl(records, Requirement.Volunteer)
{
    public override IReadOnlyList<string> Clauses => ["WED-12.9"];
    protected override ControlState NobodyAsked => ControlState.NotApplicable;
}
