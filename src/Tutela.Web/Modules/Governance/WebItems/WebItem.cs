using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance.WebItems;

public enum WebItemStatus { Proposed, Live, TurnedDown }

/// <summary>Something for the school's website. It is live only when the headteacher or the online safety coordinator has approved it.</summary>
public sealed class WebItem : SchoolRow
{
    public const int TitleMaxLength = 200, AddressMaxLength = 500, ReasonMaxLength = 500;

    public required string Title { get; init; }
    public required string Address { get; init; }
    public WebItemStatus Status { get; private set; }
    public Guid ProposedById { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public Guid? DecidedById { get; private set; }
    public Role? DecidedAs { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Reason { get; private set; }

    public void Decide(bool approve, string? reason, Role decidedAs, Guid by, DateTimeOffset now)
    {
        if (Status != WebItemStatus.Proposed) throw new Refused("This item has been decided already.");
        if (decidedAs is not (Role.Headteacher or Role.OnlineSafetyCoordinator)) throw new Forbidden();
        if (!approve && string.IsNullOrWhiteSpace(reason)) throw new Refused("Say what has to change first", "Input.Reason");
        (Status, Reason, DecidedAs, DecidedById, DecidedAt) = (approve ? WebItemStatus.Live : WebItemStatus.TurnedDown, reason?.Trim(), decidedAs, by, now);
    }
}
