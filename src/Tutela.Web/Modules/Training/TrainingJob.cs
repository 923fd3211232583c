using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Training;

/// <summary>Makes inductions for starters and reminds people of what is due soon or overdue, at most once in <see cref="ReminderDays"/> days.</summary>
public sealed class TrainingJob(TutelaDb db, TrainingDesk desk, TrainingRecords records, TimeProvider clock) : SchoolJob
{
    public const int ReminderDays = 14;

    public override bool OnlyWhenLive => true;

    public override async Task RunAsync(CancellationToken ct)
    {
        await desk.MakeInductionsAsync();
        var since = clock.Today().AddDays(-ReminderDays);
        var lately = (await db.Set<TrainingProfile>().Where(p => p.RemindedOn > since).Select(p => p.PersonId).ToListAsync(ct)).ToHashSet();
        var pressing = (await records.LoadAsync()).Where(p => p.Pressing.Any() && !lately.Contains(p.Person.Id)).Select(p => p.Person.Id).ToList();
        await desk.RemindAsync(pressing);
    }
}
