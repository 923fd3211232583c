using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access;

/// <summary>Whether one person may use the internet at school, since when and why. One row a person; what was before is in the audit
/// trail. A visitor's access is given by somebody, until a day.</summary>
public sealed class AccessEntry : SchoolRow
{
    public const int ReasonMaxLength = 500;
    /// <summary>The longest that a visitor is let in at once.</summary>
    public const int LongestVisitDays = 366;

    public Guid PersonId { get; init; }
    public AccessState State { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset Since { get; private set; }
    /// <summary>A person withdrew it, so that signing alone does not bring it back.</summary>
    public bool HeldBack { get; private set; }
    /// <summary>The last day of a visitor's access; null for everybody else.</summary>
    public DateOnly? EndsOn { get; private set; }
    /// <summary>Who let the visitor in.</summary>
    public Guid? HostId { get; private set; }

    /// <summary>Brings the state in line with what the pack requires. Returns whether anything changed.</summary>
    public bool Settle(Standing standing, DateTimeOffset now)
    {
        var (state, reason) = Of(standing, now.LondonDay());
        if (State == state && Reason == reason) return false;
        (State, Reason, Since) = (state, reason, now);
        return true;
    }

    public void Withdraw(string? reason, DateTimeOffset now)
    {
        if (State is AccessState.Ended) throw new Refused("This person's access has ended already.");
        if (HeldBack) throw new Refused("Access is withdrawn already.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why access is withdrawn", "Input.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        HeldBack = true;
        (State, Reason, Since) = (AccessState.Withdrawn, reason.Trim(), now);
    }

    public void GiveBack(Standing standing, DateTimeOffset now)
    {
        if (!HeldBack) throw new Refused("Access is not withdrawn.");
        HeldBack = false;
        Settle(standing, now);
    }

    /// <summary>Lets a visitor use the internet until a day.</summary>
    public void LetIn(Standing standing, DateOnly? until, Guid host, DateTimeOffset now)
    {
        var today = now.LondonDay();
        if (!standing.IsVisitor) throw new Refused("Only a visitor's access is given until a day.");
        if (!standing.IsAtSchool) throw new Refused("This person has left.");
        if (HeldBack) throw new Refused("Access is withdrawn. Give it back first.");
        if (!standing.AgreementInForce) throw new Refused("The visitor has not signed the agreement. Ask them to read and sign it first.", "Input.Until");
        if (until is not { } last) throw new Refused("Enter the last day of the visit", "Input.Until");
        if (last < today) throw new Refused("The last day can't be in the past", "Input.Until");
        if (last > today.AddDays(LongestVisitDays)) throw new Refused("The last day can't be more than a year from now", "Input.Until");
        (EndsOn, HostId) = (last, host);
        Settle(standing, now);
    }

    private (AccessState, string) Of(Standing standing, DateOnly today) =>
        !standing.IsAtSchool ? (AccessState.Ended, "Left the school")
        : HeldBack ? (AccessState.Withdrawn, Reason)
        : !standing.AgreementAsked ? (AccessState.Granted, "The policy asks for no agreement")
        : !standing.AgreementInForce ? (AccessState.Refused, "The agreement is not signed")
        : !standing.IsVisitor ? (AccessState.Granted, "The agreement is signed")
        : EndsOn is not { } last ? (AccessState.Refused, "Nobody has let this visitor in until a day")
        : last < today ? (AccessState.Ended, "The visit is over")
        : (AccessState.Granted, "The agreement is signed; the visit has a last day");

    /// <summary>What decides access, as it is now.</summary>
    public readonly record struct Standing(bool IsAtSchool, bool IsVisitor, bool AgreementAsked, bool AgreementInForce);
}

public enum AccessState { Refused, Granted, Withdrawn, Ended }
