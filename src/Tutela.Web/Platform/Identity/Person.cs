using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Identity;

/// <summary>Somebody at a school: pupil, staff, parent, governor, visitor. The account is how they sign in; a parent who only ever
/// signs by link has none.</summary>
public sealed class Person : SchoolRow
{
    public const int NameMaxLength = 100;

    public required string GivenName { get; set; }
    public required string FamilyName { get; set; }
    public PersonKind Kind { get; init; }
    public string? Email { get; set; }
    /// <summary>Reception is 0, nursery -1, year 1 is 1. Null for adults.</summary>
    public int? YearGroup { get; set; }
    public DateOnly? BirthDate { get; set; }
    public Guid? AccountId { get; set; }
    public string? ExternalId { get; set; }
    public DateOnly? JoinedOn { get; set; }
    /// <summary>The day the person left. Leavers are ended, never deleted.</summary>
    public DateOnly? EndedOn { get; set; }
    public uint Version { get; private set; }
    public List<RoleHolding> Roles { get; } = [];

    public string Name => $"{GivenName} {FamilyName}";

    public static string YearGroupName(int? year) => year switch
    {
        null => "",
        < 0 => "Nursery",
        0 => "Reception",
        _ => $"Year {year}",
    };
}

public enum PersonKind { Pupil, Staff, Parent, Governor, Visitor }

/// <summary>A role that a person holds at the school from a day, until a day. What was held is kept.</summary>
public sealed class RoleHolding : SchoolRow
{
    public Guid PersonId { get; init; }
    public Role Role { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset? Until { get; set; }
}
