using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Review;

[DbContext(typeof(TutelaDb)), Migration("0071_policy_review")] public sealed class Migration0071 : SqlMigration;

public enum ReviewCause { Due, Incident, NewTechnology, GuidanceChanged }

/// <summary>One review of the policy: why, who has said what, and the risk assessment that it rests on.</summary>
public sealed class PolicyReview : SchoolRow
{
    public const int ReasonMaxLength = 500;
    public const int ReferenceMaxLength = 300;

    public ReviewCause Cause { get; init; }
    public required string Reason { get; init; }
    public DateOnly OpenedOn { get; init; }
    public Guid OpenedById { get; init; }
    public DateOnly? RiskOn { get; private set; }
    public string? RiskReference { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    public static PolicyReview Open(Guid id, ReviewCause? cause, string? reason, Guid by, DateOnly today)
    {
        if (cause is null) throw new Refused("Choose what opens the review", "Input.Cause");
        var said = reason?.Trim() ?? "";
        if (said.Length == 0) throw new Refused("Say why the policy is reviewed now", "Input.Reason");
        if (said.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        return new() { Id = id, Cause = cause.Value, Reason = said, OpenedById = by, OpenedOn = today };
    }

    public void Attach(DateOnly? on, string? reference, DateOnly today)
    {
        if (on is null) throw new Refused("Enter the day of the risk assessment", "Risk.On");
        if (on > today) throw new Refused("The risk assessment can't be from the future", "Risk.On");
        var said = reference?.Trim() ?? "";
        if (said.Length is 0 or > ReferenceMaxLength) throw new Refused("Say where the risk assessment is kept", "Risk.Reference");
        (RiskOn, RiskReference) = (on, said);
    }

    /// <summary>Complete when every owner has entered their part and the risk assessment is young enough.</summary>
    public void Close(IEnumerable<string> owners, IReadOnlyCollection<string> entered, int? riskWithinMonths, DateOnly today)
    {
        if (ClosedOn is not null) throw new Refused("This review is complete already.");
        if (owners.Where(o => !entered.Contains(o)).ToList() is { Count: > 0 } missing) throw new Refused($"These have not entered their part yet: {string.Join(", ", missing)}.");
        if (riskWithinMonths is { } months && (RiskOn is null || RiskOn.Value.AddMonths(months) < today))
            throw new Refused($"A review needs a risk assessment no older than {months} months: record one first.", "Risk.On");
        ClosedOn = today;
    }
}

/// <summary>What one owner found. Never changed.</summary>
public sealed class PolicyReviewEntry : SchoolRow
{
    public const int WordsMaxLength = 2000;

    public Guid ReviewId { get; init; }
    public required string Post { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Words { get; init; }
}
