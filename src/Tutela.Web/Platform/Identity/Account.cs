using Microsoft.AspNetCore.Identity;

namespace Tutela.Web.Platform.Identity;

/// <summary>One sign-in a person, for all schools. It holds no pupil data: a pupil's user name is two words and a number, and a
/// pupil's account has no e-mail address.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PasswordChangedAt { get; set; }
    /// <summary>Ended accounts can't sign in; they stay so that what the person did keeps its author.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Which schools an account belongs to: read at sign-in, before any school is in scope.</summary>
public sealed class Membership
{
    public Guid AccountId { get; init; }
    public Guid SchoolId { get; init; }
}
