using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies;

[DbContext(typeof(TutelaDb)), Migration("0040_policies")] public sealed class Migration0040 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0121_attestation_questions")] public sealed class Migration0121 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0122_education_items")] public sealed class Migration0122 : SqlMigration;

/// <summary>That a person has read and understood one version of the policy.</summary>
public sealed class Attestation : SchoolRow
{
    public Guid PersonId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>Tries at the questions, the right one counted; 0 where none were asked.</summary>
    public int Attempts { get; init; }
}

/// <summary>One try at the questions. Never changed.</summary>
public sealed class AttestationAttempt : SchoolRow
{
    public Guid PersonId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>Each as question=option.</summary>
    public required string[] Answers { get; init; }
    /// <summary>The questions that were not right.</summary>
    public required string[] Wrong { get; init; }

    public static AttestationAttempt Of(Guid id, Guid person, int version, IReadOnlyList<AttestationQuestion> questions, IReadOnlyDictionary<string, string> answers, DateTimeOffset now) => new()
    {
        Id = id,
        PersonId = person,
        Version = version,
        At = now,
        Answers = [.. questions.Select(q => $"{q.Id}={answers[q.Id]}")],
        Wrong = [.. questions.Where(q => !q.IsRight(answers[q.Id])).Select(q => q.Id)],
    };

    public string? AnswerTo(string question) => Answers.FirstOrDefault(a => a.StartsWith(question + "=", StringComparison.Ordinal))?[(question.Length + 1)..];
}

/// <summary>That an adult is asked for one version since a day, and what was done to remind them.</summary>
public sealed class AttestationAsk : SchoolRow
{
    public Guid PersonId { get; init; }
    public int Version { get; init; }
    public DateOnly AskedOn { get; init; }
    public int Reminders { get; private set; }
    public DateOnly? RemindedOn { get; private set; }
    public DateOnly? HeadToldOn { get; private set; }

    public DateOnly? HeadToldFrom(AttestationSettings settings) => settings.HeadAfterDays is { } days ? AskedOn.AddDays(days) : null;

    /// <summary>True when a day of the pack has come since the last reminder, also when the job missed the day itself, and before the headteacher
    /// would be told of somebody whom nobody reminded.</summary>
    public bool IsDueForReminder(AttestationSettings settings, DateOnly today) =>
        settings.RemindDays.Any(day => AskedOn.AddDays(day) is var due && due <= today && (RemindedOn is not { } last || last < due))
        || (RemindedOn is null && HeadToldFrom(settings) <= today);

    /// <summary>The person saw it first: a reminder of an earlier day.</summary>
    public bool IsDueForHead(AttestationSettings settings, DateOnly today) => HeadToldOn is null && HeadToldFrom(settings) <= today && RemindedOn < today;

    public void Reminded(DateOnly today) => (Reminders, RemindedOn) = (Reminders + 1, today);

    public void HeadTold(DateOnly today) => HeadToldOn = today;
}
