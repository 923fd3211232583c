using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Hosting;

/// <summary>What the host needs to know before it is built.</summary>
public sealed record HostSettings
{
    public required DatabaseAddress Database { get; init; }
    /// <summary>Audit heads, and with Tutela's own PostgreSQL the cluster.</summary>
    public required string DataFolder { get; init; }
    /// <summary>Addresses to listen on, such as http://127.0.0.1:8080; empty for the command line.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];
    public bool RunJobs { get; init; } = true;
    public TimeProvider Clock { get; init; } = TimeProvider.System;
    /// <summary>Rounds of a password's hash (PBKDF2, SHA-512). Tests, which sign in thousands of times, take fewer.</summary>
    public int PasswordRounds { get; init; } = 100_000;
    /// <summary>Settings on top of environment variables, such as Tutela:Smtp:Host.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
