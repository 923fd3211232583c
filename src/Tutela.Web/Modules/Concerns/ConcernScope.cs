using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Concerns;

public enum Place { School, Elsewhere, NotKnown }

/// <summary>With what it was done.</summary>
public enum Technology { Internet, Phone, Messaging, SchoolEmail, SocialMedia, SharedTool, SelfPublishing, Other }

/// <summary>The characteristics that the Equality Act 2010 protects.</summary>
public enum Trait { Age, Disability, GenderReassignment, MarriageOrCivilPartnership, PregnancyOrMaternity, Race, ReligionOrBelief, Sex, SexualOrientation }

/// <summary>Whether it is the school's matter.</summary>
public enum Scope { InScope, OutOfScope }

/// <summary>What touches the school and what is somebody's private life.</summary>
public sealed partial class Concern
{
    /// <summary>Where it happened, as it was reported. What happened at home is read by the same list and the same steps.</summary>
    public Place? Place { get; init; }
    public List<Technology> Technologies { get; init; } = [];
    /// <summary>Empty: not known to be prejudice.</summary>
    public List<Trait> Traits { get; private set; } = [];
    public bool? OnPersonalAccount { get; private set; }
    public bool? TouchesSchool { get; private set; }
    public Scope? Scope { get; private set; }
    public string? ScopeReason { get; private set; }
    public DateTimeOffset? ScopeDecidedAt { get; private set; }
    public Guid? ScopeDecidedById { get; private set; }
    public bool ClosedOutOfScope { get; private set; }

    /// <summary>What happened away from school or on social media may be private; school e-mail is the school's wherever it is opened.</summary>
    public bool MayBePrivate => !Technologies.Contains(Technology.SchoolEmail) && (Place == Concerns.Place.Elsewhere || Technologies.Contains(Technology.SocialMedia));

    public void MarkPrejudice(IEnumerable<Trait> traits) => Traits = [.. traits.Distinct().Order()];

    /// <summary>Out of scope is only what was done on a private account and neither names the school nor affects it, its people or its standards.</summary>
    public ConcernEntry DecideScope(bool onPersonalAccount, bool touchesSchool, string reason, Doer by)
    {
        Step(CaseAct.Scope);
        Needs(reason, "Give the reason for this decision", "Input.Reason");
        (OnPersonalAccount, TouchesSchool) = (onPersonalAccount, touchesSchool);
        Scope = onPersonalAccount && !touchesSchool ? Concerns.Scope.OutOfScope : Concerns.Scope.InScope;
        (ScopeReason, ScopeDecidedAt, ScopeDecidedById) = (reason.Trim(), by.At, by.Id);
        return Add(EntryKind.ScopeDecided, by, $"{Scope.Value.Name()}. Private account: {(onPersonalAccount ? "yes" : "no")}. Names or affects the school: {(touchesSchool ? "yes" : "no")}. {ScopeReason}");
    }

    private void CloseAs(bool outOfScope)
    {
        if (outOfScope && Scope != Concerns.Scope.OutOfScope) throw new Refused("Decide first that it is out of scope, with the reason", "Input.OutOfScope");
        ClosedOutOfScope = outOfScope;
    }
}
