using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Equipment.Contract;

/// <summary>A loan as other modules see it.</summary>
public sealed record KnownLoan(Guid? PersonId, string? ClassName, DateTimeOffset From, DateTimeOffset? Until)
{
    public bool HeldAt(DateTimeOffset at) => From <= at && (Until is not { } until || at < until);
}

/// <summary>A device as other modules see it. <paramref name="IsShared"/>: a router or forwarder with many devices behind it.</summary>
public sealed record KnownDevice(Guid Id, string Name, string? AssetNumber, bool IsShared, string? Mac, string? Address, IReadOnlyList<KnownLoan> Loans)
{
    public string Label => AssetNumber is null ? Name : $"{Name} ({AssetNumber})";

    public KnownLoan? LoanAt(DateTimeOffset at) => Loans.FirstOrDefault(l => l.HeldAt(at));
}

/// <summary>Which device has a MAC address or an address, and who had it when. Two queries, whatever is asked. Scoped.</summary>
public sealed class DeviceRegister(TutelaDb db)
{
    /// <summary>Who opens the equipment list.</summary>
    public static readonly Role[] Readers = [Role.IctSupport, Role.ComputingLead, Role.Administrator];

    /// <summary>The devices with one of these MAC addresses or addresses, with their loans.</summary>
    public Task<IReadOnlyList<KnownDevice>> FindAsync(IReadOnlyCollection<string> macsAndAddresses, CancellationToken ct = default)
    {
        var keys = macsAndAddresses.Where(k => k.Length > 0).Distinct().ToArray();
        return keys.Length == 0 ? Task.FromResult<IReadOnlyList<KnownDevice>>([])
            : LoadAsync(db.Set<Device>().Where(d => d.RetiredAt == null && (keys.Contains(d.Mac) || keys.Contains(d.Address))), ct);
    }

    /// <summary>The device in use with this asset number, or null.</summary>
    public async Task<KnownDevice?> FindByAssetAsync(string assetNumber, CancellationToken ct = default) =>
        await LoadAsync(db.Set<Device>().Where(d => d.RetiredAt == null && d.AssetNumber == assetNumber), ct) is [var found, ..] ? found : null;

    /// <summary>The devices that are lent to one of these people now.</summary>
    public Task<IReadOnlyList<KnownDevice>> LentToAsync(IReadOnlyCollection<Guid> people, CancellationToken ct = default) =>
        people.Count == 0 ? Task.FromResult<IReadOnlyList<KnownDevice>>([])
            : LoadAsync(db.Set<Device>().Where(d => db.Set<DeviceLoan>().Any(l => l.DeviceId == d.Id && l.Until == null && l.PersonId != null && people.Contains(l.PersonId.Value))), ct);

    /// <summary>Every device that one person has now and that the network can know; the loan that is open is the first.</summary>
    public Task<IReadOnlyList<KnownDevice>> LentOutAsync(CancellationToken ct = default) =>
        LoadAsync(db.Set<Device>().Where(d => (d.Mac != null || d.Address != null) && db.Set<DeviceLoan>().Any(l => l.DeviceId == d.Id && l.Until == null && l.PersonId != null)), ct);

    private async Task<IReadOnlyList<KnownDevice>> LoadAsync(IQueryable<Device> wanted, CancellationToken ct)
    {
        var devices = await wanted.AsNoTracking().ToListAsync(ct);
        var ids = devices.Select(d => d.Id).ToArray();
        var loans = (await db.Set<DeviceLoan>().AsNoTracking().Where(l => ids.Contains(l.DeviceId)).OrderBy(l => l.Until != null).ThenByDescending(l => l.From).ToListAsync(ct)).ToLookup(l => l.DeviceId);
        return [.. devices.Select(d => new KnownDevice(d.Id, d.Name, d.AssetNumber, d.Kind == DeviceKind.Gateway, d.Mac, d.Address,
            [.. loans[d.Id].Select(l => new KnownLoan(l.PersonId, l.ClassName, l.From, l.Until))]))];
    }
}
