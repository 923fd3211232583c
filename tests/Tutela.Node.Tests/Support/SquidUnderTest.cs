using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tutela.Engine.Index;

namespace Tutela.Node.Tests.Support;

/// <summary>
/// The machine's Squid with the configuration that the repository recommends, our helper, and a web server that all names lead to. Of
/// <c>deploy/squid/tutela.conf</c> only paths, ports and networks are put in place.
/// </summary>
public sealed class SquidUnderTest : IAsyncDisposable
{
    public const string Password = "correct-horse";

    private static readonly string Deploy = Path.Combine(AppContext.BaseDirectory, "deploy", "squid");

    private readonly OpenFolder _folder = new();
    private readonly ConcurrentQueue<string> _served = new();
    private WebApplication _origin = null!;
    private Tool _squid = null!;
    private IPEndPoint _proxy = null!;

    /// <summary>Names that reached the web server.</summary>
    public IEnumerable<string> Served => _served;

    public int OriginPort => new Uri(_origin.Urls.Single()).Port;

    /// <summary>What Squid said, but for its many lines on pages of its own that it found elsewhere.</summary>
    public string CacheLog => File.Exists(_folder["log/cache.log"])
        ? string.Join('\n', File.ReadAllLines(_folder["log/cache.log"]).Where(l => !l.Contains("ERROR: loading file", StringComparison.Ordinal))) : _squid.Errors;

    public bool HasEnded => _squid.Process.HasExited;

    /// <summary>Starts all of it.</summary>
    /// <param name="rules">the first rules</param>
    /// <param name="signIn">true to put the lines for signing in in force</param>
    public static async Task<SquidUnderTest> StartAsync(string rules, bool signIn = false)
    {
        var squid = new SquidUnderTest();
        squid.WriteRules(rules);
        squid.WriteIndex();
        await squid.StartOriginAsync();
        squid.Configure(signIn);
        // As Debian's service starts it: a parent that does nothing but start the real one again when that ends.
        squid._squid = Tool.StartCommand("/usr/sbin/squid", "--foreground", "-f", squid._folder["squid.conf"]);
        await Eventually.SoAsync(() => squid.CacheLog.Contains("Accepting HTTP Socket connections", StringComparison.Ordinal) || squid.HasEnded, () => squid.CacheLog);
        Assert.False(squid.HasEnded, squid.CacheLog + squid._squid.Errors);
        return squid;
    }

    public void WriteRules(string rules) => _folder.Write("rules.json", rules);

    public void TakeAwayTheIndex() => File.Delete(_folder["index"]);

    /// <summary>Asks for a page through the proxy; <paramref name="address"/> has the web server's port put in for <c>PORT</c>.</summary>
    public async Task<(HttpStatusCode Status, string Page)> GetAsync(string address, string? user = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy($"http://{_proxy}"), PooledConnectionLifetime = TimeSpan.Zero });
        return await GetAsync(http, address, user);
    }

    public async Task<(HttpStatusCode Status, string Page)> GetAsync(HttpClient http, string address, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address.Replace("PORT", OriginPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        if (user is not null) request.Headers.ProxyAuthorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Password}")));
        try
        {
            using var response = await http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException e)
        {
            throw new HttpRequestException(e.Message + "\n" + CacheLog, e);
        }
    }

    /// <summary>A client that keeps as many connections to the proxy as it needs.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { Proxy = new WebProxy($"http://{_proxy}") });

    /// <summary>Asks for a tunnel; when there is one, asks through it for a page.</summary>
    public async Task<(int Status, string Page)> TunnelAsync(string host, int? port = null, string? user = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_proxy);
        var stream = client.GetStream();
        var target = $"{host}:{port ?? OriginPort}";
        var signedIn = user is null ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Password}"))}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{signedIn}\r\n"));
        var head = await HeadAsync(stream);
        var status = int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture);
        if (status != 200) return (status, "");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /through HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        return (status, await new StreamReader(stream).ReadToEndAsync());
    }

    /// <summary>The helpers that Squid runs now: children of the child of the process that was started.</summary>
    public IReadOnlyList<int> Helpers()
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(p => int.TryParse(p, out _)).Select(p => Stands(p!)).OfType<(int Id, int Parent, bool Helps)>().ToList();
        var workers = processes.Where(p => p.Parent == _squid.Process.Id).Select(p => p.Id).ToHashSet();
        return [.. processes.Where(p => p.Helps && workers.Contains(p.Parent)).Select(p => p.Id).Order()];
    }

    public static void Kill9(int process)
    {
        using var doomed = Process.GetProcessById(process);
        doomed.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        // Told to end, Squid ends its helpers too.
        if (_squid is not null)
        {
            if (!HasEnded) await _squid.TerminateAsync();
            _squid.Dispose();
        }
        await _origin.DisposeAsync();
        _folder.Dispose();
    }

    private void WriteIndex()
    {
        var builder = new IndexBuilder();
        builder.AddFile("gambling", _folder.Write("games.txt", "bets.example\nnews.example/betting\n"));
        builder.AddFile("terrorism", _folder.Write("police.txt", "sealed.example\n"));
        builder.Write(_folder["index"], new byte[16]);
    }

    private async Task StartOriginAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _origin = builder.Build();
        _origin.Run(async http =>
        {
            _served.Enqueue(http.Request.Host.Host);
            await http.Response.WriteAsync($"page of {http.Request.Host.Host}{http.Request.Path}");
        });
        await _origin.StartAsync();
    }

    private void Configure(bool signIn)
    {
        var log = _folder.WritableByAll("log");
        _proxy = new IPEndPoint(IPAddress.Loopback, FreePort());
        // Squid's resolver reads this file; what stands in it is never asked for on a network. A line may not be long.
        string[] names = ["bets.example", "www.bets.example", "news.example", "fine.example", "sealed.example", "www.sealed.example", .. Enumerable.Range(0, 300).SelectMany(i => (string[])[$"n{i}.bets.example", $"n{i}.fine.example"])];
        _folder.Write("hosts", string.Concat(names.Select(n => $"127.0.0.1 {n}\n")));
        var helper = string.Join(' ', Tool.Command(_folder.Program).Select(InPath));
        var conf = File.ReadAllText(Path.Combine(Deploy, "tutela.conf"));
        Put("/opt/tutela/tutela squid-helper", helper + " squid-helper");
        Put("/srv/tutela/school.index", _folder["index"]);
        Put("/srv/tutela/rules.json", _folder["rules.json"]);
        Put("error_directory /opt/tutela/deploy/squid", "error_directory " + _folder["pages"]);
        Put("tutela_clients src 10.0.0.0/8 ", "tutela_clients src 127.0.0.0/8 10.0.0.0/8 ");
        Put("tutela_tunnels port 443\n", $"tutela_tunnels port {OriginPort}\n");
        Put("/etc/squid/tutela-users", _folder["users"]);
        if (signIn) conf = string.Join('\n', conf.Split('\n').Select(l => l.Length > 1 && l[0] == '#' && char.IsAsciiLetter(l[1]) ? l[1..] : l));
        _folder.Write("tutela.conf", conf);
        // The password's digest is made by `openssl passwd -apr1`.
        _folder.Write("users", "pupil:$apr1$squidtst$cFwpEAXnqFkd4GdZEcetn1\nhead:$apr1$squidtst$cFwpEAXnqFkd4GdZEcetn1\n");
        Directory.CreateDirectory(_folder["pages"]);
        File.Copy(Path.Combine(Deploy, "ERR_TUTELA"), Path.Combine(_folder["pages"], "ERR_TUTELA"));
        _folder.Write("squid.conf",
            $"""
            http_port {_proxy}
            pid_filename none
            hosts_file {_folder["hosts"]}
            dns_nameservers 127.0.0.1
            cache deny all
            access_log stdio:{log}/access.log
            cache_log {log}/cache.log
            coredump_dir {log}
            pinger_enable off
            shutdown_lifetime 0 seconds
            include {_folder["tutela.conf"]}

            """);

        void Put(string documented, string here)
        {
            Assert.Contains(documented, conf, StringComparison.Ordinal);
            conf = conf.Replace(documented, here, StringComparison.Ordinal);
        }
    }

    private static (int Id, int Parent, bool Helps)? Stands(string process)
    {
        try
        {
            var status = File.ReadAllLines($"/proc/{process}/status");
            var parent = int.Parse(status.First(l => l.StartsWith("PPid:", StringComparison.Ordinal))["PPid:".Length..], CultureInfo.InvariantCulture);
            return (int.Parse(process, CultureInfo.InvariantCulture), parent, File.ReadAllText($"/proc/{process}/cmdline").Contains("squid-helper", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return null;
        }
    }

    // Squid runs programs by their whole path.
    private static string InPath(string program) => program.Contains('/') ? program
        : Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)).First(File.Exists);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
