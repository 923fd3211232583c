using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Mine;

[For(Everyone = true)]
public sealed class MineModel(TutelaDb db, CurrentUser user, PackInForce pack) : PageModel
{
    public sealed record Row(Guid Id, string Title, AgreementAssignment Assignment, bool WaitsForMe);

    public IReadOnlyList<Row> Waiting { get; private set; } = [];
    public IReadOnlyList<Row> Done { get; private set; } = [];
    public bool IsPupil => user.Is(Role.Pupil);

    public async Task OnGetAsync()
    {
        var rows = (await db.Set<AgreementAssignment>().AsNoTracking()
                .Where(a => a.PersonId == user.PersonId && a.Status != AgreementStatus.Ended).OrderByDescending(a => a.AssignedOn).ToListAsync())
            .Select(a => new Row(a.Id, pack.Pack.Agreement(a.Document)?.Title ?? a.Document, a, a.Waits(SignedAs.Self))).ToList();
        Waiting = [.. rows.Where(r => r.WaitsForMe)];
        Done = [.. rows.Where(r => !r.WaitsForMe)];
    }
}
