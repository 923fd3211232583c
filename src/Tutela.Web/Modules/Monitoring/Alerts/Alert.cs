using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Monitoring.Alerts;

public enum AlertKind { HighRisk, RepeatedAttempts, Circumvention, NodeSilent }

public enum AlertStatus { New, ConcernRaised, NotAWorry, Over }

/// <summary>Something that activity shows and a person should look at. It is about a device, an address or a signed-in user as the network
/// knows them, never about a child; while it is new, what follows of the same sort is added to it.</summary>
public sealed class Alert : SchoolRow
{
    public const int ReasonMaxLength = 2000;
    private const int NamesMost = 8;

    public AlertKind Kind { get; init; }
    public AlertStatus Status { get; private set; } = AlertStatus.New;
    /// <summary>1 (a word in passing) to 5 (now).</summary>
    public int Grade { get; private set; }
    /// <summary>What it is about: "address:10.1.4.2", "device:9c:…", "user:…", "node:…". For grouping, not for screens.</summary>
    public required string Subject { get; init; }
    public required string GroupName { get; init; }
    public required string Category { get; init; }
    /// <summary>The source of the newest activity in it.</summary>
    public long? SourceId { get; private set; }
    public Guid? NodeId { get; init; }
    /// <summary>Some of the names that were asked for.</summary>
    public List<string> Names { get; private set; } = [];
    public int Count { get; private set; }
    public DateTimeOffset FirstAt { get; private set; }
    public DateTimeOffset LastAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Reason { get; private set; }
    public Guid? ConcernId { get; private set; }

    public static Alert Raise(AlertKind kind, AlertFinding found, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Grade = found.Grade,
        Subject = found.Subject,
        GroupName = found.GroupName,
        Category = found.Category,
        SourceId = found.SourceId,
        NodeId = found.NodeId,
        Names = [.. found.Names.Take(NamesMost)],
        Count = found.Count,
        FirstAt = found.FirstAt,
        LastAt = found.LastAt,
    };

    /// <summary>More of the same, while nobody has decided.</summary>
    public void Add(AlertFinding more)
    {
        Grade = Math.Max(Grade, more.Grade);
        Count += more.Count;
        Names = [.. Names.Union(more.Names).Take(NamesMost)];
        if (more.FirstAt < FirstAt) FirstAt = more.FirstAt;
        if (more.LastAt < LastAt) return;
        LastAt = more.LastAt;
        SourceId = more.SourceId ?? SourceId;
    }

    /// <summary>Takes a step of <see cref="AlertSteps"/>.</summary>
    public void Take(AlertStep step, string? reason, Guid? by, DateTimeOffset now)
    {
        if (step.From != Status || !step.Kinds.Contains(Kind)) throw new Refused("Somebody has decided this alert already. Look at it again.");
        if (step.AsksReason && string.IsNullOrWhiteSpace(reason)) throw new Refused("Enter the reason for this decision", "Input.Reason");
        if (reason?.Trim().Length > ReasonMaxLength) throw new Refused($"Keep the reason to {ReasonMaxLength} characters", "Input.Reason");
        (Status, Reason, DecidedBy, DecidedAt) = (step.To, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), by, now);
    }

    public void LinkTo(Guid concern) => ConcernId = concern;
}

/// <summary>What was found in activity, before it is an alert or joins one.</summary>
public sealed record AlertFinding(int Grade, string Subject, string GroupName, string Category, long? SourceId, Guid? NodeId, IReadOnlyList<string> Names, int Count,
    DateTimeOffset FirstAt, DateTimeOffset LastAt);
