using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tutela.Testing;

/// <summary>Debian's aiosmtpd on a port of its own: a real SMTP server that prints each mail it takes.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly System.Text.StringBuilder _printed = new();

    private SmtpServer(Process process, int port)
    {
        (_process, Port) = (process, port);
        process.OutputDataReceived += (_, line) => { lock (_printed) _printed.AppendLine(line.Data); };
        process.BeginOutputReadLine();
    }

    public int Port { get; }

    /// <summary>All mails so far, as they came over the wire.</summary>
    public string Received { get { lock (_printed) return _printed.ToString(); } }

    public static async Task<SmtpServer> StartAsync()
    {
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        // The system's Python: aiosmtpd comes as a Debian package.
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, ArgumentList = { "-u", "-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}" } };
        var server = new SmtpServer(Process.Start(start)!, port);
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return server;
            }
            catch (SocketException) when (tries < 200 && !server._process.HasExited)
            {
                using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
                await pause.WaitForNextTickAsync();
            }
        }
    }

    /// <summary>Waits until the mails so far hold the text, and fails after ten seconds.</summary>
    public async Task ShouldReceiveAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!Received.Contains(text, StringComparison.Ordinal))
        {
            try { await pause.WaitForNextTickAsync(deadline.Token); }
            catch (OperationCanceledException) { Xunit.Assert.Fail($"No mail with “{text}” came: {Received}"); }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
