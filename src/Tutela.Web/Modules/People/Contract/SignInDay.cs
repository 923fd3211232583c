using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>The last day on which a person used Tutela. The id is the person's.</summary>
public sealed class SignInDay : SchoolRow
{
    public DateOnly LastOn { get; init; }
}
