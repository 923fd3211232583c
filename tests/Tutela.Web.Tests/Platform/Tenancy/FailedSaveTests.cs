using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Policies;

namespace Tutela.Web.Tests.Platform.Tenancy;

public sealed class FailedSaveTests(TestHost host)
{
    [Fact]
    public async Task What_fails_at_the_commit_is_said_to_be_not_saved()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = await teacher.OpenAsync("policy/attest");
        await RefuseCommitsOfAsync(school);
        var answer = await page.SubmitAsync(Attesting.Right);
        answer.ShouldBe(HttpStatusCode.InternalServerError).ShouldSay("not saved").ShouldNotSay("It is recorded");
        Assert.False(await school.QueryAsync(db => db.Set<Attestation>().AnyAsync()));
    }

    // A fault that shows only when the transaction commits, for this school alone.
    private async Task RefuseCommitsOfAsync(TestSchool school)
    {
        await using var connection = new NpgsqlConnection(host.Database.Owner);
        await connection.OpenAsync();
        var name = $"refuse_{school.School.Id:N}";
#pragma warning disable CA2100 // the name is made of a GUID
        await using var command = new NpgsqlCommand($"""
            create function system.{name}() returns trigger language plpgsql as $$ begin raise exception 'refused at the commit'; end $$;
            create constraint trigger {name} after insert on school.attestations deferrable initially deferred
                for each row when (new.school_id = '{school.School.Id}') execute function system.{name}();
            """, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
