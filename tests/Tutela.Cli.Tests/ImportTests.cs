using System.Diagnostics;
using Tutela.Testing.Rosters;
using Tutela.Web.Platform.Database.Cluster;

namespace Tutela.Cli.Tests;

/// <summary>The command line as a technician runs it: the built program, a data folder of its own, real files.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tutela-cli-");
    private OwnCluster? _cluster;
    private string Files => Path.Combine(_folder.FullName, "files");
    private string Data => Path.Combine(_folder.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        // Held open, so that no verb has to start and stop it; one may start it first.
        _cluster = await OwnCluster.OpenAsync(Data, new OwnClusterOptions { ForTests = true });
        Assert.Equal(0, (await RunAsync("school", "create", "--name", "Oak Copse Primary School", "--slug", "oak", "--pack", "whole-school-duty", "--admin", "office@oak.example")).Exit);
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await _cluster!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Roster_goes_in_once_and_the_second_time_changes_nothing()
    {
        var roster = new RosterGenerator(3).WriteOneRoster(Files, 60, guardians: true);
        var pupils = roster.People.Count(p => p.Role == "student");
        var dry = await ImportAsync("--dry-run");
        Assert.Contains($"pupil created={pupils} updated=0 unchanged=0 removed=0 rejected=0", dry.Output);
        Assert.Equal((0, "Nothing was written: --dry-run."), (dry.Exit, dry.Errors[^1]));
        var first = await ImportAsync();
        Assert.Equal((0, dry.Output.Count), (first.Exit, first.Output.Count));
        Assert.Equal(["school", "class", "pupil", "staff", "parent", "enrolment", "relationship"], first.Output.Select(l => l.Split(' ')[0]));
        Assert.All(first.Output, line => Assert.Matches("^[a-z]+ created=[0-9]+ updated=0 unchanged=0 removed=0 rejected=0$", line));
        var second = await ImportAsync();
        Assert.All(second.Output, line => Assert.Matches("^[a-z]+ created=0 updated=0 unchanged=[0-9]+ removed=0 rejected=0$", line));
        roster.Remove(roster.People.First(p => p.Role == "student").Id);
        roster.WriteOneRoster(Files);
        Assert.Contains($"pupil created=0 updated=0 unchanged={pupils - 1} removed=1 rejected=0", (await ImportAsync()).Output);
        Assert.Equal(0, (await RunAsync("audit", "verify")).Exit);
    }

    [Fact]
    public async Task Row_that_cannot_be_used_stops_the_import_unless_accepted()
    {
        var roster = new RosterGenerator(3).WriteOneRoster(Files, 60);
        await File.AppendAllTextAsync(Path.Combine(Files, "users.csv"), "P999999,,,true,S1,student,,,,Nobody,,,,,,,Y1,\r\n");
        var refused = await ImportAsync();
        Assert.Equal(2, refused.Exit);
        Assert.Contains(refused.Errors, e => e.StartsWith($"users.csv:{roster.People.Count + 2}: ", StringComparison.Ordinal));
        Assert.StartsWith("Nothing was written.", refused.Errors[^1], StringComparison.Ordinal);
        Assert.Contains(refused.Output, line => line == "person created=0 updated=0 unchanged=0 removed=0 rejected=1");
        var accepted = await ImportAsync("--accept-rejections");
        Assert.Equal(0, accepted.Exit);
        Assert.Contains($"pupil created={roster.People.Count(p => p.Role == "student")} updated=0 unchanged=0 removed=0 rejected=0", accepted.Output);
    }

    [Fact]
    public async Task Wrong_use_exits_2_and_says_why()
    {
        Assert.Equal(2, (await RunAsync("import", "oneroster")).Exit);
        var absent = await ImportAsync();
        Assert.Equal((2, "files: there is no such file or folder."), (absent.Exit, absent.Errors[^1]));
        new RosterGenerator(3).WriteOneRoster(Files, 60);
        Assert.Contains("no school called", string.Join('\n', (await RunAsync("import", "oneroster", Files, "--school", "elm")).Errors).Replace("with the short name", "called", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("it is OneRoster 1.1 CSV, not School Data Sync", (await RunAsync("import", "sds", Files, "--school", "oak")).Errors[^1], StringComparison.Ordinal);
    }

    private Task<(int Exit, List<string> Output, List<string> Errors)> ImportAsync(params string[] more) => RunAsync(["import", "oneroster", Files, "--school", "oak", .. more]);

    private async Task<(int Exit, List<string> Output, List<string> Errors)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Tutela.Cli.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments, .. arguments.Length > 2 || arguments[0] == "audit" ? ["--data", Data] : Array.Empty<string>()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, Lines(await output), Lines(await errors));
    }

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
