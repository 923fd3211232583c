using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Governance;

/// <summary>Something that one person does by a day: out of a meeting, out of the self-review, or a governor's task of its own.</summary>
public sealed class GovernanceAction : SchoolRow
{
    public const int TextMaxLength = 500, OutcomeMaxLength = 2000;

    public Guid? MeetingId { get; init; }
    public Guid? ReviewId { get; init; }
    /// <summary>The aspect of the self-review that it is to lift.</summary>
    public string? Aspect { get; init; }
    public required string Text { get; init; }
    public Guid OwnerId { get; init; }
    public DateOnly DueOn { get; init; }
    public Guid AddedById { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? DoneAt { get; private set; }
    public Guid? DoneById { get; private set; }
    public string? Outcome { get; private set; }

    public bool IsLate(DateOnly today) => DoneAt is null && DueOn < today;

    public void Done(string outcome, Guid by, DateTimeOffset now)
    {
        if (DoneAt is not null) throw new Refused("This is done already.", "Input.Outcome");
        (DoneAt, DoneById, Outcome) = (now, by, outcome);
    }
}

/// <summary>A governor asks, whoever holds the post answers. Neither is edited.</summary>
public sealed class GovernorQuestion : SchoolRow
{
    public const int TextMaxLength = 2000, AnswerMaxLength = 5000;

    public Guid AskedById { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public Platform.Identity.Role AskedOf { get; init; }
    public required string Text { get; init; }
    public Guid? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? Answer { get; private set; }

    public void Reply(string answer, Guid by, DateTimeOffset now)
    {
        if (AnsweredAt is not null) throw new Refused("This question has been answered already.", "Input.Answer");
        (AnsweredById, AnsweredAt, Answer) = (by, now, answer);
    }
}
