using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Registers;

/// <summary>That the school looked at a national document, and what it found.</summary>
public sealed class GuidanceCheck : SchoolRow
{
    public const int TitleMaxLength = 200;
    public const int EditionMaxLength = 60;
    public const int AddressMaxLength = 300;

    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Edition { get; set; }
    public string? Address { get; set; }
    public bool IsLaw { get; init; }
    public DateOnly CheckedOn { get; set; }
    /// <summary>A newer edition than the one that the policy rests on.</summary>
    public string? NewerEdition { get; set; }
}

/// <summary>A document that the policy rests on.</summary>
public sealed record Guidance(string Key, string Title, string Edition, string? Address, bool IsLaw, string? Why, DateOnly CheckedOn, bool CheckedHere, string? NewerEdition, string? SupersededBy)
{
    public bool IsStaleOn(DateOnly today, int months) => CheckedOn.AddMonths(months) < today;
    public bool IsSuperseded => NewerEdition is not null || SupersededBy is not null;
}

/// <summary>The register of guidance and law: the pack's, and what the school adds. One query. Scoped.</summary>
public sealed class GuidanceRegister(TutelaDb db, PackInForce pack, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Checked = new("policy.guidance-checked", "National guidance was checked or added");

    public int Months => pack.Settings.Review.GuidanceCheckMonths;

    public async Task<IReadOnlyList<Guidance>> LoadAsync()
    {
        var rows = await db.Set<GuidanceCheck>().AsNoTracking().ToDictionaryAsync(g => g.Key);
        var titles = pack.Pack.Guidance.ToDictionary(g => g.Id, g => g.Title);
        var named = pack.Pack.Guidance.Select(g => Of(g, rows.GetValueOrDefault(g.Id), g.SupersededBy is { } id ? titles.GetValueOrDefault(id, id) : null)).ToList();
        return [.. named, .. rows.Values.Where(r => !titles.ContainsKey(r.Key)).OrderBy(r => r.Title, StringComparer.Ordinal)
            .Select(r => new Guidance(r.Key, r.Title, r.Edition, r.Address, r.IsLaw, null, r.CheckedOn, true, r.NewerEdition, null))];
    }

    private static Guidance Of(GuidanceEntry entry, GuidanceCheck? row, string? superseded) => new(entry.Id, entry.Title, row?.Edition ?? entry.EditionInText ?? entry.Edition,
        row?.Address ?? entry.Address, entry.Status == GuidanceStatus.Law, entry.Why, row?.CheckedOn ?? entry.Checked, row is not null,
        row is null ? entry.EditionInText is null ? null : entry.Edition : row.NewerEdition, superseded);

    /// <summary>Records that an entry was looked at today, with a newer edition where one was found.</summary>
    public async Task CheckAsync(string key, string? newer)
    {
        audit.Begin(Checked);
        var entry = (await LoadAsync()).FirstOrDefault(g => g.Key == key) ?? throw new NotFound();
        var found = newer?.Trim() ?? "";
        if (found.Length > GuidanceCheck.EditionMaxLength) throw new Refused($"Use at most {GuidanceCheck.EditionMaxLength} characters", "Check.Newer");
        var row = await db.Set<GuidanceCheck>().SingleOrDefaultAsync(g => g.Key == key);
        if (row is null) db.Add(row = New(key, entry.Title, entry.Edition, entry.Address, entry.IsLaw));
        (row.CheckedOn, row.NewerEdition) = (clock.Today(), found.Length == 0 ? null : found);
        audit.Record(Checked, nameof(GuidanceCheck), row.Id, after: new { row.Title, row.CheckedOn, row.NewerEdition });
    }

    public async Task AddAsync(string? title, string? edition, string? address, bool isLaw)
    {
        audit.Begin(Checked);
        var (said, year) = (LinkedRegister.Said(title, GuidanceCheck.TitleMaxLength, "Enter the title", "Input.Title"), LinkedRegister.Said(edition, GuidanceCheck.EditionMaxLength, "Enter the edition or year", "Input.Edition"));
        if (!string.IsNullOrWhiteSpace(address) && (address.Length > GuidanceCheck.AddressMaxLength || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https")))
            throw new Refused("Enter a web address that begins with https://", "Input.Address");
        if ((await LoadAsync()).Any(g => string.Equals(g.Title, said, StringComparison.OrdinalIgnoreCase))) throw new Refused("This is in the register already", "Input.Title");
        var row = New(null, said, year, string.IsNullOrWhiteSpace(address) ? null : address.Trim(), isLaw);
        db.Add(row);
        audit.Record(Checked, nameof(GuidanceCheck), row.Id, after: new { row.Title, row.Edition, row.IsLaw });
    }

    private GuidanceCheck New(string? key, string title, string edition, string? address, bool isLaw)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new() { Id = id, Key = key ?? $"own-{id:n}", Title = title, Edition = edition, Address = address, IsLaw = isLaw, CheckedOn = clock.Today() };
    }
}
