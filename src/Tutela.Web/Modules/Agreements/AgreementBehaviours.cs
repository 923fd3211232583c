using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Agreements.Questions;
using Tutela.Web.Platform.Controls;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Clauses of several sources that the same pages live.</summary>
internal static class AgreementBehaviours
{
    private const string Cited = "The term is shown with its number when it is read and signed, and a breach cites it by that number";

    public static IEnumerable<Behaviour> All =>
    [
        .. Terms.Select(clause => new Behaviour(clause, Cited, AgreementDesk.Signed, BreachDesk.Recorded)),
        new("WEN-2.2c", "The laws stand beside the term on social media in the agreement of all who represent the school; each signature is kept with the words and their version", AgreementDesk.Signed),
        new("WID-5.23", "The rule stands in the pupils' agreement; each pupil's signature, or sign-up in class, is kept", AgreementDesk.Signed),
        new("CRO-A.0", "The agreement goes out to each family; what is out and what is back is listed, and families are reminded on the days set", AgreementAsking.Asked, AgreementReminders.Chased, AgreementDesk.Signed),
        new("CRO-A.1b", "The words stand as a part of term 1, and a breach and the concern that comes of it cite that part", BreachDesk.Recorded),
        new("CRO-A.4", "The term is numbered, and no page for pupils asks for a surname, phone number, e-mail or address", AgreementDesk.Signed),
        new("CRO-B.16", "A breach of the term has one of three grounds and names a device of the equipment list", BreachDesk.Recorded),
        new("WED-A1.6", "The term stands in the pupils' agreement, and a session without use ends after the minutes that the policy sets", AgreementDesk.Signed),
        new("WED-A2.3", "The term is shown; the school sets whether the communications table goes before it in places for adults, and what is allowed there is then no breach", AgreementDesk.Signed, BreachDesk.Recorded),
        new("HAM-8.10b", "The pupils' agreement holds the term on privacy in its version, and the pupils who have not accepted it are listed", AgreementDesk.Signed),
        new("WED-3.5d", "A class teacher sees, for the own class, who has not signed and which breaches are open", BreachDesk.Recorded),
        new("WED-3.6c", "The parents' agreement is a document of its own; the families that accepted it are counted", AgreementDesk.Signed),
        new("WED-8.2", "A visitor's acceptance is kept with date and version, and who is the host, before guest access", AgreementDesk.Signed),
        new("WED-8.3", "The setting for personal use decides what the staff agreement says about it", AgreementDesk.Signed),
        new("CRO-B.6", "The setting for personal use decides what the staff agreement says about it", AgreementDesk.Signed),
        new("WED-A1.4", "A breach of the term about private details makes a concern of that kind, with the term", BreachDesk.Recorded),
        new("WED-A1.10", "A breach of the term has its ground, and tells the safeguarding lead", BreachDesk.Recorded),
        new("WED-A2.0", "The agreement says where it holds, and a breach asks where it was", AgreementDesk.Signed, BreachDesk.Recorded),
        new("WED-A2.1", "A breach of the term is restricted to the headteacher", BreachDesk.Recorded),
        new("WED-A2.10", "A breach of the term has its ground; one tied to the school is allowed, by a named approver", BreachDesk.Recorded, BreachDesk.Followed),
        new("CRO-4.5", "A pupil's agreement is in force only with two dated signatures", AgreementDesk.Signed),
        new("CRO-A.0b", "The agreement names who answers questions; each question is kept with the day of its answer", QuestionDesk.Asked, QuestionDesk.Answered),
        new("CRO-A.6", "A breach of the term makes an urgent concern about a planned meeting", BreachDesk.Recorded),
        new("CRO-A.10", "The parent ticks that it was talked over and that the child agrees; with anything missing it is not in force", AgreementDesk.Signed),
        new("CRO-B.0c", "The agreement says that it holds on and off site, and that is kept with the signature", AgreementDesk.Signed),
        new("CRO-B.5", "The headteacher records on a breach that discipline was considered, and what was decided; nobody else sees it", BreachDesk.Followed),
        new("CRO-B.26", "The undertaking, the typed full name, the date and the version are the signature; a blank name is refused", AgreementDesk.Signed),
    ];

    /// <summary>Clauses that ask for no more than the numbered term and the breach that cites it.</summary>
    private static readonly string[] Terms =
    [
        "WED-A1.1", "WED-A1.9", "WED-A2.2", "WED-A2.4", "WEN-2.2a", "WEN-2.3-1a", "WID-9.5", "WID-9.6", "CRO-A.1a", "CRO-A.2a", "CRO-A.3", "CRO-B.2", "CRO-B.4", "CRO-B.13", "HAM-14.4",
    ];
}
