namespace Tutela.Web.Platform.Identity.SignIn;

/// <summary>The people of the demonstration school whom anybody may try being. Their accounts are named "demo.CODE"; no other account is.</summary>
public static class Personas
{
    public sealed record Persona(string Code, string Title, PersonKind Kind, params Role[] Roles);

    public static readonly IReadOnlyList<Persona> All =
    [
        new("dsl", "Designated safeguarding lead", PersonKind.Staff, Role.DesignatedSafeguardingLead, Role.SeniorLeader),
        new("headteacher", "Headteacher", PersonKind.Staff, Role.Headteacher),
        new("senior-leader", "Senior leader", PersonKind.Staff, Role.SeniorLeader, Role.DeputySafeguardingLead),
        new("teacher", "Teacher", PersonKind.Staff, Role.Teacher),
        new("computing-lead", "Computing lead", PersonKind.Staff, Role.ComputingLead, Role.Teacher),
        new("ict-support", "ICT support", PersonKind.Staff, Role.IctSupport),
        new("governor", "Governor", PersonKind.Governor, Role.Governor),
        new("chair", "Chair of governors", PersonKind.Governor, Role.ChairOfGovernors),
        new("pupil", "Pupil", PersonKind.Pupil, Role.Pupil),
        new("parent", "Parent", PersonKind.Parent, Role.Parent),
        new("visitor", "Visitor", PersonKind.Visitor, Role.Visitor),
        new("trust-officer", "Trust officer", PersonKind.Visitor, Role.TrustOfficer),
    ];

    public static string UserName(string code) => $"demo.{code}";
}
