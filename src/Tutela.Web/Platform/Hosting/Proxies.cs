using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Tutela.Web.Platform.Hosting;

/// <summary>Whose word on where a request came from is believed: a proxy on this machine, and those named in Tutela:KnownProxies.
/// Without this, a proxy in front would make every stranger look like this machine itself.</summary>
public static class Proxies
{
    public static ForwardedHeadersOptions Known(IConfiguration configuration)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var address in (configuration["Tutela:KnownProxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            options.KnownProxies.Add(IPAddress.Parse(address));
        return options;
    }
}
