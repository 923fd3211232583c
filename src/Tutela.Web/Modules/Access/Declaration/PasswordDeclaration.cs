using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Declaration;

/// <summary>A member of staff confirmed in this school year that passwords are kept secret and accounts guarded, in the words that stood there.</summary>
public sealed class PasswordDeclaration : SchoolRow
{
    public Guid PersonId { get; init; }
    public int AcademicYear { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset At { get; init; }
}
