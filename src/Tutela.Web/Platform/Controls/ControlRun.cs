using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Platform.Controls;

/// <summary>Asks every control and keeps the answer of the day, so that pages read answers and trends with one query.</summary>
public sealed class ControlRun(TutelaDb db, IEnumerable<Control> controls, TimeProvider clock) : SchoolJob
{
    public override async Task RunAsync(CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var kept = await db.Set<ControlDay>().Where(d => d.Day == today).ToDictionaryAsync(d => d.ControlId, ct);
        foreach (var control in controls)
        {
            var result = await control.EvaluateAsync(db, now);
            if (!kept.TryGetValue(control.Id, out var day))
                db.Add(day = new ControlDay { Id = Guid.CreateVersion7(now), Day = today, ControlId = control.Id, Sentence = result.Sentence });
            (day.State, day.Good, day.Total, day.Sentence, day.Evidence, day.At) = (result.State, result.Good, result.Total, result.Sentence, result.Evidence, now);
        }
        await db.SaveChangesAsync(ct);
    }
}
