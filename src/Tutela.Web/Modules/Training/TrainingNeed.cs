using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training;

/// <summary>Training that a self-audit says somebody needs or wishes for: open, planned into a session, met.</summary>
public sealed class TrainingNeed : SchoolRow
{
    public const int TopicMaxLength = 80;

    public Guid AuditId { get; init; }
    public Guid PersonId { get; init; }
    public int Question { get; init; }
    /// <summary>In the person's own words.</summary>
    public string? Wish { get; init; }
    /// <summary>The planner's word for wishes that belong together.</summary>
    public string? Topic { get; private set; }
    public Guid? SessionId { get; private set; }
    /// <summary>When the person was shown what they said they did not know.</summary>
    public DateTimeOffset? ShownAt { get; init; }
    public DateTimeOffset? MetAt { get; private set; }

    public NeedState State => MetAt is not null ? NeedState.Met : SessionId is not null ? NeedState.Planned : NeedState.Open;

    public void Group(string? topic)
    {
        var word = topic?.Trim() ?? "";
        if (word.Length == 0) throw new Refused("Enter a topic for these wishes", "Group.Topic");
        if (word.Length > TopicMaxLength) throw new Refused($"Keep the topic to {TopicMaxLength} characters", "Group.Topic");
        Topic = word;
    }

    public void Plan(Guid session) => SessionId = session;

    public void Met(DateTimeOffset now) => MetAt ??= now;
}

public enum NeedState { Open, Planned, Met }
