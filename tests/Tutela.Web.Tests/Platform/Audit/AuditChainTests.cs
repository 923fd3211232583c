using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Platform.Audit;

public sealed class AuditChainTests(TestHost host)
{
    [Fact]
    public async Task Untouched_trail_is_whole()
    {
        var school = await SealedSchoolAsync();
        var finding = await VerifyAsync(school);
        Assert.Null(finding.Fault);
        Assert.True(finding.Sealed >= 4);
        Assert.Equal(0, finding.Pending);
    }

    [Fact]
    public async Task Event_written_after_sealing_counts_as_pending_and_then_as_sealed()
    {
        var school = await SealedSchoolAsync();
        await school.PersonAsync(Role.Teacher);
        var before = await VerifyAsync(school);
        Assert.True(before.Pending > 0);
        await school.SealAsync();
        var after = await VerifyAsync(school);
        Assert.Equal((before.Sealed + before.Pending, 0), (after.Sealed, after.Pending));
    }

    [Theory]
    [InlineData("update school.audit_events set actor_name = 'Somebody else' where id = @row", "has been changed")]
    [InlineData("update school.audit_events set at = at + interval '1 day' where id = @row", "has been changed")]
    [InlineData("delete from school.audit_events where id = @row", "has been removed")]
    [InlineData("update school.audit_payloads set body = replace(body, 'Teacher', 'Visitor') where id = @payload", "has been changed")]
    public async Task Row_changed_or_removed_by_hand_is_named(string sql, string words)
    {
        var school = await SealedSchoolAsync();
        var row = await school.QueryAsync(db => db.Set<AuditSeal>().Where(s => s.Sequence == 3).Select(s => s.EventId).SingleAsync());
        var payload = await school.QueryAsync(db => db.Set<AuditPayload>().Where(p => p.Body.Contains("Teacher")).Select(p => p.Id).FirstAsync());
        await ByHandAsync(school, sql, ("row", row), ("payload", payload));
        var fault = (await VerifyAsync(school)).Fault;
        Assert.Contains(words, fault, StringComparison.Ordinal);
        Assert.Contains((sql.Contains("@payload", StringComparison.Ordinal) ? payload : row).ToString(), fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_cut_from_the_end_are_found_by_the_head_outside_the_database()
    {
        var school = await SealedSchoolAsync();
        await ByHandAsync(school, """
            with cut as (delete from school.audit_seals where school_id = @school and sequence > 2 returning event_id)
            delete from school.audit_events where school_id = @school and id in (select event_id from cut)
            """, ("school", school.School.Id));
        Assert.Contains("cut", (await VerifyAsync(school)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_is_still_found_after_the_sealer_has_gone_on()
    {
        var school = await SealedSchoolAsync();
        await ByHandAsync(school, """
            with cut as (delete from school.audit_seals where school_id = @school and sequence > 2 returning event_id)
            delete from school.audit_events where school_id = @school and id in (select event_id from cut)
            """, ("school", school.School.Id));
        await school.PersonAsync(Role.Teacher);
        await school.PersonAsync(Role.Teacher);
        // Two runs are enough: the first links what no older transaction holds back.
        await school.RunJobAsync<Sealer>();
        await school.RunJobAsync<Sealer>();
        Assert.Contains("head outside the database", (await VerifyAsync(school)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_alone_that_were_lost_are_made_again_just_the_same()
    {
        var school = await SealedSchoolAsync();
        await ByHandAsync(school, "delete from school.audit_seals where school_id = @school and sequence > 2", ("school", school.School.Id));
        await school.SealAsync();
        Assert.Null((await VerifyAsync(school)).Fault);
    }

    [Fact]
    public async Task Link_taken_from_the_middle_is_found()
    {
        var school = await SealedSchoolAsync();
        await ByHandAsync(school, "delete from school.audit_seals where school_id = @school and sequence = 2", ("school", school.School.Id));
        Assert.Contains("link 2 has been removed", (await VerifyAsync(school)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_content_leaves_the_trail_whole_and_is_counted()
    {
        var school = await SealedSchoolAsync();
        await ByHandAsync(school, "delete from school.audit_payloads where school_id = @school", ("school", school.School.Id));
        var finding = await VerifyAsync(school);
        Assert.Null(finding.Fault);
        Assert.True(finding.Erased > 0);
    }

    [Theory]
    [InlineData("update school.audit_events set actor_name = 'x'")]
    [InlineData("delete from school.audit_events")]
    [InlineData("delete from school.audit_seals")]
    [InlineData("update school.audit_payloads set body = 'x'")]
    public async Task App_can_neither_change_nor_remove(string sql)
    {
        var school = await SealedSchoolAsync();
#pragma warning disable EF1002 // the sentences are this test's
        var refused = await Assert.ThrowsAsync<PostgresException>(() => school.QueryAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
#pragma warning restore EF1002
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<TestSchool> SealedSchoolAsync()
    {
        var school = await host.SchoolAsync();
        await school.PersonAsync(Role.Teacher);
        await school.SealAsync();
        return school;
    }

    private static Task<AuditVerifier.Finding> VerifyAsync(TestSchool school) =>
        school.WithAsync(services => services.GetRequiredService<AuditVerifier>().VerifyAsync());

    private async Task ByHandAsync(TestSchool school, string sql, params (string Name, Guid Value)[] values)
    {
        await using var connection = new NpgsqlConnection(host.Database.Maintenance);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
