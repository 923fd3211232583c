using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.Monitoring.Activity;

namespace Tutela.Web.Modules.Monitoring.Naming;

/// <summary>Whether a source can be tied to one person at a time, and by what. Pure.</summary>
/// <param name="User">the signed-in user</param>
/// <param name="PersonId">the person who had the device</param>
/// <param name="WhyNot">why nobody can be named; null when somebody can</param>
public sealed record Tie(string? User, Guid? PersonId, string? WhyNot)
{
    public static Tie Of(Source source, KnownDevice? device, DateTimeOffset at)
    {
        if (source.User.Length > 0) return new(source.User, null, null);
        if (device is { IsShared: true }) return None("Many devices share this one's address. Nobody can be named from it.");
        if (device is null && source.Device.Length == 0) return None("Only an address is known, and addresses pass from device to device. Nobody can be named from one. When the device is on the equipment list, later activity can be tied to it.");
        if (device is null) return None("This device is not on the equipment list, so nobody knows who had it.");
        return device.LoanAt(at) switch
        {
            { PersonId: { } person } => new(null, person, null),
            { ClassName: { } name } => None($"Class {name} used this device at that time. Which child had it is not recorded here: ask whoever taught them."),
            _ => None("Nobody had this device on loan at that time."),
        };
    }

    private static Tie None(string why) => new(null, null, why);
}
