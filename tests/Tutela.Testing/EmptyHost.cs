using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Tenancy;
using Xunit;

namespace Tutela.Testing;

/// <summary>A host over a database in which there is no school.</summary>
public sealed class EmptyHost : IAsyncLifetime
{
    private static int _count;
    private TestDatabase? _database;
    private WebApplication? _app;
    private string? _folder;

    public IServiceProvider Services => _app!.Services;
    public Uri Address => TestHost.AddressOf(_app!);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OpenAsync($"_empty{Interlocked.Increment(ref _count)}");
        _folder = Directory.CreateTempSubdirectory("tutela-empty-").FullName;
        _app = Program.Build(new HostSettings { Database = _database.Address, DataFolder = _folder, Urls = ["http://127.0.0.1:0"], RunJobs = false, PasswordRounds = TestHost.PasswordRounds });
        await _app.StartAsync();
    }

    /// <summary>What a start prints; null when there is a school.</summary>
    public Task<string?> IssueAsync() => WithAsync(services => services.GetRequiredService<FirstSchoolDesk>().IssueAsync());

    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<TutelaDb, Task<T>> query) => WithAsync(services => query(services.GetRequiredService<TutelaDb>()));

    public TestBrowser Browser() => new(new TestSchool(_app!, Address, new School { Slug = "none", Name = "None", Pack = TestSchool.DefaultPack }, ""), null);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
