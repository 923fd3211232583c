using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Controls;

/// <summary>There is a designated safeguarding lead, and every concern that is not closed is theirs or was handed on by name.</summary>
public sealed class LeadHasEveryConcern : Control
{
    public override string Id => "concerns.lead";
    public override string Title => "The designated safeguarding lead has every open concern";
    public override IReadOnlyList<string> Clauses => ["WED-3.3b"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var leads = await (from holding in db.Set<RoleHolding>()
                           join person in db.Set<Person>() on holding.PersonId equals person.Id
                           where holding.Role == Role.DesignatedSafeguardingLead && holding.Until == null && person.EndedOn == null
                           select (Guid?)person.Id).ToListAsync();
        var counts = await db.Set<Concern>().GroupBy(_ => 1).Select(g => new
        {
            All = g.Count(),
            Unresolved = g.Count(c => c.Status != ConcernStatus.Closed),
            Theirs = g.Count(c => c.Status != ConcernStatus.Closed && (c.OwnerByName || leads.Contains(c.OwnerId))),
        }).SingleOrDefaultAsync();
        var (all, unresolved, theirs) = (counts?.All ?? 0, counts?.Unresolved ?? 0, counts?.Theirs ?? 0);
        if (leads.Count == 0) return new(ControlState.NotMet, "Nobody holds the role of designated safeguarding lead.", theirs, unresolved, "people");
        if (all == 0) return new(ControlState.NoEvidenceYet, "There is a designated safeguarding lead; no concern has been reported yet.", 0, 0);
        return theirs == unresolved
            ? new(ControlState.Met, unresolved == 0 ? "No concern is open." : $"All {unresolved} open concerns are with the designated safeguarding lead, or were handed on by name.", theirs, unresolved, "concerns")
            : new(ControlState.NotMet, $"{unresolved - theirs} of {unresolved} open concerns are not with the designated safeguarding lead.", theirs, unresolved, "concerns");
    }
}
