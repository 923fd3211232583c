using System.Security.Cryptography;
using System.Text;
using Tutela.Web.Modules.Equipment.Contract;

namespace Tutela.Web.Modules.Monitoring.Activity;

/// <summary>How sure it is who asked, from least to most.</summary>
public enum Certainty { Network, Address, Device, User }

/// <summary>Who asked, as the network saw it.</summary>
public sealed record Source(long Id, string Client, string Device, string User, string GroupName)
{
    public IEnumerable<string> Keys => Device.Length > 0 ? [Device, Client] : [Client];

    /// <summary>The device of the list that this is, by its MAC address before its address.</summary>
    public KnownDevice? Find(IReadOnlyList<KnownDevice> devices) =>
        (Device.Length > 0 ? devices.FirstOrDefault(d => d.Mac == Device) : null) ?? devices.FirstOrDefault(d => d.Address == Client);
}

/// <summary>What may be said of a source at a time: how sure it is, what to call it, what is known. Pure. Nobody is named here.</summary>
public sealed record Sighting(Certainty Certainty, string Label, string Known)
{
    public string CertaintyText => Certainty switch
    {
        Certainty.Network => "network only",
        Certainty.Address => "address",
        Certainty.Device => "device",
        _ => "signed-in user",
    };

    /// <param name="source">as the network saw it</param>
    /// <param name="device">the device of the equipment list, or null</param>
    /// <param name="group">the group's title</param>
    /// <param name="at">when</param>
    /// <param name="mayName">false hides which device it was when one person had it: whoever lends devices out would know who</param>
    /// <param name="school">makes pseudonyms differ between schools</param>
    public static Sighting Of(Source source, KnownDevice? device, string group, DateTimeOffset at, bool mayName, Guid school)
    {
        if (source.User.Length > 0) return new(Certainty.User, $"User {Pseudonym(school, source.User)}", "a user who had signed in");
        if (device is { IsShared: true }) return new(Certainty.Network, device.Label, "many devices stand behind it, so only the network is known");
        if (device is not null)
        {
            return device.LoanAt(at) switch
            {
                { PersonId: not null } when mayName => new(Certainty.Device, device.Label, "this device, lent to one person at that time"),
                { PersonId: not null } => new(Certainty.Device, $"Device {Pseudonym(school, device.Id.ToString())}", "a device that was lent to one person"),
                { ClassName: { } name } => new(Certainty.Device, device.Label, $"this device, used by class {name}"),
                _ => new(Certainty.Device, device.Label, "this device, lent to nobody at that time"),
            };
        }
        if (source.Device.Length > 0) return new(Certainty.Device, $"Device {source.Device}", "a device that is not on the equipment list");
        return new(Certainty.Address, source.Client, group.Length == 0 ? "an address" : $"an address in the group {group}");
    }

    /// <summary>Six letters and digits that stay the same for one user or device of one school, and say nothing else.</summary>
    public static string Pseudonym(Guid school, string key)
    {
        const string letters = "23456789BCDFGHJKMNPQRSTVWXZ";
        var hash = HMACSHA256.HashData(school.ToByteArray(bigEndian: true), Encoding.UTF8.GetBytes(key));
        return string.Create(6, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = letters[bytes[i] % letters.Length];
        });
    }
}
