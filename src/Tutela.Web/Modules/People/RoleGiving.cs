using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People;

/// <summary>Who may give and end which roles. Pure.</summary>
public static class RoleGiving
{
    /// <summary>Roles that a kind of person can hold.</summary>
    public static IReadOnlyList<Role> RolesOf(PersonKind kind) => kind switch
    {
        PersonKind.Pupil => [Role.Pupil],
        PersonKind.Parent => [Role.Parent, Role.Governor, Role.ChairOfGovernors],
        PersonKind.Staff => [.. Roles.Staff, Role.Governor, Role.Parent],
        PersonKind.Governor => [Role.Governor, Role.ChairOfGovernors, Role.Parent],
        _ => [Role.Visitor, Role.IctSupport, Role.TrustOfficer],
    };

    /// <summary>Refuses what the giver may not give. During set-up, while there is only one administrator and nobody holds a safeguarding role
    /// yet, the administrator may take one: somebody has to begin.</summary>
    public static void CheckGive(Role role, PersonKind kind, bool isSelf, bool isSettingUp, string field = "Input.Role")
    {
        if (!RolesOf(kind).Contains(role)) throw new Refused($"This person can't be {role.Name().ToLowerInvariant()}. Choose another role.", field);
        if (isSelf && Roles.IsSafeguarding(role) && !isSettingUp)
            throw new Refused("You can't give yourself this role. Ask the headteacher or another administrator to do it.", field);
    }

    /// <summary>The last administrator stays, or nobody could let anybody in.</summary>
    public static void CheckEnd(Role role, int administrators, string field = "Input.Role")
    {
        if (role == Role.Administrator && administrators <= 1) throw new Refused("This is the only administrator. Make somebody else an administrator first.", field);
    }
}
