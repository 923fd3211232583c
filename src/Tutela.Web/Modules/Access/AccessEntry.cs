using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access;

/// <summary>Whether one person may use the internet at school, since when and why. One row a person; what was before is in the audit trail.</summary>
public sealed class AccessEntry : SchoolRow
{
    public const int ReasonMaxLength = 500;

    public Guid PersonId { get; init; }
    public AccessState State { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset Since { get; private set; }
    /// <summary>A person withdrew it, so that signing alone does not bring it back.</summary>
    public bool HeldBack { get; private set; }

    /// <summary>Brings the state in line with what the pack requires. Returns whether anything changed.</summary>
    public bool Settle(bool isAtSchool, bool agreementInForce, DateTimeOffset now)
    {
        var (state, reason) = !isAtSchool ? (AccessState.Ended, "Left the school")
            : HeldBack ? (AccessState.Withdrawn, Reason)
            : agreementInForce ? (AccessState.Granted, "The agreement is signed")
            : (AccessState.Refused, "The agreement is not signed");
        if (State == state && Reason == reason) return false;
        (State, Reason, Since) = (state, reason, now);
        return true;
    }

    public void Withdraw(string? reason, DateTimeOffset now)
    {
        if (State is AccessState.Ended) throw new Refused("This person has left; their access has ended already.");
        if (HeldBack) throw new Refused("Access is withdrawn already.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why access is withdrawn", "Input.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        HeldBack = true;
        (State, Reason, Since) = (AccessState.Withdrawn, reason.Trim(), now);
    }

    public void GiveBack(bool agreementInForce, DateTimeOffset now)
    {
        if (!HeldBack) throw new Refused("Access is not withdrawn.");
        HeldBack = false;
        Settle(isAtSchool: true, agreementInForce, now);
    }
}

public enum AccessState { Refused, Granted, Withdrawn, Ended }
