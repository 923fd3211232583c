using System.Diagnostics;

namespace Tutela.Web.Tests.People;

/// <summary>A real OpenID provider (npm oidc-provider, run by node) of one test.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "tutela";
    public const string Secret = "a-secret-of-the-test-0123456789";
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private OpenIdProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    public static async Task<OpenIdProvider> StartAsync(string redirect, string algorithm = "RS256")
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tutela.slnx"))) folder = folder.Parent;
        var home = Path.Combine(folder!.FullName, "tests", "oidc");
        Assert.True(Directory.Exists(Path.Combine(home, "node_modules")), "The provider is not installed: run `npm --prefix tests/oidc ci`, as ./test does.");
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(home, "provider.mjs"), redirect, algorithm]) { WorkingDirectory = home, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var issuer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The provider did not start.");
        return new(process, issuer);
    }

    /// <summary>Whoever signs in from now on is this person.</summary>
    public async Task IsAsync(string sub, string? email = null, bool verified = true, string? upn = null, string? hd = null) =>
        (await _http.GetAsync($"{Issuer}/as?sub={Uri.EscapeDataString(sub)}{(email is null ? "" : $"&email={Uri.EscapeDataString(email)}")}&verified={(verified ? "true" : "false")}{(upn is null ? "" : $"&upn={Uri.EscapeDataString(upn)}")}{(hd is null ? "" : $"&hd={hd}")}")).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
