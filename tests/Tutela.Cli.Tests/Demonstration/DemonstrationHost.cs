using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Cli.Demonstration;
using Tutela.Testing;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Tests.Demonstration;

/// <summary>The demonstration school as the first start of <c>./run</c> makes it, with a real host on a real socket: once for an assembly.</summary>
public sealed class DemonstrationHost : IAsyncLifetime
{
    private TestDatabase? _database;
    private WebApplication? _app;

    public IServiceProvider Services => _app!.Services;
    public Uri Address { get; private set; } = null!;
    public School School { get; private set; } = null!;
    public string DataFolder { get; } = Directory.CreateTempSubdirectory("tutela-demonstration-").FullName;
    public List<string> Said { get; } = [];
    /// <summary>When the school had been made: what is younger is of the tests.</summary>
    public DateTimeOffset MadeAt { get; private set; }
    public TestDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OpenAsync("_demonstration");
        Assert.True(await DemonstrationSchool.MakeAsync(_database.Address, DataFolder, TimeProvider.System, Said.Add));
        MadeAt = TimeProvider.System.GetUtcNow();
        _app = Web.Program.Build(new HostSettings { Database = _database.Address, DataFolder = DataFolder, Urls = ["http://127.0.0.1:0"], RunJobs = false, PasswordRounds = TestHost.PasswordRounds });
        await _app.StartAsync();
        Address = TestHost.AddressOf(_app);
        await using var scope = Services.CreateAsyncScope();
        School = scope.ServiceProvider.GetRequiredService<Web.Platform.Database.TutelaDb>().Set<School>().Single();
    }

    public Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work) => Services.GetRequiredService<SchoolWork>().RunAsync(School, work);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }
}
