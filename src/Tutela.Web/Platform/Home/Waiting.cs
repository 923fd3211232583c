using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Home;

/// <summary>Something that needs this person today, for their home page. <paramref name="Path"/> is below the school's address.</summary>
public sealed record Waiting(string Text, string Path, WaitingRank Rank, string? Hint = null, int Count = 1);

public enum WaitingRank { Urgent, Due, Information }

/// <summary>A module's answer to "what needs this person today?". Registered as a scoped service; one or two queries at the most.</summary>
public abstract class WaitingSource
{
    /// <summary>What the policy asks of people; nothing of it while the school is not live yet.</summary>
    public virtual bool OnlyWhenLive => false;

    public abstract Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now);
}
