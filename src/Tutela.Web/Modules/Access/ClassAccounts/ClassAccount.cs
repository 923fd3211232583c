using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.ClassAccounts;

/// <summary>An account on the network that a class shares, with who approved it.</summary>
public sealed class ClassAccount : SchoolRow
{
    public const int UserNameMaxLength = 100;

    public Guid ClassId { get; init; }
    public required string UserName { get; init; }
    public Guid ApprovedById { get; init; }
    public DateOnly ApprovedOn { get; init; }
    public DateOnly? EndedOn { get; set; }
}
