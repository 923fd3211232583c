using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Told;

/// <summary>Where a member of staff was told the rules for passwords, and when. One row a person and place; a later telling moves the day.</summary>
public sealed class PasswordTelling : SchoolRow
{
    public Guid PersonId { get; init; }
    public required string Place { get; init; }
    public DateOnly ToldOn { get; set; }
    public Guid RecordedById { get; set; }
}
