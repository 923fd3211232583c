using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>One time that somebody had internet access: from when, by whom, until when, why it ended. Never removed, so that the register can be
/// printed as it was on any day.</summary>
public sealed class AccessGrant : SchoolRow
{
    public Guid PersonId { get; init; }
    public AccessTerms Terms { get; init; }
    /// <summary>The year group or kind of the person when it was granted.</summary>
    public required string Group { get; init; }
    /// <summary>Who granted it; null when the policy's rule did.</summary>
    public Guid? GrantedById { get; init; }
    public DateTimeOffset GrantedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndReason { get; private set; }
    public Guid? EndedById { get; private set; }

    public void End(string reason, Guid? by, DateTimeOffset now) => (EndedAt, EndReason, EndedById) = (now, reason, by);

    public static string GroupOf(PersonKind kind, int? year) => kind == PersonKind.Pupil && year is not null ? Person.YearGroupName(year) : kind.ToString();
}
