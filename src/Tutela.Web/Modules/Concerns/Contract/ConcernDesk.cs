using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Contract;

/// <summary>How other modules make a concern. Scoped; works in the caller's transaction.</summary>
public sealed class ConcernDesk(TutelaDb db, ConcernMaking making, ConcernPolicy policy, CurrentUser user, TimeProvider clock)
{
    /// <summary>Makes a concern from an alert, with one press of a button; the second press finds the first one's. <paramref name="sourceText"/> is what
    /// the alert says, without a name; <paramref name="personId"/> only where the person was named with a reason. Returns the path of the case, below the school's address.</summary>
    public async Task<string> RaiseFromAlertAsync(Guid alertId, string sourceText, IReadOnlyCollection<OnlineRisk> risks, DateTimeOffset happenedAt,
        bool urgent = false, Guid? personId = null, CancellationToken ct = default)
    {
        var there = await db.Set<Concern>().Where(c => c.Source == ConcernSource.Alert && c.SourceId == alertId).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        if (there is { } id) return $"concerns/{id}";
        var by = new Doer(user.PersonIdOrNull, user.IsKnown ? user.Name : "Tutela", clock.GetUtcNow());
        var local = Words.Local(happenedAt);
        var concern = new Concern
        {
            Id = Guid.CreateVersion7(by.At),
            Number = await making.NextNumberAsync(),
            Source = ConcernSource.Alert,
            SourceId = alertId,
            SourceText = sourceText,
            ReporterId = by.Id,
            Account = sourceText.Length <= Concern.AccountMaxLength ? sourceText : sourceText[..Concern.AccountMaxLength],
            HappenedOn = DateOnly.FromDateTime(local.DateTime),
            HappenedTime = new TimeOnly(local.Hour, local.Minute),
            WrittenAt = by.At,
        };
        await making.AddAsync(concern, [.. risks.Distinct().Select(r => new ChosenKind(r, null, null, Handling.Ordinary, false))],
            personId is { } person ? [(person, Part.Unclear)] : [], by, urgent: urgent);
        return $"concerns/{concern.Id}";
    }

    /// <summary>Makes a concern from a breach of an agreement by a pupil. <paramref name="sourceText"/> is the term that was broken; <paramref name="account"/> what
    /// happened, in the recorder's words. Returns the path of the case, below the school's address.</summary>
    public async Task<string> RaiseFromBreachAsync(Guid breachId, string sourceText, string account, OnlineRisk risk, string? subtype, DateOnly happenedOn, bool urgent, Guid personId)
    {
        var by = new Doer(user.PersonIdOrNull, user.IsKnown ? user.Name : "Tutela", clock.GetUtcNow());
        var concern = new Concern
        {
            Id = Guid.CreateVersion7(by.At),
            Number = await making.NextNumberAsync(),
            Source = ConcernSource.Breach,
            SourceId = breachId,
            SourceText = sourceText,
            ReporterId = by.Id,
            Account = account,
            HappenedOn = happenedOn,
            WrittenAt = by.At,
        };
        await making.AddAsync(concern, policy.Chosen([risk], subtype is null ? [] : [subtype]), [(personId, Part.Unclear)], by, urgent: urgent);
        return $"concerns/{concern.Id}";
    }
}
