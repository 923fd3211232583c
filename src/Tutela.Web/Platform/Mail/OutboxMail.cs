using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Mail;

/// <summary>An e-mail that waits to be sent, written in the transaction of what it is about. It names nobody and tells no detail.</summary>
public sealed class OutboxMail : SchoolRow
{
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public string? LastError { get; set; }
}
