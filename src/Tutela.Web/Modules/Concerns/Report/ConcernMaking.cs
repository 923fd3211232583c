using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>Makes a concern out of what was said, and sends it on its way. Scoped.</summary>
public sealed class ConcernMaking(TutelaDb db, SchoolScope scope, ConcernPolicy policy, ConcernRouting routing, AuditTrail audit)
{
    /// <summary>Takes the next number, adds the concern with its children and kinds, and sends it.</summary>
    public async Task AddAsync(Concern concern, IReadOnlyList<ChosenKind> kinds, IEnumerable<(Guid Id, Part Part)> children, Doer by,
        (Guid Id, string Name)? chosen = null, bool urgent = false)
    {
        db.Add(concern);
        concern.Classify(kinds, by.At);
        if (urgent) concern.MarkUrgent();
        foreach (var (id, part) in children) concern.AddPerson(id, part, by);
        concern.Reported(by, concern.Source switch { ConcernSource.Pupil => "By a pupil", ConcernSource.Parent => "By a parent or carer", ConcernSource.Alert => "From an alert", ConcernSource.Breach => "From a breach of an agreement", _ => "By staff" });
        audit.Record(ConcernProcesses.Reported, nameof(Concern), concern.Id,
            after: new { concern.Number, source = concern.Source.ToString(), concern.Urgent, kinds = kinds.Select(k => k.Subtype ?? k.Risk.ToString()), policy.Version });
        await routing.SendAsync(concern);
        if (chosen is { } adult && concern.Recipients.All(r => r.PersonId != adult.Id)) concern.TellChosen(adult, by);
    }

    /// <summary>One statement, which holds the school's row until the transaction ends: numbers have no gap and no twin.</summary>
    public async Task<int> NextNumberAsync() => (await db.Database.SqlQuery<int>($"""
        insert into school.concern_counters (school_id, last) values ({scope.SchoolId}, 1)
        on conflict (school_id) do update set last = concern_counters.last + 1 returning last as "Value"
        """).ToListAsync())[0];
}
