using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access;

/// <summary>Whether one person may use the internet at school, on what terms, since when and why. One row a person; each time that they
/// had access is an <see cref="AccessGrant"/>. A visitor's access and a temporary one are given by somebody, until a day.</summary>
public sealed class AccessEntry : SchoolRow
{
    public const int ReasonMaxLength = 500;
    public const int NetworkIdMaxLength = 100;
    public const int MailboxMaxLength = 254;
    /// <summary>The longest that a visitor is let in at once.</summary>
    public const int LongestVisitDays = 366;

    public Guid PersonId { get; init; }
    public AccessState State { get; private set; }
    public AccessTerms Terms { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset Since { get; private set; }
    /// <summary>A person withdrew it, so that signing alone does not bring it back.</summary>
    public bool HeldBack { get; private set; }
    /// <summary>The last day of a sanction, after which access comes back by itself; null when a person gives it back.</summary>
    public DateOnly? SanctionUntil { get; private set; }
    /// <summary>The last day of a visitor's or temporary access; null for everybody else.</summary>
    public DateOnly? EndsOn { get; private set; }
    /// <summary>Who let the visitor or the temporary member of staff in.</summary>
    public Guid? HostId { get; private set; }
    /// <summary>Who changed it last; null when it was the policy's rule.</summary>
    public Guid? ChangedById { get; private set; }
    /// <summary>A level of this person's own, where it is not the one of their roles.</summary>
    public AccessLevel? Level { get; private set; }
    /// <summary>The person's own user name on the school's network.</summary>
    public string? NetworkId { get; private set; }
    public string? Mailbox { get; private set; }
    public Guid? MailboxApproverId { get; private set; }
    public Guid? AccountApproverId { get; private set; }
    /// <summary>The rule of the pack that an individual account's password keeps.</summary>
    public string? PasswordRule { get; private set; }

    /// <summary>Brings the state in line with what the pack requires. Returns whether anything changed.</summary>
    public bool Settle(Standing standing, DateTimeOffset now)
    {
        var lifted = HeldBack && SanctionUntil < now.LondonDay();
        if (lifted) (HeldBack, SanctionUntil) = (false, null);
        if (standing.IsVisitor) Terms = AccessTerms.Guest;
        var (state, reason) = Of(standing, now.LondonDay());
        if (State == state && Reason == reason && Since != default) return false;
        (State, Reason, Since, ChangedById) = (state, reason, now, null);
        return true;
    }

    public void Withdraw(string? reason, DateOnly? until, Guid by, DateTimeOffset now)
    {
        if (State is AccessState.Ended) throw new Refused("This person's access has ended already.");
        if (HeldBack) throw new Refused("Access is withdrawn already.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why access is withdrawn", "Input.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        if (until < now.LondonDay()) throw new Refused("The last day can't be in the past", "Input.SanctionUntil");
        if (until > now.LondonDay().AddDays(LongestVisitDays)) throw new Refused("The last day can't be more than a year from now", "Input.SanctionUntil");
        (HeldBack, SanctionUntil) = (true, until);
        (State, Reason, Since, ChangedById) = (AccessState.Withdrawn, reason.Trim(), now, by);
    }

    public void GiveBack(Standing standing, Guid by, DateTimeOffset now)
    {
        if (!HeldBack) throw new Refused("Access is not withdrawn.");
        (HeldBack, SanctionUntil) = (false, null);
        Settle(standing, now);
        ChangedById = by;
    }

    /// <summary>Lets a visitor, or somebody who works here for a short time, use the internet until a day.</summary>
    public void LetIn(Standing standing, DateOnly? until, AccessLevel? level, Guid host, DateTimeOffset now)
    {
        var today = now.LondonDay();
        if (!standing.IsVisitor && !standing.IsStaff) throw new Refused("Only the access of a visitor or of temporary staff is given until a day.");
        if (!standing.IsAtSchool) throw new Refused("This person has left.");
        if (HeldBack) throw new Refused("Access is withdrawn. Give it back first.");
        if (!standing.AgreementInForce) throw new Refused(standing.IsVisitor
            ? "The visitor has not signed the agreement. Ask them to read and sign it first." : "They have not signed the agreement. Ask them to read and sign it first.", "Input.Until");
        if (until is not { } last) throw new Refused($"Enter the last day of {(standing.IsVisitor ? "the visit" : "the work here")}", "Input.Until");
        if (last < today) throw new Refused("The last day can't be in the past", "Input.Until");
        if (last > today.AddDays(LongestVisitDays)) throw new Refused("The last day can't be more than a year from now", "Input.Until");
        if (!standing.IsVisitor && level is null) throw new Refused("Choose what the login opens", "Input.Level");
        if (level is { } chosen && !AccessLevels.Limited.Contains(chosen)) throw new Refused("A temporary login opens limited data only. Choose less", "Input.Level");
        (EndsOn, HostId, Level, Terms) = (last, host, level ?? AccessLevel.InternetOnly, standing.IsVisitor ? AccessTerms.Guest : AccessTerms.Temporary);
        Settle(standing, now);
        ChangedById = host;
    }

    /// <summary>Somebody said whether a pupil works with an account of their own or with the class's.</summary>
    public void Approve(AccessTerms terms, string? rule, Guid approver)
    {
        if (terms is not (AccessTerms.Individual or AccessTerms.ClassAccount)) throw new Refused("Choose an account of their own or the class's", "Input.Terms");
        if (terms == AccessTerms.Individual && rule is null) throw new Refused("An account of one's own needs a password rule, and the rule goes by year group. Enter the pupil's year group first", "Input.Terms");
        (Terms, AccountApproverId, PasswordRule) = (terms, approver, terms == AccessTerms.Individual ? rule : null);
    }

    public void NameOnNetwork(string? id, string? heldBy)
    {
        id = id?.Trim();
        if (string.IsNullOrEmpty(id)) throw new Refused("Enter the person's own user name on the network", "Input.NetworkId");
        if (id.Length > NetworkIdMaxLength || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) throw new Refused($"Enter a user name without spaces, of at most {NetworkIdMaxLength} characters", "Input.NetworkId");
        if (heldBy is not null) throw new Refused($"{heldBy} has this user name. Everybody needs one of their own", "Input.NetworkId");
        NetworkId = id;
    }

    public void GiveMailbox(string? address, IReadOnlyCollection<string> domains, Guid? approver, bool isTaken)
    {
        address = address?.Trim().ToLowerInvariant();
        if (address is not { Length: > 2 and <= MailboxMaxLength } || address.Count('@') != 1 || address[0] == '@' || address.Any(char.IsWhiteSpace)) throw new Refused("Enter an e-mail address such as ida@pupils.school.example", "Input.Mailbox");
        if (!domains.Contains(address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..])) throw new Refused("Pupils use only addresses that the school has approved. This address is in no approved domain", "Input.Mailbox");
        if (isTaken) throw new Refused("Somebody else has this address", "Input.Mailbox");
        if (approver is null) throw new Refused("Choose who approved it", "Input.MailboxApprover");
        (Mailbox, MailboxApproverId) = (address, approver);
    }

    private (AccessState, string) Of(Standing standing, DateOnly today) =>
        !standing.IsAtSchool ? (AccessState.Ended, "Left the school")
        : HeldBack ? (AccessState.Withdrawn, Reason)
        : !standing.AgreementInForce && standing.AgreementAsked ? (AccessState.Refused, "The agreement is not signed")
        : standing.Lacking is { } lacking ? (AccessState.Refused, lacking)
        : Terms == AccessTerms.Temporary && EndsOn < today ? (AccessState.Ended, "The temporary access is over")
        : !standing.AgreementAsked ? (AccessState.Granted, "The policy asks for no agreement")
        : Terms == AccessTerms.Temporary ? (AccessState.Granted, "The agreement is signed; the access has a last day")
        : !standing.IsVisitor ? (AccessState.Granted, "The agreement is signed")
        : EndsOn is not { } last ? (AccessState.Refused, "Nobody has let this visitor in until a day")
        : last < today ? (AccessState.Ended, "The visit is over")
        : (AccessState.Granted, "The agreement is signed; the visit has a last day");

    /// <summary>What decides access, as it is now. <paramref name="Lacking"/>: what else the pack requires and is not there, in words.</summary>
    public readonly record struct Standing(bool IsAtSchool, bool IsVisitor, bool AgreementAsked, bool AgreementInForce, bool IsStaff = false, string? Lacking = null);
}

public enum AccessState { Refused, Granted, Withdrawn, Ended }

public enum AccessTerms { Individual, ClassAccount, Temporary, Guest }
