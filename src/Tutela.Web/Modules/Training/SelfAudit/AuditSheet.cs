using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training.SelfAudit;

/// <summary>One sending of the self-audit.</summary>
public sealed class AuditRound : SchoolRow
{
    public DateOnly OpenedOn { get; init; }
    public DateOnly DueOn { get; init; }
    public Guid OpenedById { get; init; }
    public DateOnly? ClosedOn { get; private set; }

    public void Close(DateOnly on)
    {
        if (ClosedOn is not null) throw new Refused("This self-audit is closed already.");
        ClosedOn = on;
    }
}

/// <summary>The ten questions as one person is asked them. Answers are given once and never changed; a new round asks again.</summary>
public sealed class AuditSheet : SchoolRow
{
    public Guid RoundId { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Takes the answers. Returns them with the needs that follow: one for each "no", and one for a wish.</summary>
    public (IReadOnlyList<AuditAnswer> Answers, IReadOnlyList<TrainingNeed> Needs) Answer(IReadOnlyList<GivenAnswer> given, bool isRoundOpen, DateTimeOffset now)
    {
        if (AnsweredAt is not null) throw new Refused("You have sent your answers already. Nothing more is needed.");
        if (!isRoundOpen) throw new Refused("This self-audit is closed.");
        if (given.Count != SelfAuditForm.Questions) throw new Refused("Answer all ten questions");
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i].Yes is null) throw new Refused($"Answer question {i + 1} with yes or no", $"Input.Answers[{i}].Yes");
            if (given[i].Comment?.Length > AuditAnswer.CommentMaxLength) throw new Refused($"Keep the comment to {AuditAnswer.CommentMaxLength} characters", $"Input.Answers[{i}].Comment");
        }
        var wish = given[SelfAuditForm.Wishes - 1];
        if (wish.Yes == true && string.IsNullOrWhiteSpace(wish.Comment)) throw new Refused("Say in which parts you would like training", $"Input.Answers[{SelfAuditForm.Wishes - 1}].Comment");
        AnsweredAt = now;
        var answers = given.Select((g, i) => new AuditAnswer
        {
            Id = Guid.CreateVersion7(now),
            AuditId = Id,
            Question = i + 1,
            Yes = g.Yes!.Value,
            Comment = string.IsNullOrWhiteSpace(g.Comment) ? null : g.Comment.Trim(),
        }).ToList();
        var needs = answers.Where(a => a.Question == SelfAuditForm.Wishes ? a.Yes : !a.Yes).Select(a => new TrainingNeed
        {
            Id = Guid.CreateVersion7(now),
            AuditId = Id,
            PersonId = PersonId,
            Question = a.Question,
            Wish = a.Question == SelfAuditForm.Wishes ? a.Comment : null,
            // The next page tells these at once: who leads, and what to do when a pupil comes.
            ShownAt = a.Question is SelfAuditForm.LeadsName or SelfAuditForm.Procedure ? now : null,
        }).ToList();
        return (answers, needs);
    }
}

public sealed record GivenAnswer(bool? Yes, string? Comment);

public sealed class AuditAnswer : SchoolRow
{
    public const int CommentMaxLength = 1_000;

    public Guid AuditId { get; init; }
    public int Question { get; init; }
    public bool Yes { get; init; }
    public string? Comment { get; init; }
}
