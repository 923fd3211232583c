using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Scim;

/// <summary>The directory that the school's accounts are pushed to by SCIM 2.0 (RFC 7643, RFC 7644). One at a time.</summary>
public sealed class ScimTarget : SchoolRow
{
    public const int AddressMaxLength = 300;
    public const int TokenMaxLength = 2000;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public required string Address { get; init; }
    public required string Domain { get; init; }
    /// <summary>Protected by the keys of data protection; never shown again.</summary>
    public required string ProtectedToken { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? LastRunAt { get; private set; }
    public string? LastError { get; private set; }
    public int Failures { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }
    public int Pushed { get; private set; }

    public static string? AddressFault(string? text, bool allowLoopback) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && text!.Length <= AddressMaxLength && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (allowLoopback && uri is { Scheme: "http", IsLoopback: true })) ? null
        : "Enter the address of the directory's SCIM service, beginning with https://";

    public void Ran(int pushed, DateTimeOffset now) => (LastRunAt, LastError, Failures, NextAttemptAt, Pushed) = (now, null, 0, now, Pushed + pushed);

    /// <summary>Tries again after a minute, then two, four, up to six hours.</summary>
    public void Failed(string error, int pushed, DateTimeOffset now)
    {
        (LastRunAt, LastError, Pushed) = (now, error.Length <= 300 ? error : error[..300], Pushed + pushed);
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(Failures, 9)));
        NextAttemptAt = now + (pause < LongestPause ? pause : LongestPause);
        Failures++;
    }

    public void Now(DateTimeOffset now) => NextAttemptAt = now;

    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("The directory has been taken off already.");
        EndedAt = now;
    }
}

/// <summary>What a directory calls one of our accounts or groups, and what it was told last, so that nothing is sent twice.</summary>
public sealed class ScimLink : SchoolRow
{
    public Guid TargetId { get; init; }
    /// <summary>"user:" and the person's id, or "group:" and its name.</summary>
    public required string Ours { get; init; }
    public required string Theirs { get; set; }
    public byte[]? Told { get; set; }
}
