using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Equipment;

/// <summary>A device in the hands of one person, or of a class, from a time until a time. What was lent stays written.</summary>
public sealed class DeviceLoan : SchoolRow
{
    public const int ClassNameMaxLength = 60;
    public const int LongestDays = 366;

    public Guid DeviceId { get; init; }
    public Guid? PersonId { get; init; }
    public string? ClassName { get; init; }
    public bool GoesHome { get; init; }
    /// <summary>When a device that goes home comes back.</summary>
    public DateOnly? DueOn { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset? Until { get; private set; }
    public Guid LentBy { get; init; }

    /// <summary>Whom a device is lent to, and where it goes.</summary>
    public sealed record Wish(Guid? PersonId, string? ClassName, bool GoesHome, DateOnly? DueOn = null);

    /// <summary>What the school's policy asks of a loan.</summary>
    /// <param name="HomeNeedsEncryption">Only an encrypted drive goes home.</param>
    /// <param name="AgreementLack">Which agreement the borrower has not got in force, in a sentence, where the policy asks for one before a device goes home.</param>
    public sealed record Rule(bool HomeNeedsEncryption, string? AgreementLack = null);

    public bool IsLate(DateOnly today) => Until is null && DueOn < today;

    public static DeviceLoan Make(Device device, bool isOut, Wish wish, Rule rule, Guid by, DateTimeOffset now)
    {
        if (device.RetiredAt is not null) throw new Refused("This device is out of use.");
        if (isOut) throw new Refused("This device is on loan already. Take it back first.");
        if (device.Kind == DeviceKind.Gateway) throw new Refused("A router or forwarder serves many people: it is not lent.");
        if (wish.PersonId is null == string.IsNullOrWhiteSpace(wish.ClassName)) throw new Refused("Choose one person, or name a class, not both", "Input.PersonId");
        if (wish.GoesHome && wish.PersonId is null) throw new Refused("A device goes home with one person, not with a class", "Input.GoesHome");
        if (wish.GoesHome && rule.HomeNeedsEncryption && device.Encrypted != true)
            throw new Refused(device.Encrypted is null
                ? "Nobody has recorded whether this device's drive is encrypted. Check it and record it before the device goes home"
                : "This device's drive is not encrypted, so it must not go home", "Input.GoesHome");
        if (wish.GoesHome && rule.AgreementLack is { } lack) throw new Refused(lack, "Input.GoesHome");
        var today = now.LondonDay();
        if (wish.GoesHome && wish.DueOn is null) throw new Refused("Enter the day when it comes back", "Input.DueOn");
        if (wish.GoesHome && wish.DueOn < today) throw new Refused("The day when it comes back can't be in the past", "Input.DueOn");
        if (wish.GoesHome && wish.DueOn > today.AddDays(LongestDays)) throw new Refused("A loan goes on for a year at most. Enter an earlier day; it can be lent again", "Input.DueOn");
        return new DeviceLoan
        {
            Id = Guid.CreateVersion7(now),
            DeviceId = device.Id,
            PersonId = wish.PersonId,
            ClassName = string.IsNullOrWhiteSpace(wish.ClassName) ? null : wish.ClassName.Trim(),
            GoesHome = wish.GoesHome,
            DueOn = wish.GoesHome ? wish.DueOn : null,
            From = now,
            LentBy = by,
        };
    }

    public void Return(DateTimeOffset now)
    {
        if (Until is not null) throw new Refused("This device has been returned already.");
        Until = now;
    }
}
