using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Web.Modules.Monitoring.Intake;

/// <summary>One line of activity as a node sends it, checked. Texts that are not there are empty.</summary>
public sealed record ActivityLine(DateTimeOffset At, IPAddress Client, string Device, string User, string Profile, string Group, string Name, string Type,
    bool Refused, string Category, string List, string Rule, int Count)
{
    /// <summary>Stands in the place of a name in a sealed category: such names are kept nowhere.</summary>
    public const string Withheld = "(withheld)";
    private const int TextMost = 256, NameMost = DomainName.MaxLength + 40;
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    private sealed record Raw(DateTimeOffset? At, string? Client, string? Device, string? User, string? Profile, string? Group, string? Name, string? Type,
        string? Action, string? Category, string? List, string? Rule, long? Count);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a line; the fault says why it was not used, without what stood in it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, DateTimeOffset oldest, DateTimeOffset now, [NotNullWhen(true)] out ActivityLine? line, out string fault)
    {
        line = null;
        Raw? raw;
        try
        {
            raw = JsonSerializer.Deserialize<Raw>(json, Web);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            fault = "not a JSON object of the agreed shape";
            return false;
        }
        fault = raw is null ? "null" : FaultOf(raw, oldest, now);
        if (fault.Length > 0) return false;
        var refused = raw!.Action == "block";
        var category = refused ? raw.Category ?? "" : "";
        var isSealed = refused && (raw.List == "sealed" || IndexBuilder.AlwaysSealed.Contains(category));
        line = new ActivityLine(raw.At!.Value.ToUniversalTime(), Plain(IPAddress.Parse(raw.Client!)), Canonical(raw.Device), (raw.User ?? "").ToLowerInvariant(), raw.Profile ?? "", raw.Group!,
            isSealed ? Withheld : raw.Name!.ToLowerInvariant(), raw.Type ?? "", refused, category, raw.List ?? "", isSealed ? "" : raw.Rule ?? "", (int)(raw.Count ?? 1));
        return true;
    }

    private static string FaultOf(Raw raw, DateTimeOffset oldest, DateTimeOffset now) =>
        raw.At is not { } at ? "no time"
        : at > now + ClockSlack ? "a time in the future: set the node's clock"
        : at < oldest ? "older than what the school keeps"
        : !IPAddress.TryParse(raw.Client, out var client) || client.ScopeIdOrZero() != 0 ? "no client address"
        : raw.Action is not ("allow" or "block") ? "neither allow nor block"
        : !Printable(raw.Name, NameMost) || raw.Name!.Length == 0 ? "no name"
        : !Printable(raw.Group, 64) || raw.Group!.Length == 0 ? "no group"
        : !Printable(raw.Type, 20) || !Printable(raw.Category, 63) || !Printable(raw.List, 100) || !Printable(raw.Rule, NameMost) ? "a text that is too long or not plain"
        : !Plain(raw.Device) || !Plain(raw.User) || !Plain(raw.Profile) ? "a text that is too long or not plain"
        : raw.Count is < 1 or > 1_000_000 ? "no count"
        : "";

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Canonical(string? device) => string.IsNullOrEmpty(device) ? "" : DeviceId.Canonical(device);

    private static bool Printable(string? text, int most) => text is null || (text.Length <= most && text.All(c => c is >= ' ' and <= '~'));

    private static bool Plain(string? text) => text is null || (text.Length <= TextMost && !text.Any(char.IsControl));
}

internal static class Addresses
{
    public static long ScopeIdOrZero(this IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
