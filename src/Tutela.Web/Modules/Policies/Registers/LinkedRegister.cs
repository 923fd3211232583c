using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Registers;

/// <summary>A policy that this one is read with, as the school keeps it.</summary>
public sealed class LinkedPolicy : SchoolRow
{
    public const int TitleMaxLength = 200;
    public const int OwnerMaxLength = 200;
    public const int VersionMaxLength = 40;
    public const int ReferenceMaxLength = 300;

    public required string Key { get; init; }
    public required string Title { get; set; }
    public required string Owner { get; set; }
    public required string Version { get; set; }
    public string? Reference { get; set; }
    public DateOnly ReviewedOn { get; set; }
    public DateOnly ReviewOn { get; set; }
    /// <summary>The review at which online safety was considered; null when it was not.</summary>
    public DateOnly? ConsideredOn { get; set; }
}

public enum LinkedState { Current, Past, Absent }

/// <summary>A linked policy of the pack, or one that the school added, with what the school has recorded of it.</summary>
public sealed record Linked(string Key, string Title, bool Required, LinkedPolicy? Row)
{
    public LinkedState StateOn(DateOnly today) => Row is null ? LinkedState.Absent : Row.ReviewOn < today ? LinkedState.Past : LinkedState.Current;
}

/// <summary>The register of linked policies. One query. Scoped.</summary>
public sealed class LinkedRegister(TutelaDb db, PackInForce pack, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Recorded = new("policy.linked-recorded", "A linked policy was recorded");

    public async Task<IReadOnlyList<Linked>> LoadAsync()
    {
        var rows = await db.Set<LinkedPolicy>().AsNoTracking().ToDictionaryAsync(l => l.Key);
        var named = pack.Settings.LinkedPolicies.Select(s => new Linked(s.Id, s.Title, s.Required, rows.GetValueOrDefault(s.Id))).ToList();
        var keys = named.Select(l => l.Key).ToHashSet();
        return [.. named, .. rows.Values.Where(r => !keys.Contains(r.Key)).OrderBy(r => r.Title, StringComparer.Ordinal).Select(r => new Linked(r.Key, r.Title, false, r))];
    }

    public sealed record Wish(string? Title, string? Owner, string? Version, string? Reference, DateOnly? ReviewedOn, DateOnly? ReviewOn, bool Considered);

    public async Task RecordAsync(string? key, Wish wish)
    {
        audit.Begin(Recorded);
        var title = key is null ? Said(wish.Title, LinkedPolicy.TitleMaxLength, "Enter the policy's title", "Input.Title")
            : (await LoadAsync()).FirstOrDefault(l => l.Key == key)?.Title ?? throw new NotFound();
        var owner = Said(wish.Owner, LinkedPolicy.OwnerMaxLength, "Enter who answers for it", "Input.Owner");
        var version = Said(wish.Version, LinkedPolicy.VersionMaxLength, "Enter its version, such as 3 or 2026", "Input.Version");
        if (wish.ReviewedOn is not { } reviewed || reviewed > clock.Today()) throw new Refused("Enter the day of its last review, not after today", "Input.ReviewedOn");
        if (wish.ReviewOn is not { } next || next <= reviewed) throw new Refused("Enter the day of its next review, after the last", "Input.ReviewOn");
        if (wish.Reference?.Length > LinkedPolicy.ReferenceMaxLength) throw new Refused($"Use at most {LinkedPolicy.ReferenceMaxLength} characters", "Input.Reference");
        var row = key is null ? null : await db.Set<LinkedPolicy>().SingleOrDefaultAsync(l => l.Key == key);
        var before = row is null ? null : new { row.Owner, row.Version, row.ReviewedOn, row.ReviewOn, row.ConsideredOn };
        if (row is null)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            db.Add(row = new LinkedPolicy { Id = id, Key = key ?? $"own-{id:n}", Title = title, Owner = owner, Version = version });
        }
        (row.Owner, row.Version, row.Reference, row.ReviewedOn, row.ReviewOn, row.ConsideredOn) =
            (owner, version, string.IsNullOrWhiteSpace(wish.Reference) ? null : wish.Reference.Trim(), reviewed, next, wish.Considered ? reviewed : null);
        audit.Record(Recorded, nameof(LinkedPolicy), row.Id, before, new { row.Owner, row.Version, row.ReviewedOn, row.ReviewOn, row.ConsideredOn });
    }

    internal static string Said(string? words, int most, string message, string field)
    {
        var said = words?.Trim() ?? "";
        if (said.Length == 0) throw new Refused(message, field);
        return said.Length <= most ? said : throw new Refused($"Use at most {most} characters", field);
    }
}
