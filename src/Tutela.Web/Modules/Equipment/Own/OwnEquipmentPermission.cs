using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Equipment.Own;

/// <summary>Leave for one person to use one kind of equipment of their own for work: what for, from whom, until when.</summary>
public sealed class OwnEquipmentPermission : SchoolRow
{
    public const int DeviceMaxLength = 60;
    public const int PurposeMaxLength = 500;

    public Guid PersonId { get; init; }
    public required string Device { get; init; }
    public required string Purpose { get; init; }
    public Guid GivenById { get; init; }
    public DateTimeOffset GivenAt { get; init; }
    /// <summary>The last day; absent: until it is ended.</summary>
    public DateOnly? Until { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedById { get; private set; }

    public bool HoldsOn(DateOnly day) => EndedAt is null && (Until is not { } until || day <= until);

    /// <summary>What is asked. <paramref name="AgreementLack"/>: which agreement the person has not got in force, in a sentence.</summary>
    public sealed record Wish(Guid PersonId, string? Device, string? Purpose, DateOnly? Until, string? AgreementLack);

    public static OwnEquipmentPermission Give(Wish wish, OwnEquipmentSettings policy, Guid by, DateTimeOffset now)
    {
        if (policy.Use == OwnEquipmentUse.NotAllowed) throw new Refused("The policy lets nobody use equipment of their own for work.");
        if (wish.PersonId == by) throw new Refused("You can't give leave to yourself. Ask somebody else who may.", "Input.PersonId");
        if (wish.AgreementLack is { } lack) throw new Refused(lack, "Input.PersonId");
        if (string.IsNullOrWhiteSpace(wish.Device)) throw new Refused("Say which equipment", "Input.Device");
        if (wish.Device.Length > DeviceMaxLength) throw new Refused($"Use at most {DeviceMaxLength} characters", "Input.Device");
        if (string.IsNullOrWhiteSpace(wish.Purpose)) throw new Refused("Say what it is used for", "Input.Purpose");
        if (wish.Purpose.Length > PurposeMaxLength) throw new Refused($"Use at most {PurposeMaxLength} characters", "Input.Purpose");
        if (wish.Until is null && policy.Leave == LeaveKind.EachTime) throw new Refused("The policy asks for leave each time: enter the last day", "Input.Until");
        if (wish.Until < now.LondonDay()) throw new Refused("The last day can't be in the past", "Input.Until");
        return new OwnEquipmentPermission
        {
            Id = Guid.CreateVersion7(now),
            PersonId = wish.PersonId,
            Device = wish.Device.Trim(),
            Purpose = wish.Purpose.Trim(),
            GivenById = by,
            GivenAt = now,
            Until = wish.Until,
        };
    }

    public void End(Guid by, DateTimeOffset now)
    {
        if (!HoldsOn(now.LondonDay())) throw new Refused("This leave has ended already.");
        (EndedAt, EndedById) = (now, by);
    }
}
