namespace Tutela.Web.Platform.Identity;

/// <summary>What a person is at a school. A person may hold several. Safeguarding roles are given by an administrator or the
/// headteacher, never by an import.</summary>
public enum Role
{
    DesignatedSafeguardingLead,
    DeputySafeguardingLead,
    OnlineSafetyCoordinator,
    Headteacher,
    SeniorLeader,
    ComputingLead,
    IctSupport,
    Teacher,
    SupportStaff,
    Governor,
    ChairOfGovernors,
    Pupil,
    Parent,
    Visitor,
    TrustOfficer,
    Administrator,
}

public static class Roles
{
    /// <summary>The designated safeguarding lead and deputies: those who see concerns about pupils.</summary>
    public static readonly Role[] Safeguarding = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead];

    /// <summary>Who hears of what concerns a child's safety: the first of these that anybody holds.</summary>
    public static readonly Role[] SafeguardingInTurn = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    /// <summary>Everybody employed by or working in the school, so everybody who reports concerns as staff.</summary>
    public static readonly Role[] Staff =
    [
        Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader,
        Role.ComputingLead, Role.IctSupport, Role.Teacher, Role.SupportStaff, Role.Administrator,
    ];

    public static readonly Role[] Governors = [Role.Governor, Role.ChairOfGovernors];

    /// <summary>Roles that only a person with authority gives: an import never does.</summary>
    public static bool IsSafeguarding(Role role) => role is Role.DesignatedSafeguardingLead or Role.DeputySafeguardingLead
        or Role.OnlineSafetyCoordinator or Role.Headteacher or Role.SeniorLeader or Role.ChairOfGovernors or Role.Administrator;

    /// <summary>The role in the words of the field, for screens.</summary>
    public static string Name(this Role role) => role switch
    {
        Role.DesignatedSafeguardingLead => "Designated safeguarding lead",
        Role.DeputySafeguardingLead => "Deputy designated safeguarding lead",
        Role.OnlineSafetyCoordinator => "Online safety coordinator",
        Role.Headteacher => "Headteacher",
        Role.SeniorLeader => "Senior leader",
        Role.ComputingLead => "Computing lead",
        Role.IctSupport => "ICT support",
        Role.Teacher => "Teacher",
        Role.SupportStaff => "Support staff",
        Role.Governor => "Governor",
        Role.ChairOfGovernors => "Chair of governors",
        Role.Pupil => "Pupil",
        Role.Parent => "Parent or carer",
        Role.Visitor => "Visitor",
        Role.TrustOfficer => "Trust officer",
        Role.Administrator => "Administrator",
        _ => role.ToString(),
    };
}
