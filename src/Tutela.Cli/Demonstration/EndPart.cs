using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Monitoring.Retention;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;

namespace Tutela.Cli.Demonstration;

/// <summary>Today: the jobs as they run each day, old notices read, old mails gone, so that nobody comes in to a heap.</summary>
internal static class EndPart
{
    public static async Task<bool> PlayAsync(Acting acting, Timeline timeline, CancellationToken ct)
    {
        await ControlsPart.RunAsync(acting);
        await acting.Get<ActivityRetention>().RunAsync(ct);
        var (recent, now) = (timeline.Now.AddHours(-12), timeline.Now);
        await acting.Db.Set<Notice>().Where(n => n.At < recent && n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, x => x.At.AddHours(1)), ct);
        await acting.Db.Set<OutboxMail>().Where(m => m.CreatedAt < recent && m.SentAt == null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, x => x.CreatedAt.AddMinutes(1)).SetProperty(x => x.Attempts, 1), ct);
        return true;
    }
}
