using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Platform.Controls;

namespace Tutela.Web.Modules.Access;

/// <summary>Clauses that are shown by what the pages of this module do.</summary>
internal static class AccessBehaviours
{
    public static readonly Behaviour[] All =
    [
        new("WED-3.5c", "A member of staff has no internet access until the staff agreement is signed for that person", AccessRegister.Changed),
        new("WED-3.7b", "A visitor is refused access until the agreement is accepted and a last day is given; it ends by itself", AccessRegister.Changed),
        new("WEN-2.3-2a", "A pupil's e-mail address is refused unless its domain is approved and an approver is named", AccessProcesses.MailboxSet),
        new("WID-6.3", "A pupil's place on a network is refused on a device that is not in the equipment list", AccessProcesses.NetworkGranted),
        new("WID-6.5", "A pupil's account is recorded as own or the class's with its approver; an own one has a password rule", AccessProcesses.AccountApproved),
        new("WID-6.6", "A planned use names how an adult is with the pupils and who supervises", AccessProcesses.UsePlanned),
        new("WID-6.7", "Two staff on one network ID are refused, and access waits for a personal ID where the policy asks for it", AccessProcesses.NetworkIdSet, AccessRegister.Changed),
        new("WID-6.9", "Temporary access has a last day and a limited level, ends by itself, and what is open past its day is listed", AccessRegister.Changed),
        new("CRO-3.2", "A pupil's grant is refused until the agreement, a supervision mode and a filter profile are there", AccessRegister.Changed),
        new("WED-14.0", "The network for own devices has a name and an audience; staff join under their employee user name only", AccessProcesses.NetworkGranted),
        new("WED-14.1", "The terms for own devices are shown before any grant, and the acceptance is kept", AccessProcesses.TermsAccepted),
        new("WED-14.3", "An own device joins only when its owner's agreement is in force; the refusal names the agreement", AccessProcesses.NetworkGranted),
        new("WED-14.4", "Each role has a level on each network, and the register shows each person's", AccessProcesses.LevelChanged),
        new("WED-14.6", "An own device's grant is one person's own user name; a second holder is refused", AccessProcesses.NetworkGranted),
        new("WED-14.7", "An own device joins only when its owner's mandatory training is in date", AccessProcesses.NetworkGranted),
        new("WED-14.10", "Leaving ends every device's place on a network, each with a dated line", AccessProcesses.NetworkEnded),
        new("WED-19.1", "What is outside a person's role is refused and the attempt is written down", AccessProcesses.Denied),
        new("WED-19.2", "Another person's use of systems opens with their permission or a monitoring reason only, and is written down", AccessProcesses.RecordOpened),
        new("WED-A1.2", "A planned use needs a supervising adult", AccessProcesses.UsePlanned),
        new("HAM-17.1", "The register holds name, group, granted by and date, and prints as on a day", AccessProcesses.Printed),
        new("HAM-17.2", "Access ends the day that somebody leaves, with date and reason; grants of leavers are listed", AccessRegister.Changed),
        new("HAM-17.3", "The youngest are shown, or use approved sites with an adult", AccessProcesses.UsePlanned),
        new("HAM-17.4", "A planned use of key stage 2 without a supervising adult is refused", AccessProcesses.UsePlanned),
        new("HAM-17.5", "A parent's consent form is asked, returned or refused; without it a pupil's grant is refused where the policy asks for it", AccessProcesses.ConsentAnswered),
        new("WID-5.24", "A breach 'used another's login' links both accounts and opens a reset for the one that was used", AccessProcesses.BreachReported),
        new("WID-6.8", "'Staff session left open' and 'pupil used staff login' each open a reset for the account", AccessProcesses.BreachReported),
        new("CRO-B.9", "'Password disclosed' forces a new password", AccessProcesses.BreachReported, AccessProcesses.ChangeForced),
        new("CRO-B.8", "A suspicious email is reported with its recipient and time, and IT support is told at once, in the system and by a mail without detail", AccessProcesses.SuspiciousReported),
        new("WED-A1.8", "The term stands in the pupils' agreement, and a pupil reports a suspicious message in simple words; it goes to the class teacher and IT support", AccessProcesses.SuspiciousReported),
        new("CRO-B.14", "'Another user's files' asks what was done and whether the owner had agreed", AccessProcesses.BreachReported),
        new("WED-19.6a", "'Shared login' opens a reset for the account", AccessProcesses.BreachReported),
        new("WED-19.6b", "A suspicion or known password flags the account and alerts whoever answers for passwords at once", AccessProcesses.BreachReported),
        new("WED-A1.3", "The term stands in the pupils' agreement, and a shared password opens a reset", AccessProcesses.BreachReported),
        new("WED-A1.11", "A breach 'used another's login' links both accounts and opens a reset", AccessProcesses.BreachReported),
        new("WED-A2.6", "A password or login that staff share opens a reset", AccessProcesses.BreachReported),
        new("HAM-5.2", "'Shared login' asks with whom and opens a reset", AccessProcesses.BreachReported),
        new("WED-19.4", "Each system is listed with its login rule and owner; one without a rule is flagged", AccessProcesses.SystemChanged),
        new("CRO-4.8", "Accounts that are shared, unused or left over from leavers are listed", AccessProcesses.ClassAccountChanged),
    ];
}
