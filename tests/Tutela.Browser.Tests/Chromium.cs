using Microsoft.Playwright;

namespace Tutela.Browser.Tests;

/// <summary>The machine's own Chromium, once for the assembly. Nothing is downloaded: the driver comes with the package and runs on its own
/// node, or on the machine's where the package has none for it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string MachinesNode = "/usr/bin/node";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        var node = Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"))
            ? Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (node is null) Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", MachinesNode);
        else if ((File.GetUnixFileMode(node) & UnixFileMode.UserExecute) == 0) File.SetUnixFileMode(node, File.GetUnixFileMode(node) | UnixFileMode.UserExecute);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TUTELA_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
