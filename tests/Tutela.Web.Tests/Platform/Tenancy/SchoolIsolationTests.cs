using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Tests.Platform.Tenancy;

public sealed class SchoolIsolationTests(TestHost host)
{
    [Fact]
    public async Task Query_in_a_schools_scope_sees_only_that_school()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var person = await one.PersonAsync(Role.Teacher);
        Assert.True(await one.QueryAsync(db => db.Set<Person>().AnyAsync(p => p.Id == person.Id)));
        Assert.False(await two.QueryAsync(db => db.Set<Person>().AnyAsync(p => p.Id == person.Id)));
    }

    [Fact]
    public async Task Row_level_security_keeps_another_schools_rows_out_even_of_a_query_without_filter()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var person = await one.PersonAsync(Role.Teacher);
        Assert.False(await two.QueryAsync(db => db.Set<Person>().IgnoreQueryFilters([TutelaDb.SchoolFilter]).AnyAsync(p => p.Id == person.Id)));
    }

    [Fact]
    public async Task Query_without_a_scope_throws()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TutelaDb>();
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => db.Set<Person>().AnyAsync());
    }

    [Fact]
    public async Task Sql_without_a_school_in_the_transaction_is_refused_by_the_database()
    {
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = source.CreateCommand("select count(*) from school.people");
        await Assert.ThrowsAsync<PostgresException>(async () => await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Writing_for_another_school_is_refused_by_the_database()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var refused = await Assert.ThrowsAsync<PostgresException>(() => one.QueryAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into school.people (school_id, id, given_name, family_name, kind) values ({two.School.Id}, {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}, 'A', 'B', 'Staff')")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Page_of_a_school_is_found_by_its_people_and_absent_for_everybody_else()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var teacher = await one.AsAsync(Role.Teacher);
        (await teacher.OpenAsync(one.Href())).ShouldBe(HttpStatusCode.OK);
        (await teacher.OpenAsync(two.Href())).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.OpenAsync("/s/no-such-school")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Page_of_a_school_asks_a_stranger_to_sign_in()
    {
        var school = await host.SchoolAsync();
        using var stranger = school.Anonymous();
        Assert.Equal("/sign-in", (await stranger.OpenAsync(school.Href())).Address.AbsolutePath);
    }

    [Fact]
    public async Task Leaver_is_out_at_once()
    {
        var school = await host.SchoolAsync();
        var person = await school.PersonAsync(Role.Teacher);
        using var browser = await school.AsAsync(person);
        await school.WithAsync(async services => await services.GetRequiredService<AccountDesk>().EndAsync(
            await services.GetRequiredService<TutelaDb>().Set<Person>().SingleAsync(p => p.Id == person.Id)));
        Assert.Equal("/sign-in", (await browser.OpenAsync(school.Href())).Address.AbsolutePath);
    }
}
