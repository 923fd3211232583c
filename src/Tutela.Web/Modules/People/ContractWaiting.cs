using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.People;

/// <summary>Contracts with providers that end soon or have ended: for those who answer for them. One query.</summary>
internal sealed class ContractWaiting(PackInForce pack) : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(Role.Headteacher, Role.Administrator)) return [];
        var today = now.LondonDay();
        var until = today.AddDays(pack.Settings.Governance.ContractWarnDays);
        var ending = await db.Set<ProviderContract>().AsNoTracking().Where(c => c.ReplacedAt == null && c.EndsOn <= until).OrderBy(c => c.EndsOn).ToListAsync();
        return [.. ending.Select(c => new Waiting($"The contract with {c.Provider} {(c.EndsOn < today ? "ended" : "ends")} on {DateText.Day(c.EndsOn)}", $"people/roles/{c.Post}",
            c.EndsOn < today ? WaitingRank.Urgent : WaitingRank.Due, "Renew it or say who comes next"))];
    }
}
