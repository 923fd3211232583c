using System.Net;
using Tutela.Engine.Policy;

namespace Tutela.Node.Serving;

/// <summary>
/// Which device has which address, from the kernel's neighbour table (<c>/proc/net/arp</c>), read anew every few seconds. Only devices on
/// a network of the node itself stand there. Safe from any thread; a look-up allocates nothing.
/// </summary>
internal sealed class Neighbours(string file)
{
    private volatile Dictionary<ClientAddress, string> _devices = [];

    /// <summary>The MAC address behind an address, or null.</summary>
    public string? DeviceAt(ClientAddress address) => _devices.GetValueOrDefault(address);

    /// <summary>Reads the table; an unreadable one leaves what was known.</summary>
    public void Refresh()
    {
        try
        {
            var devices = new Dictionary<ClientAddress, string>();
            foreach (var line in File.ReadLines(file).Skip(1))
            {
                // IP address, HW type, Flags, HW address, Mask, Device; flag 2 is a complete entry.
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (fields.Length < 4 || !IPAddress.TryParse(fields[0], out var address) || fields[2] == "0x0" || fields[3] == "00:00:00:00:00:00") continue;
                devices[ClientAddress.From(address)] = DeviceId.Canonical(fields[3]);
            }
            _devices = devices;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Keeps reading until stopped.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Refresh();
            await Task.Delay(TimeSpan.FromSeconds(2), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
