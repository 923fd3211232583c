using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Testing;

/// <summary>A school of one test, with builders that say only what matters and use the doors that people use.</summary>
public sealed class TestSchool(WebApplication app, Uri address, School school, string setUpPath)
{
    public const string DefaultPack = "whole-school-duty";
    public const string Password = "Correct-horse-7";
    private int _people;

    public School School { get; } = school;
    public string Slug => School.Slug;
    public string SetUpPath { get; } = setUpPath;
    public WebApplication App { get; } = app;
    public Uri Address { get; } = address;

    /// <summary>The address of a page of this school.</summary>
    public string Href(string path = "") => path.Length == 0 ? $"/s/{Slug}" : $"/s/{Slug}/{path}";

    /// <summary>Runs work in this school's scope and transaction.</summary>
    public Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work) => App.Services.GetRequiredService<SchoolWork>().RunAsync(School, work);

    public Task WithAsync(Func<IServiceProvider, Task> work) => App.Services.GetRequiredService<SchoolWork>().RunAsync(School, work);

    /// <summary>Asks the database in this school's scope.</summary>
    public Task<T> QueryAsync<T>(Func<TutelaDb, Task<T>> query) => WithAsync(services => query(services.GetRequiredService<TutelaDb>()));

    public Task RunJobAsync<T>() where T : SchoolJob => WithAsync(services => services.GetRequiredService<T>().RunAsync(CancellationToken.None));

    /// <summary>Seals the audit trail. The sealer leaves events for its next run while any older transaction runs, another test's
    /// included, so it is asked again until nothing is pending.</summary>
    public async Task SealAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            await RunJobAsync<Sealer>();
            if ((await WithAsync(services => services.GetRequiredService<AuditVerifier>().VerifyAsync())).Pending == 0) return;
            await pause.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>A person with these roles and a sign-in.</summary>
    public Task<TestPerson> PersonAsync(params Role[] roles) => PersonAsync(null, null, roles);

    public async Task<TestPerson> PersonAsync(string? givenName, string? familyName, params Role[] roles)
    {
        var number = Interlocked.Increment(ref _people);
        var kind = roles.Contains(Role.Pupil) ? PersonKind.Pupil
            : roles.Contains(Role.Parent) ? PersonKind.Parent
            : roles.Any(Roles.Governors.Contains) ? PersonKind.Governor
            : roles.Any(r => r is Role.Visitor or Role.TrustOfficer) ? PersonKind.Visitor : PersonKind.Staff;
        return await WithAsync(async services =>
        {
            var person = services.GetRequiredService<RoleDesk>().Add(kind, givenName ?? $"Given{number}", familyName ?? $"Family{number}",
                kind == PersonKind.Pupil ? null : $"person{number}@{Slug}.example", kind == PersonKind.Pupil ? 4 : null, roles);
            var userName = $"user{number}.{Slug}";
            await services.GetRequiredService<TutelaDb>().SaveChangesAsync();
            await services.GetRequiredService<AccountDesk>().OpenAsync(person, userName, Password);
            return new TestPerson(person.Id, person.Name, userName, person.Email);
        });
    }

    /// <summary>A browser signed in as a new person with these roles.</summary>
    public async Task<TestBrowser> AsAsync(params Role[] roles) => await AsAsync(await PersonAsync(roles));

    public async Task<TestBrowser> AsAsync(TestPerson person)
    {
        var browser = new TestBrowser(this, person);
        await browser.SignInAsync();
        return browser;
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    public TestBrowser Anonymous() => new(this, null);
}

public sealed record TestPerson(Guid Id, string Name, string UserName, string? Email);
