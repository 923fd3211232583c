using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training;

/// <summary>Where the school keeps a policy that training rests on, the edition that training was planned by, and a newer one where there is one.</summary>
public sealed class PolicyLink : SchoolRow
{
    public const int AddressMaxLength = 500;
    public const string ChildProtection = "child-protection";

    public required string Policy { get; init; }
    public required string Address { get; set; }
    public DateOnly EditionOn { get; private set; }
    public DateOnly? NewerEditionOn { get; private set; }
    public Guid NotedById { get; private set; }
    public DateTimeOffset NotedAt { get; private set; }

    /// <summary>The address and edition that training now follows.</summary>
    public void Follow(string? address, DateOnly? edition, Guid by, DateTimeOffset now)
    {
        var written = address?.Trim() ?? "";
        if (written.Length == 0 || !Uri.TryCreate(written, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) throw new Refused("Enter the address of the policy, such as https://school.example/policy", "Link.Address");
        if (written.Length > AddressMaxLength) throw new Refused($"Keep the address to {AddressMaxLength} characters", "Link.Address");
        if (edition is not { } on || on > now.LondonDay()) throw new Refused("Enter the date of the edition, not in the future", "Link.EditionOn");
        (Address, EditionOn, NotedById, NotedAt) = (written, on, by, now);
        if (NewerEditionOn <= on) NewerEditionOn = null;
    }

    /// <summary>A newer edition is out; training still follows the old one until somebody says that it follows the new.</summary>
    public void Newer(DateOnly? edition, DateTimeOffset now)
    {
        if (edition is not { } on || on <= EditionOn || on > now.LondonDay()) throw new Refused("Enter the date of the newer edition: after the one that training follows, not in the future", "Newer.EditionOn");
        NewerEditionOn = on;
    }
}
