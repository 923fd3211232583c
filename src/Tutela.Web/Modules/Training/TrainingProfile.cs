using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training;

/// <summary>What the school marks for a person: that a volunteer needs training, and the group of the board that a governor sits on.</summary>
public sealed class TrainingProfile : SchoolRow
{
    public const int GroupMaxLength = 80;

    public Guid PersonId { get; init; }
    public bool NeedsTraining { get; private set; }
    /// <summary>A group for child protection, technology, health and safety or online safety.</summary>
    public string? GroupName { get; private set; }
    public DateOnly? RemindedOn { get; set; }

    public void Mark(bool needsTraining, string? group)
    {
        if (group?.Length > GroupMaxLength) throw new Refused($"Keep the group to {GroupMaxLength} characters", "Mark.Group");
        (NeedsTraining, GroupName) = (needsTraining, string.IsNullOrWhiteSpace(group) ? null : group.Trim());
    }
}

/// <summary>What a starter has to cover, and by when. Made when somebody joins; what is covered is read from the completions.</summary>
public sealed class Induction : SchoolRow
{
    public const int ReasonMaxLength = 200;

    public Guid PersonId { get; init; }
    public DateOnly StartedOn { get; init; }
    public DateOnly DueOn { get; init; }
    public required string[] Topics { get; init; }
    public string? NotNeededReason { get; private set; }
    public Guid? NotNeededById { get; private set; }

    public void NotNeeded(string? reason, Guid by)
    {
        if (NotNeededReason is not null) throw new Refused("It is recorded already that no induction is needed.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why no induction is needed", "Input.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Keep the reason to {ReasonMaxLength} characters", "Input.Reason");
        (NotNeededReason, NotNeededById) = (reason.Trim(), by);
    }
}

/// <summary>A member of staff said that they know what is expected of them in filtering and monitoring this academic year.</summary>
public sealed class FilteringConfirmation : SchoolRow
{
    public Guid PersonId { get; init; }
    public int AcademicYear { get; init; }
    public DateTimeOffset At { get; init; }
}
