using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Controls;

/// <summary>Shows from rows whether clauses of the policy are lived. Registered by its module as a scoped service; evaluated inside a
/// school's transaction. A control answers about rows, never about a page or a text being there.</summary>
public abstract class Control
{
    /// <summary>Stable, such as "agreements.staff-signed".</summary>
    public abstract string Id { get; }
    public abstract string Title { get; }
    /// <summary>Register ids. More than six need a sentence each in <see cref="How"/>.</summary>
    public abstract IReadOnlyList<string> Clauses { get; }
    public abstract Role Owner { get; }
    /// <summary>How often it is looked at, in words: "each day", "each term".</summary>
    public virtual string Rhythm => "each day";
    public virtual IReadOnlyDictionary<string, string> How => new Dictionary<string, string>();

    /// <summary>Asks the rows. No rows is never <see cref="ControlState.Met"/>.</summary>
    public abstract Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now);
}

public enum ControlState { Met, AtRisk, NotMet, NotApplicable, NoEvidenceYet }

/// <summary>What a control found: counts, a sentence for people, and the path (below the school's address) to the evidence.</summary>
public sealed record ControlResult(ControlState State, string Sentence, int Good, int Total, string? Evidence = null);

/// <summary>A clause that is shown by what the software does when somebody does it: the tests named by [Shows] go through the page,
/// right and refused; the live evidence is the count of uses and refusals of <paramref name="Processes"/>.</summary>
public sealed record Behaviour(string Clause, string What, params Audit.Process[] Processes);

/// <summary>A control's state on a day, for trends.</summary>
public sealed class ControlDay : SchoolRow
{
    public DateOnly Day { get; init; }
    public required string ControlId { get; init; }
    public ControlState State { get; set; }
    public int Good { get; set; }
    public int Total { get; set; }
    public required string Sentence { get; set; }
    public string? Evidence { get; set; }
    public DateTimeOffset At { get; set; }
}
