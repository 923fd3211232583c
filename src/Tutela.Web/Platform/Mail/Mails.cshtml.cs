using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Mail;

/// <summary>What was sent and what waits. Without an SMTP server it is where an administrator finds the links to hand on.</summary>
[For(Role.Administrator)]
public sealed class MailsModel(TutelaDb db, MailSettings settings) : PageModel
{
    private const int Most = 200;

    public bool CanSend => settings.CanSend;
    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];
    public int Waiting { get; private set; }

    public async Task OnGetAsync()
    {
        Waiting = await db.Set<OutboxMail>().CountAsync(m => m.SentAt == null);
        Mails = await db.Set<OutboxMail>().AsNoTracking().OrderByDescending(m => m.CreatedAt).Take(Most).ToListAsync();
    }

    /// <summary>How a mail stands, in words.</summary>
    public string StateOf(OutboxMail mail) => mail switch
    {
        { SentAt: not null } => "Sent",
        { LastError: not null } => $"Tried {mail.Attempts} times: {mail.LastError}",
        _ => CanSend ? "Waiting" : "Kept here",
    };
}
