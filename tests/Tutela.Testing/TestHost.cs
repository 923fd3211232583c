using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Xunit;

namespace Tutela.Testing;

/// <summary>One real host on a real socket over a real database, for a whole test assembly: a database of its own on the run's
/// cluster. Each test makes its own school. Jobs do not run by themselves; a test runs the one that it is about.</summary>
public sealed class TestHost : IAsyncLifetime
{
    public const int PasswordRounds = 1_000;

    private static int _count;
    private TestDatabase? _database;
    private string? _dataFolder;
    private WebApplication? _app;

    public WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    public Uri Address { get; private set; } = null!;
    public DatabaseAddress Database => _database!.Address;
    public IServiceProvider Services => App.Services;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OpenAsync();
        _dataFolder = Directory.CreateTempSubdirectory("tutela-test-").FullName;
        _app = await StartAsync(TimeProvider.System);
        Address = AddressOf(App);
    }

    /// <summary>Another host over the same database with a clock or settings of its own; the caller disposes it.</summary>
    public async Task<WebApplication> StartAsync(TimeProvider clock, IReadOnlyDictionary<string, string?>? settings = null, bool runJobs = false)
    {
        var app = Program.Build(new HostSettings
        {
            Database = Database,
            DataFolder = _dataFolder!,
            Urls = ["http://127.0.0.1:0"],
            RunJobs = runJobs,
            Clock = clock,
            PasswordRounds = PasswordRounds,
            Settings = settings ?? new Dictionary<string, string?>(),
        });
        await app.StartAsync();
        return app;
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>A school that no other test sees, made by the same door as the command line's.</summary>
    /// <param name="settingUp">It is not live yet: its administrator is still setting it up.</param>
    public async Task<TestSchool> SchoolAsync(string pack = TestSchool.DefaultPack, WebApplication? app = null, bool settingUp = false)
    {
        app ??= App;
        var number = Interlocked.Increment(ref _count);
        await using var scope = app.Services.CreateAsyncScope();
        var (school, setUp) = await scope.ServiceProvider.GetRequiredService<SchoolDesk>()
            .CreateAsync(new($"Test School {number}", $"test-{number}-{Environment.ProcessId}", pack, "admin@school.example", SetsUp: settingUp));
        return new TestSchool(app, AddressOf(app), school, setUp);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        if (_dataFolder is not null) Directory.Delete(_dataFolder, recursive: true);
    }
}
