using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Tutela.Node.Verbs;

namespace Tutela.Node.Serving;

/// <summary>All doors of a node: DNS over UDP, TCP, TLS and HTTPS, and the block page.</summary>
internal sealed class Servers : IDisposable
{
    private readonly List<IDisposable> _open = [];

    private Servers() { }

    /// <exception cref="UsageException">an address cannot be listened on</exception>
    public static async Task<Servers> OpenAsync(NodeOptions options, Answerer answerer, BlockPage page, ServerCertificate? certificate, NodeMetrics metrics, TimeProvider clock, Log log)
    {
        var servers = new Servers();
        var at = "";
        try
        {
            foreach (var listen in options.Listen)
            {
                at = $"{listen}";
                var tcp = servers.Add(new StreamServer(listen, answerer, metrics, null, clock, log));
                var udp = servers.Add(new UdpServer(tcp.EndPoint, answerer, metrics, options.Cpu, clock, log));
                tcp.Start();
                udp.Start();
                log.Say($"listening {tcp.EndPoint}");
            }
            foreach (var listen in options.ListenTls)
            {
                at = $"{listen}";
                var tls = servers.Add(new StreamServer(listen, answerer, metrics, certificate, clock, log));
                tls.Start();
                log.Say($"listening tls {tls.EndPoint}");
            }
            var doh = new DohHandler(answerer, metrics, clock, log);
            foreach (var listen in options.ListenHttps)
            {
                at = $"{listen}";
                var https = servers.Add(await HttpDoor.OpenAsync(listen, DohHandler.MostBody, door => Secure(door, certificate!), doh.HandleAsync));
                log.Say($"listening https {https.EndPoint}");
            }
            foreach (var listen in options.BlockPage)
            {
                at = $"{listen}";
                var http = servers.Add(await HttpDoor.OpenAsync(listen, 0, door => door.Protocols = HttpProtocols.Http1, page.HandleAsync));
                log.Say($"listening block page {http.EndPoint}");
            }
            return servers;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            servers.Dispose();
            throw new UsageException($"cannot listen on {at}: {e.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var server in _open) server.Dispose();
    }

    private static void Secure(ListenOptions door, ServerCertificate certificate)
    {
        door.Protocols = HttpProtocols.Http1AndHttp2;
        door.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(certificate.Options(SslApplicationProtocol.Http2, SslApplicationProtocol.Http11)),
        });
    }

    private T Add<T>(T server) where T : IDisposable
    {
        _open.Add(server);
        return server;
    }
}
