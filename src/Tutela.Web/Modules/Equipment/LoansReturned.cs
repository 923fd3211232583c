using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Equipment;

/// <summary>Which of the school's devices somebody who leaves still has. It is shown, and keeps no record open: a device may be lost.</summary>
internal sealed class LoansReturned(DeviceRegister devices) : LeaverChecklist
{
    public override async Task<IReadOnlyList<LeaverLine>> ForAsync(Person person) =>
        [.. (await devices.LentToAsync([person.Id])).Select(d => new LeaverLine($"{d.Label}, lent to them", null, "Not back yet", IsNeeded: false))];
}
