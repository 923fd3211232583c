using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>The lists of duties in the policy to which the school adds its own. One query a call. Scoped.</summary>
public sealed class DutyLists(TutelaDb db, PackInForce pack)
{
    public async Task<IReadOnlyList<(DutyListSetting List, IReadOnlyList<AddedDuty> Duties)>> LoadAsync()
    {
        var lists = pack.Settings.Governance.DutyLists;
        if (lists.Count == 0) return [];
        var duties = (await db.Set<AddedDuty>().AsNoTracking().Where(d => d.EndedAt == null).OrderBy(d => d.AddedAt).ToListAsync()).ToLookup(d => d.List);
        return [.. lists.Select(l => (l, (IReadOnlyList<AddedDuty>)[.. duties[l.Id]]))];
    }
}
