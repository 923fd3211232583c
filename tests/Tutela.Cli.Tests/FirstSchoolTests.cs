using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tutela.Web.Platform.Database.Cluster;

namespace Tutela.Cli.Tests;

/// <summary>What `run --empty` prints, as the built program prints it.</summary>
public sealed class FirstSchoolTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tutela-first-");
    private OwnCluster? _cluster;

    public async ValueTask InitializeAsync() => _cluster = await OwnCluster.OpenAsync(_folder.FullName, new OwnClusterOptions { ForTests = true });

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await _cluster!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_start_without_a_school_prints_a_new_link_and_voids_the_older()
    {
        using var http = new HttpClient();
        string older;
        await using (var first = await Started.Async(_folder.FullName))
        {
            older = first.Link!;
            Assert.Matches($"^{first.Address}first-school/[0-9a-f]{{32}}$", older);
            for (var i = 0; i < 2; i++) Assert.Contains("Make your school", await http.GetStringAsync(older), StringComparison.Ordinal);
        }
        await using (var second = await Started.Async(_folder.FullName))
        {
            Assert.NotEqual(older.Split('/')[^1], second.Link!.Split('/')[^1]);
            var page = await http.GetStringAsync(new Uri(second.Address, new Uri(older).AbsolutePath));
            Assert.Contains("This link no longer works", page, StringComparison.Ordinal);
            Assert.Contains("Make your school", await http.GetStringAsync(second.Link), StringComparison.Ordinal);
            Assert.Equal(0, await ExitAsync("school", "create", "--name", "Oak Copse", "--slug", "oak", "--pack", "signed-code", "--admin", "office@oak.example", "--data", _folder.FullName));
            Assert.Equal(2, await ExitAsync("school", "create", "--name", "Elm", "--slug", "elm", "--pack", "no-such-pack", "--admin", "office@elm.example", "--data", _folder.FullName));
            Assert.Contains("This link no longer works", await http.GetStringAsync(second.Link), StringComparison.Ordinal);
        }
        await using var third = await Started.Async(_folder.FullName);
        Assert.Null(third.Link);
    }

    private static async Task<int> ExitAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tutela.Cli.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
        return process.ExitCode;
    }

    /// <summary>`run --empty --no-node` until it is ready; stopped by SIGTERM.</summary>
    private sealed class Started(Process process, Uri address, string? link) : IAsyncDisposable
    {
        public Uri Address { get; } = address;
        public string? Link { get; } = link;

        public static async Task<Started> Async(string data)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tutela.Cli.dll"), "run", "--empty", "--no-node", "--port", $"{port}", "--data", data])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            const string made = "Make your school: ";
            string? line, link = null;
            while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("Tutela is ready: ", StringComparison.Ordinal))
                if (line.StartsWith(made, StringComparison.Ordinal)) link = line[made.Length..];
            Assert.NotNull(line);
            return new Started(process, new Uri($"http://127.0.0.1:{port}/"), link);
        }

        public async ValueTask DisposeAsync()
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
