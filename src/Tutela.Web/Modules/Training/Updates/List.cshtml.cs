using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Updates;

/// <summary>Updates: for most people their own; for those who give them all, with whom they reached and whom none did.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class ListModel(TutelaDb db, CurrentUser user, TrainingAccess access, UpdateDesk desk, PackInForce pack, TimeProvider clock) : PageModel
{
    public const int Most = 60;

    public sealed record Row(TrainingUpdate Update, int Recipients, int Reached, bool ToRead);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<string> Without { get; private set; } = [];
    public IReadOnlyList<string> WithoutSafeguarding { get; private set; } = [];
    public int? MonthsSinceTechnical { get; private set; }
    public bool TechnicalIsLate => pack.Settings.Training.TechnicalUpdateMonths is { } most && (MonthsSinceTechnical is not { } months || months >= most);
    public int Months => desk.Months;
    public bool MayGive => access.MayGiveUpdates;
    public bool IsManager => access.IsManager;

    public async Task OnGetAsync()
    {
        var (me, all) = (user.PersonId, access.MayGiveUpdates);
        var recipients = db.Set<UpdateRecipient>();
        Rows = await db.Set<TrainingUpdate>().AsNoTracking()
            .Where(u => all || recipients.Any(r => r.UpdateId == u.Id && r.PersonId == me))
            .OrderByDescending(u => u.GivenOn).ThenByDescending(u => u.RecordedAt).Take(Most)
            .Select(u => new Row(u, recipients.Count(r => r.UpdateId == u.Id),
                recipients.Count(r => r.UpdateId == u.Id && !r.Missed && (u.Channel != UpdateChannel.Bulletin || r.ReadAt != null)),
                u.Channel == UpdateChannel.Bulletin && recipients.Any(r => r.UpdateId == u.Id && r.PersonId == me && r.ReadAt == null))).ToListAsync();
        if (!all) return;
        var technical = nameof(UpdateSubject.Technical);
        if (await db.Set<TrainingUpdate>().Where(u => u.About.Contains(technical)).MaxAsync(u => (DateOnly?)u.GivenOn) is { } last) MonthsSinceTechnical = UpdateDesk.MonthsSince(last, clock.Today());
        if (!access.IsManager) return;
        Without = [.. (await desk.StaffWithoutAsync(safeguardingOnly: false)).Without.Select(p => p.Name)];
        WithoutSafeguarding = [.. (await desk.StaffWithoutAsync(safeguardingOnly: true)).Without.Select(p => p.Name)];
    }
}
