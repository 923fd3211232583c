using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access;

/// <summary>Tells the network whom the register gives no access. Asks the rows and not the register, which itself asks the filter.</summary>
internal sealed class AccessRefusalsFromRegister(TutelaDb db, TimeProvider clock) : AccessRefusals
{
    public override async Task<IReadOnlyCollection<Guid>> PeopleAsync(CancellationToken ct = default) => await AccessRegister.Without(db, clock.Today()).ToListAsync(ct);
}
