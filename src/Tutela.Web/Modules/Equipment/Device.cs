using System.Net;
using Tutela.Engine.Policy;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Equipment;

public enum DeviceKind { Tablet, Laptop, Desktop, Phone, Other, Gateway }

/// <summary>A device that belongs to the school. The network knows it by its MAC address or by an address of its own.</summary>
public sealed class Device : SchoolRow
{
    public const int NameMaxLength = 100;
    public const int AssetNumberMaxLength = 40;

    public required string Name { get; init; }
    public DeviceKind Kind { get; init; }
    public string? AssetNumber { get; init; }
    /// <summary>As <see cref="DeviceId.Canonical"/> writes it.</summary>
    public string? Mac { get; init; }
    /// <summary>The address that it always has on the school's network, where it has one.</summary>
    public string? Address { get; init; }
    /// <summary>Whether its drive is encrypted; null when nobody has looked.</summary>
    public bool? Encrypted { get; private set; }
    /// <summary>Whether a password protects it; null when nobody has looked.</summary>
    public bool? PasswordProtected { get; private set; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Says why the text is no MAC address, or null. An empty one is none.</summary>
    public static string? MacFault(string? text) =>
        string.IsNullOrWhiteSpace(text) || DeviceId.Canonical(text.Trim()) is { Length: 17 } mac && mac.Split(':').Length == 6 ? null
        : "Enter a MAC address such as 9c:5c:8e:12:34:56, or leave it empty";

    /// <summary>Says why the text is no single address, or null. An empty one is none.</summary>
    public static string? AddressFault(string? text) =>
        string.IsNullOrWhiteSpace(text) || Network.TryParse(text.Trim(), out _) && IPAddress.TryParse(text.Trim(), out _) ? null
        : "Enter one address such as 10.1.4.20, or leave it empty";

    public void MarkEncrypted(bool? encrypted) => Encrypted = encrypted;

    public void MarkPasswordProtected(bool? isProtected) => PasswordProtected = isProtected;

    public void Retire(DateTimeOffset now, bool isOut)
    {
        if (RetiredAt is not null) throw new Refused("This device has been taken out of use already.");
        if (isOut) throw new Refused("This device is on loan. Take it back first.");
        RetiredAt = now;
    }
}

public static class DeviceKinds
{
    public static string Title(this DeviceKind kind) => kind switch
    {
        DeviceKind.Tablet => "Tablet",
        DeviceKind.Laptop => "Laptop",
        DeviceKind.Desktop => "Desktop computer",
        DeviceKind.Phone => "Phone",
        DeviceKind.Gateway => "Router or DNS forwarder (many devices behind it)",
        _ => "Something else",
    };
}
