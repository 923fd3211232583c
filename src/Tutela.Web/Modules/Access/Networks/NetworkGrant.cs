using System.Security.Cryptography;
using System.Text;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Networks;

/// <summary>One person's device on one of the school's networks, under that person's own user name, from when until when.</summary>
public sealed class NetworkGrant : SchoolRow
{
    public const int DeviceMaxLength = 100;

    public Guid PersonId { get; init; }
    public SchoolNetwork Network { get; init; }
    public required string UserName { get; init; }
    /// <summary>The device in the school's equipment list, where it is the school's.</summary>
    public Guid? DeviceId { get; init; }
    public required string Device { get; init; }
    public Guid GrantedById { get; init; }
    public DateTimeOffset GrantedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndReason { get; private set; }

    /// <summary>What is asked, and what is known of it: <paramref name="RegisteredDevice"/> is the device of the equipment list that was named;
    /// <paramref name="NameHolder"/> somebody else who has the user name.</summary>
    public sealed record Wish(PersonKind Kind, SchoolNetwork? Network, string? UserName, string? Device, Guid? RegisteredDevice, string? NameHolder, string? NetworkId, bool InAudience, bool TermsAccepted, bool HasAccess, bool SchoolDeviceOnly);

    public static NetworkGrant Make(Guid person, Wish wish, Guid by, DateTimeOffset now)
    {
        if (wish.Network is not { } network) throw new Refused("Choose the network", "Input.Network");
        if (!wish.HasAccess) throw new Refused("This person has no internet access now. Grant that first", "Input.Network");
        if (network == SchoolNetwork.OwnDevice && !wish.InAudience) throw new Refused("The policy lets only others join this network with their own device", "Input.Network");
        if (network == SchoolNetwork.OwnDevice && !wish.TermsAccepted) throw new Refused("They have not accepted the terms for own devices. Ask them to read and accept them first", "Input.Network");
        if (string.IsNullOrWhiteSpace(wish.UserName)) throw new Refused("Enter the person's own user name", "Input.UserName");
        var name = wish.UserName.Trim();
        if (name.Length > AccessEntry.NetworkIdMaxLength) throw new Refused($"Use at most {AccessEntry.NetworkIdMaxLength} characters", "Input.UserName");
        if (wish.NameHolder is not null) throw new Refused($"{wish.NameHolder} has this user name. Each grant is one person's own", "Input.UserName");
        if (network == SchoolNetwork.OwnDevice && !string.Equals(name, wish.NetworkId, StringComparison.OrdinalIgnoreCase))
            throw new Refused(wish.NetworkId is null ? "Enter this person's own network user name in the register first" : "An own device joins under the person's own employee user name only", "Input.UserName");
        if (string.IsNullOrWhiteSpace(wish.Device)) throw new Refused(wish.SchoolDeviceOnly ? "Enter the asset number of a school device" : "Say which device", "Input.Device");
        if (wish.Device.Length > DeviceMaxLength) throw new Refused($"Use at most {DeviceMaxLength} characters", "Input.Device");
        if (wish.SchoolDeviceOnly && wish.RegisteredDevice is null) throw new Refused("That is not the asset number of a device in the equipment list. Pupils join with school devices only", "Input.Device");
        return new NetworkGrant
        {
            Id = Guid.CreateVersion7(now),
            PersonId = person,
            Network = network,
            UserName = name.ToLowerInvariant(),
            DeviceId = wish.RegisteredDevice,
            Device = wish.Device.Trim(),
            GrantedById = by,
            GrantedAt = now,
        };
    }

    public void End(string reason, DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("This has ended already.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why it ends", "Input.Reason");
        if (reason.Length > 500) throw new Refused("Use at most 500 characters", "Input.Reason");
        (EndedAt, EndReason) = (now, reason.Trim());
    }
}

/// <summary>Somebody accepted the terms for own devices, in the words that they had.</summary>
public sealed class OwnDeviceAcceptance : SchoolRow
{
    public Guid PersonId { get; init; }
    public required byte[] TermsDigest { get; init; }
    public required string Terms { get; init; }
    public DateTimeOffset At { get; init; }

    public static byte[] Digest(IEnumerable<string> terms) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', terms)));
}

/// <summary>A role's level on a network, where the school has said other than usual.</summary>
public sealed class NetworkLevel : SchoolRow
{
    public SchoolNetwork Network { get; init; }
    public Role Role { get; init; }
    public AccessLevel Level { get; set; }
}
