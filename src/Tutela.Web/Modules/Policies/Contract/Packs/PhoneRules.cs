using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>What is known of a pupil who would bring a phone.</summary>
public sealed record PupilPhoneFacts(SchoolPhase Phase)
{
    /// <summary>A parent has asked for it and given the need.</summary>
    public bool ParentAsked { get; init; }

    public bool WalksAlone { get; init; }

    public bool ContractSigned { get; init; }

    /// <summary>The approver of the pack has said yes, and the yes still runs.</summary>
    public bool Approved { get; init; }

    public bool LiabilityAccepted { get; init; }

    public bool HasLocker { get; init; }

    public bool Restricted { get; init; }
}

public enum PupilPhoneMoment
{
    InSchool,
    VisitOrEvent,
}

/// <summary>An adult who would use a phone now.</summary>
/// <param name="Roles">Role ids that the adult holds.</param>
public sealed record StaffPhoneFacts(StaffTime Time, bool InAdultArea, IReadOnlyList<string> Roles)
{
    public bool PupilsCanSee { get; init; }

    public bool ForWork { get; init; }

    public bool HasLeave { get; init; }
}

/// <summary>The phone rules of a pack. Pure: settings and facts in, a decision out.</summary>
public static class PhoneRules
{
    public static PackDecision MayBring(PhoneSettings settings, PupilPhoneFacts pupil)
    {
        var rules = settings.Pupils;
        if (pupil.Restricted)
        {
            return new(Verdict.NotAllowed, "A restriction keeps this pupil from having a phone in school.", settings.ClausesOf(PhoneLine.Restriction));
        }

        if (rules.Stance == PupilPhoneStance.NotStated)
        {
            return new(Verdict.NotStated, "The policy says nothing of pupils' phones.", []);
        }

        if (rules.Stance == PupilPhoneStance.NotAllowed && !(rules.Approver == PhoneApprover.Headteacher && pupil.Approved))
        {
            return new(Verdict.NotAllowed, "Pupils bring no phone to school.", settings.ClausesOf(PhoneLine.Bring, PhoneLine.Approval))
            {
                Needs = rules.Approver == PhoneApprover.Headteacher ? ["Talk to the headteacher, who may approve it"] : [],
            };
        }

        if (!rules.Phases.Contains(pupil.Phase))
        {
            return new(Verdict.NotAllowed, "Pupils of this age bring no phone.", settings.ClausesOf(PhoneLine.Phases));
        }

        var missing = Missing(rules, pupil).ToArray();
        if (missing.Length > 0)
        {
            return new(Verdict.NotYet, "Something is still missing.", settings.ClausesOf(missing.Select(m => m.Line))) { Needs = [.. missing.Select(m => m.Need)] };
        }

        return new(Verdict.Allowed, rules.Stance == PupilPhoneStance.Discouraged ? "Discouraged, and allowed because a parent needs it." : "All that the policy asks is in place.",
            settings.ClausesOf(PhoneLine.Bring, PhoneLine.Need, PhoneLine.Approval, PhoneLine.Storage))
        { Terms = [.. TermsOf(rules)] };
    }

    /// <summary>Whether a pupil may use a phone that is in school with permission.</summary>
    public static PackDecision MayPupilUse(PhoneSettings settings, PupilPhoneMoment moment, bool staffAsked)
    {
        var rules = settings.Pupils;
        if (rules.Stance == PupilPhoneStance.NotStated)
        {
            return new(Verdict.NotStated, "The policy says nothing of pupils' phones.", []);
        }

        if (staffAsked && rules.WhenStaffAsk)
        {
            return new(Verdict.Allowed, "A member of staff asked for it.", settings.ClausesOf(PhoneLine.StaffAsk));
        }

        return moment == PupilPhoneMoment.VisitOrEvent && rules.OffSite != OffSitePhones.NotStated
            ? new(Verdict.NotAllowed, $"On visits and at events: {PackWords.Of(rules.OffSite)}.", settings.ClausesOf(PhoneLine.OffSite, PhoneLine.Use))
            : new(Verdict.NotAllowed, "Pupils' phones stay off and put away.", settings.ClausesOf(PhoneLine.Use, PhoneLine.OnPerson));
    }

    public static PackDecision MayStaffUse(PhoneSettings settings, StaffPhoneFacts adult)
    {
        var rules = settings.Staff;
        if (!rules.Stated)
        {
            return new(Verdict.NotStated, "The policy says nothing of adults' phones.", []);
        }

        if (adult.HasLeave && rules.LeaveBy.Count > 0)
        {
            return new(Verdict.Allowed, "Leave was given.", settings.ClausesOf(PhoneLine.StaffExemption));
        }

        if (settings.Exemptions.FirstOrDefault(exemption => adult.Roles.Contains(exemption.Role)) is { } exempt)
        {
            return new(Verdict.Allowed, $"This post may, for {exempt.Purpose}.", settings.ClausesOf(PhoneLine.StaffExemption));
        }

        if (!rules.Times.Contains(adult.Time))
        {
            return new(Verdict.NotAllowed, "Not at this time.", settings.ClausesOf(PhoneLine.StaffTimes)) { Needs = LeaveNeeded(rules) };
        }

        if ((rules.AdultAreasOnly && !adult.InAdultArea) || (rules.OutOfPupilsSight && adult.PupilsCanSee))
        {
            return new(Verdict.NotAllowed, "Not in this place.", settings.ClausesOf(PhoneLine.StaffPlaces)) { Needs = LeaveNeeded(rules) };
        }

        return adult.ForWork && rules.Purpose is PhonePurpose.PersonalOnly or PhonePurpose.WorkWithLeave
            ? new(Verdict.NotAllowed, "Work is done on the school's equipment.", settings.ClausesOf(PhoneLine.StaffPurpose))
            : new(Verdict.Allowed, "At this time and in this place it may be used.", settings.ClausesOf(PhoneLine.StaffTimes, PhoneLine.StaffPlaces));
    }

    public static PackDecision MayVisitorUse(PhoneSettings settings, bool hasLeave, bool isParentAtEvent = false)
    {
        var rules = settings.Visitors;
        var clauses = settings.ClausesOf(PhoneLine.Visitors);
        if (isParentAtEvent && !rules.ParentAtEventIsVisitor)
        {
            return new(Verdict.Allowed, "A parent at an event is not bound by the rule for visitors; the rule for pictures holds.", []);
        }

        return rules.MayUse switch
        {
            AnswerSetting.NotStated => new(Verdict.NotStated, "The policy says nothing of visitors' phones.", []),
            AnswerSetting.Yes => new(Verdict.Allowed, "Visitors may use their phones as other adults do.", clauses),
            AnswerSetting.WithLeave when hasLeave => new(Verdict.Allowed, "Leave was given.", clauses),
            AnswerSetting.WithLeave => new(Verdict.NotAllowed, "Visitors use no phone without leave.", clauses) { Needs = ["Ask for leave at the office"] },
            _ => new(Verdict.NotAllowed, "Visitors use no phone.", clauses),
        };
    }

    private static IReadOnlyList<string> LeaveNeeded(StaffPhoneSettings rules) => rules.LeaveBy.Count > 0 ? ["Leave, given before"] : [];

    private static IEnumerable<(PhoneLine Line, string Need)> Missing(PupilPhoneSettings rules, PupilPhoneFacts pupil)
    {
        if (rules.ParentNeedRequired && !pupil.ParentAsked)
        {
            yield return (PhoneLine.Need, "A parent asks for it and gives the need");
        }

        if (rules.WalksUnaccompanied && !pupil.WalksAlone)
        {
            yield return (PhoneLine.Need, "The pupil walks without a grown-up");
        }

        if (rules.ContractRequired && !pupil.ContractSigned)
        {
            yield return (PhoneLine.Contract, "Pupil and parent sign the phone agreement");
        }

        if (rules.Approver is PhoneApprover.Headteacher or PhoneApprover.OnlineSafetyLead && !pupil.Approved)
        {
            yield return (PhoneLine.Approval, rules.Approver == PhoneApprover.Headteacher ? "The headteacher approves it" : "The online safety lead approves it");
        }

        if (rules.LiabilityTermAccepted && !pupil.LiabilityAccepted)
        {
            yield return (PhoneLine.Liability, "The parent accepts that the school does not pay for loss or damage");
        }

        if (rules.Storage == PhoneStorage.Locker && !pupil.HasLocker)
        {
            yield return (PhoneLine.Storage, "A locker of the pupil's own");
        }
    }

    private static IEnumerable<string> TermsOf(PupilPhoneSettings rules)
    {
        if (rules.OffFrom != PhoneOffPoint.NotStated)
        {
            yield return $"Off {PackWords.Of(rules.OffFrom)}";
        }

        if (rules.Storage != PhoneStorage.NotStated)
        {
            yield return $"Kept {PackWords.Of(rules.Storage)}";
        }

        if (rules.OffSite != OffSitePhones.NotStated)
        {
            yield return $"On visits and at events: {PackWords.Of(rules.OffSite)}";
        }
    }
}
