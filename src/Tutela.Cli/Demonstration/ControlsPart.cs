using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Platform.Controls;

namespace Tutela.Cli.Demonstration;

/// <summary>The school's jobs run on past days, so that the controls have a past: weekly, and daily of late.</summary>
internal static class ControlsPart
{
    private const int DailyFor = 10;

    public static void Plan(Timeline timeline)
    {
        foreach (var day in timeline.Days.Where(d => d.DayOfWeek == DayOfWeek.Friday).Concat(timeline.Days.TakeLast(DailyFor)).Distinct())
            timeline.AddJob(Timeline.At(day, 17, 0), RunAsync);
    }

    public static async Task RunAsync(Acting acting)
    {
        await acting.Get<AccessRegister>().SettleAsync();
        await acting.Get<ControlRun>().RunAsync(CancellationToken.None);
    }
}
