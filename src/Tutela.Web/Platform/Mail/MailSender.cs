using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Platform.Mail;

/// <summary>Sends what waits in the outbox by SMTP, with growing pauses after a failure. Without an SMTP server in the settings it sends
/// nothing: mails stay, and administrators read them on a page.</summary>
public sealed class MailSender(TutelaDb db, MailSettings settings, TimeProvider clock) : SchoolJob
{
    private const int BatchSize = 50;

    public override async Task RunAsync(CancellationToken ct)
    {
        if (!settings.CanSend) return;
        var now = clock.GetUtcNow();
        var mails = await db.Set<OutboxMail>().Where(m => m.SentAt == null && m.NextAttemptAt <= now).OrderBy(m => m.CreatedAt).Take(BatchSize).ToListAsync(ct);
        if (mails.Count == 0) return;
        using var smtp = new SmtpClient(settings.Host!, settings.Port) { EnableSsl = settings.Tls };
        if (settings.User is not null) smtp.Credentials = new System.Net.NetworkCredential(settings.User, settings.Password);
        foreach (var mail in mails)
        {
            mail.Attempts++;
            try
            {
                using var message = new MailMessage(settings.From, mail.To, mail.Subject, mail.Body)
                {
                    // Our mails are plain ASCII; quoted-printable would break the link over two lines.
                    BodyTransferEncoding = System.Net.Mime.TransferEncoding.SevenBit,
                };
                await smtp.SendMailAsync(message, ct);
                mail.SentAt = clock.GetUtcNow();
                mail.LastError = null;
            }
            catch (Exception e) when (e is SmtpException or FormatException)
            {
                mail.LastError = e is SmtpException smtpError ? $"SMTP {smtpError.StatusCode}" : "The address is not one that mail can go to.";
                mail.NextAttemptAt = now.AddMinutes(Math.Min(60, Math.Pow(2, mail.Attempts)));
            }
        }
    }
}

/// <summary>Settings Tutela:Smtp:Host, Port, User, Password, Tls, From.</summary>
public sealed class MailSettings(IConfiguration configuration)
{
    private readonly IConfigurationSection _smtp = configuration.GetSection("Tutela:Smtp");

    public string? Host => _smtp["Host"];
    public int Port => _smtp.GetValue("Port", 25);
    public string? User => _smtp["User"];
    public string? Password => _smtp["Password"];
    public bool Tls => _smtp.GetValue("Tls", false);
    public string From => _smtp["From"] ?? "tutela@localhost";
    public bool CanSend => !string.IsNullOrWhiteSpace(Host);
}
