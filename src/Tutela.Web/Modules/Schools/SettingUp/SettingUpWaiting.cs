using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp;

internal sealed class SettingUpWaiting(SettingUpDesk desk, SchoolScope scope) : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (scope.IsLive || !user.Is(Role.Administrator, Role.Headteacher)) return [];
        var state = await desk.LoadAsync();
        return [new($"Go on setting up ({state.Done} of {state.Tasks.Count} done)", "setting-up", WaitingRank.Due, "Nobody is asked for anything before the school goes live")];
    }
}
