using Tutela.Web.Platform.Audit;

namespace Tutela.Web.Modules.Access;

/// <summary>What people do about access, as the audit trail names it.</summary>
public static class AccessProcesses
{
    public static readonly Process AccountApproved = new("access.account-approved", "It was decided whether a pupil works with an own or the class's account");
    public static readonly Process NetworkIdSet = new("access.network-id-set", "A person's own user name on the network was entered");
    public static readonly Process MailboxSet = new("access.mailbox-set", "A mailbox was entered in the access register");
    public static readonly Process DomainChanged = new("access.domain-changed", "A mail domain was approved or taken off");
    public static readonly Process LevelChanged = new("access.level-changed", "A role's level on a network was changed");
    public static readonly Process NetworkGranted = new("access.network-granted", "A device was let on a network");
    public static readonly Process NetworkEnded = new("access.network-ended", "A device's place on a network was ended");
    public static readonly Process TermsAccepted = new("access.own-device-terms-accepted", "The terms for own devices were accepted");
    public static readonly Process ConsentAsked = new("access.consent-asked", "Parents were asked for internet consent");
    public static readonly Process ConsentAnswered = new("access.consent-answered", "A parent's internet consent was recorded");
    public static readonly Process UsePlanned = new("access.use-planned", "A use of the internet by a class was planned");
    public static readonly Process SiteChanged = new("access.site-changed", "A site was approved for the youngest pupils or taken off");
    public static readonly Process Checked = new("access.network-checked", "A check of the network's security was recorded");
    public static readonly Process Asked = new("access.account-asked", "ICT support was asked to do something with an account");
    public static readonly Process Answered = new("access.account-answered", "A request about an account was answered");
    public static readonly Process ClassAccountChanged = new("access.class-account-changed", "A class account was added or ended");
    public static readonly Process Printed = new("access.printed", "The access register was printed as on a day");
    public static readonly Process Denied = new("access.denied", "Somebody asked for a page or record that they may not see");
    public static readonly Process RecordOpened = new("access.record-opened", "Another person's use of systems was opened with a reason");
    public static readonly Process BreachReported = new("sign-in.breach-reported", "A breach of sign-in rules or a suspicion was reported");
    public static readonly Process ChangeForced = new("sign-in.change-forced", "An account has to get a new password at its next sign-in");
    public static readonly Process SuspiciousReported = new("access.suspicious-message", "A suspicious message was reported");
    public static readonly Process SuspiciousDealtWith = new("access.suspicious-message-dealt-with", "A suspicious message was dealt with");
    public static readonly Process SystemChanged = new("sign-in.system-changed", "A system's login rule or owner was recorded");
    public static readonly Process Told = new("sign-in.rules-told", "It was recorded where staff were told the rules for passwords");
    public static readonly Process Declared = new("sign-in.declared", "A member of staff confirmed that passwords are secret and accounts guarded");
    public static readonly Process ScimChanged = new("access.scim-changed", "The directory that accounts are pushed to was set up or taken off");
    public static readonly Process DirectoryExported = new("access.directory-exported", "Accounts were exported for a directory");
}
