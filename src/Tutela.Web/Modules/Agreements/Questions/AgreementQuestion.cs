using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Agreements.Questions;

/// <summary>What somebody asks before signing, and the one answer to it.</summary>
public sealed class AgreementQuestion : SchoolRow
{
    public const int TextMaxLength = 1_000;
    public const int ReplyMaxLength = 2_000;

    public Guid AssignmentId { get; init; }
    public Guid AskedById { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Reply { get; private set; }
    public DateTimeOffset? RepliedAt { get; private set; }
    public Guid? RepliedById { get; private set; }

    public void Answer(string? reply, Guid by, DateTimeOffset now)
    {
        if (RepliedAt is not null) throw new Refused("This has been answered already.");
        if (string.IsNullOrWhiteSpace(reply)) throw new Refused("Write the answer", "Input.Reply");
        if (reply.Length > ReplyMaxLength) throw new Refused($"Use at most {ReplyMaxLength} characters", "Input.Reply");
        (Reply, RepliedAt, RepliedById) = (reply.Trim(), now, by);
    }
}

/// <summary>Takes questions to whoever the pack names, and answers back. Scoped.</summary>
public sealed class QuestionDesk(TutelaDb db, AgreementReading reading, Notifier notifier, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Asked = new("agreement.question", "A question about an agreement was asked");
    public static readonly Process Answered = new("agreement.answer", "A question about an agreement was answered");

    public Task<List<AgreementQuestion>> OfAsync(Guid assignmentId, Guid askedBy) =>
        db.Set<AgreementQuestion>().AsNoTracking().Where(q => q.AssignmentId == assignmentId && q.AskedById == askedBy).OrderBy(q => q.At).ToListAsync();

    public async Task AskAsync(AgreementAssignment assignment, Guid by, string? text)
    {
        audit.Begin(Asked);
        if (string.IsNullOrWhiteSpace(text)) throw new Refused("Write your question", "Input.Question");
        if (text.Length > AgreementQuestion.TextMaxLength) throw new Refused($"Use at most {AgreementQuestion.TextMaxLength} characters", "Input.Question");
        var now = clock.GetUtcNow();
        var question = new AgreementQuestion { Id = Guid.CreateVersion7(now), AssignmentId = assignment.Id, AskedById = by, Text = text.Trim(), At = now };
        db.Add(question);
        audit.Record(Asked, nameof(AgreementQuestion), question.Id, aboutPersonId: assignment.PersonId);
        var holders = (await reading.QuestionContactAsync()).Holders.Select(h => h.PersonId).OfType<Guid>().ToList();
        await notifier.TellAsync(holders, "A question about an agreement waits for your answer", "agreements/questions");
    }

    public async Task AnswerAsync(Guid id, string? reply, Guid by)
    {
        audit.Begin(Answered);
        await db.LockAsync<AgreementQuestion>(id);
        var question = await db.Set<AgreementQuestion>().SingleAsync(q => q.Id == id);
        question.Answer(reply, by, clock.GetUtcNow());
        audit.Record(Answered, nameof(AgreementQuestion), id);
        await notifier.TellAsync([question.AskedById], "Your question about an agreement has been answered", $"agreements/{question.AssignmentId}");
    }
}
