using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>What a login opens on a network, least first.</summary>
public enum AccessLevel { Nothing, InternetOnly, OwnFiles, SharedFiles, StaffSystems, RunsTheNetwork }

public enum SchoolNetwork { School, OwnDevice }

/// <summary>Levels in words, and those that roles have until the school says otherwise. Pure.</summary>
public static class AccessLevels
{
    /// <summary>What a temporary login may open.</summary>
    public static readonly AccessLevel[] Limited = [AccessLevel.InternetOnly, AccessLevel.OwnFiles, AccessLevel.SharedFiles];

    public static string Title(this AccessLevel level) => level switch
    {
        AccessLevel.Nothing => "Nothing",
        AccessLevel.InternetOnly => "Filtered internet only",
        AccessLevel.OwnFiles => "Internet and own files",
        AccessLevel.SharedFiles => "Internet, own and shared files",
        AccessLevel.StaffSystems => "Staff systems and files",
        _ => "Runs the network",
    };

    public static string Title(this AccessTerms terms) => terms switch
    {
        AccessTerms.Individual => "Account of their own",
        AccessTerms.ClassAccount => "The class's account",
        AccessTerms.Temporary => "Temporary",
        _ => "Guest",
    };

    public static AccessLevel Usual(SchoolNetwork network, Role role) => (network, role) switch
    {
        (_, Role.Parent or Role.TrustOfficer) => AccessLevel.Nothing,
        (SchoolNetwork.OwnDevice, Role.Pupil or Role.Visitor or Role.Governor or Role.ChairOfGovernors) => AccessLevel.Nothing,
        (SchoolNetwork.OwnDevice, _) => AccessLevel.InternetOnly,
        (_, Role.IctSupport or Role.ComputingLead) => AccessLevel.RunsTheNetwork,
        (_, Role.Pupil) => AccessLevel.OwnFiles,
        (_, Role.Visitor or Role.Governor or Role.ChairOfGovernors) => AccessLevel.InternetOnly,
        (_, Role.SupportStaff) => AccessLevel.SharedFiles,
        _ => AccessLevel.StaffSystems,
    };
}
