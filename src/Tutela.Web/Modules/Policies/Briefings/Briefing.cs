using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Briefings;

/// <summary>That a member of staff was given access to the policy on a day, and who told them on which day why it matters. HAM-21.3.</summary>
public sealed class Briefing : SchoolRow
{
    public Guid PersonId { get; init; }
    public DateOnly? AccessOn { get; private set; }
    public DateOnly? ExplainedOn { get; private set; }
    public Guid? ExplainedById { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Either part may come first; what was recorded and is not said again stays.</summary>
    public void Record(DateOnly? accessOn, DateOnly? explainedOn, Guid? explainedBy, DateTimeOffset now)
    {
        var today = now.LondonDay();
        if (accessOn is null && explainedOn is null) throw new Refused("Enter the day of one or the other, or of both", "Input.AccessOn");
        if (accessOn > today) throw new Refused("The day can't be in the future", "Input.AccessOn");
        if (explainedOn > today) throw new Refused("The day can't be in the future", "Input.ExplainedOn");
        if (explainedOn is not null && explainedBy is null) throw new Refused("Choose who explained it", "Input.ExplainedBy");
        if (explainedBy == PersonId && explainedOn is not null) throw new Refused("Nobody explains it to themselves: choose somebody else", "Input.ExplainedBy");
        if (accessOn is not null) AccessOn = accessOn;
        if (explainedOn is not null) (ExplainedOn, ExplainedById) = (explainedOn, explainedBy);
        At = now;
    }
}
