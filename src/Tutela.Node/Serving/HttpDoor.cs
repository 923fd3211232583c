using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tutela.Node.Serving;

/// <summary>One HTTP listener with one handler and nothing else of a web framework.</summary>
internal sealed class HttpDoor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly IServer _server;

    private HttpDoor(WebApplication app, IServer server, IPEndPoint endPoint) => (_app, _server, EndPoint) = (app, server, endPoint);

    public IPEndPoint EndPoint { get; }

    /// <exception cref="IOException">the address is taken</exception>
    public static async Task<HttpDoor> OpenAsync(IPEndPoint listen, int mostBody, Action<ListenOptions> door, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = mostBody;
            kestrel.Limits.MaxConcurrentConnections = 512;
            kestrel.Limits.MaxRequestHeadersTotalSize = 8192;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(listen, door);
        });
        var app = builder.Build();
        var server = app.Services.GetRequiredService<IServer>();
        try
        {
            await server.StartAsync(new Bare(handler), CancellationToken.None);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HttpDoor(app, server, new IPEndPoint(listen.Address, new Uri(address).Port));
    }

    public void Dispose()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            _server.StopAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
        }
        _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>A request straight from the server to the handler: tracing, scopes and logs of a host would cost as much again.</summary>
    private sealed class Bare(RequestDelegate handler) : IHttpApplication<DefaultHttpContext>
    {
        public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
        {
            // The server keeps the context for the connection's next request.
            if (contextFeatures is not IHostContextContainer<DefaultHttpContext> kept) return new DefaultHttpContext(contextFeatures);
            if (kept.HostContext is not { } context) return kept.HostContext = new DefaultHttpContext(contextFeatures);
            context.Initialize(contextFeatures);
            return context;
        }

        public Task ProcessRequestAsync(DefaultHttpContext context) => handler(context);

        public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
    }
}
