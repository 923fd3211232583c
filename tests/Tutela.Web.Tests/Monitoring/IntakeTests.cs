using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Modules.Monitoring.Intake;
using Tutela.Web.Modules.Monitoring.Retention;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Monitoring;

public sealed class IntakeTests(TestHost host)
{
    [Fact]
    public async Task Segment_delivered_twice_is_counted_once()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var (segment, lines) = (TestNode.NewSegment(), new[] { TestNode.Refused("gambling.example", count: 2), TestNode.Allowed("bbc.example") });
        Assert.Equal(HttpStatusCode.NoContent, (await node.SendAsync(segment, lines)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await node.SendAsync(segment, lines)).StatusCode);
        Assert.Equal((2L, 3L), await CountAsync(school));
        Assert.Equal(2, await school.QueryAsync(db => db.Set<ActivitySegment>().Where(s => s.Id == segment).Select(s => s.Rows).SingleAsync()));
    }

    [Fact]
    public async Task Same_segment_from_several_connections_at_once_is_counted_once()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var segment = TestNode.NewSegment();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => node.SendAsync(segment, TestNode.Refused("gambling.example"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));
        Assert.Equal((1L, 1L), await CountAsync(school));
    }

    [Fact]
    public async Task Two_who_bring_a_new_day_at_once_make_it_once()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(5);
        await using var data = NpgsqlDataSource.Create(host.Database.App);
        await using var owner = NpgsqlDataSource.Create(host.Database.Owner);
        await using var first = await data.OpenConnectionAsync();
        await using var second = await data.OpenConnectionAsync();
        await using var making = await first.BeginTransactionAsync();
        await MakeAsync(first);
        var waiting = MakeAsync(second);
        while (await WaitersAsync() == 0) await Task.Yield();
        await making.CommitAsync();
        await waiting;
        await using var parts = owner.CreateCommand($"select count(*) from pg_inherits where inhrelid = to_regclass('school.activity_{day:yyyyMMdd}')");
        Assert.Equal(1L, await parts.ExecuteScalarAsync());

        async Task MakeAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand("select system.make_activity_day($1)", connection) { Parameters = { new() { Value = day } } };
            await command.ExecuteNonQueryAsync();
        }

        async Task<long> WaitersAsync()
        {
            await using var command = owner.CreateCommand($"select count(*) from pg_locks where locktype = 'advisory' and not granted and pid = {second.ProcessID}");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task Different_segments_at_once_all_count_and_share_their_words()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var names = Enumerable.Range(0, 20).Select(i => $"site{i}.example").ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            node.SendAsync([.. (i % 2 == 0 ? names : names.Reverse()).Select(n => TestNode.Refused(n, client: $"10.0.0.{i}"))])));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));
        Assert.Equal((120L, 120L), await CountAsync(school));
        Assert.Equal(20, await NumberAsync(school, "select count(*) as \"Value\" from school.activity_names"));
    }

    [Theory]
    [InlineData("this is not json")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("{\"at\":\"yesterday\"}")]
    [InlineData("{\"at\":\"2026-01-01T10:00:00Z\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a.example\",\"action\":\"maybe\",\"count\":1}")]
    [InlineData("{\"at\":\"2000-01-01T10:00:00Z\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a.example\",\"action\":\"block\",\"count\":1}")]
    [InlineData("{\"at\":\"NOW\",\"client\":\"not an address\",\"group\":\"pupils\",\"name\":\"a.example\",\"action\":\"block\",\"count\":1}")]
    [InlineData("{\"at\":\"NOW\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a\\u0000b\",\"action\":\"block\",\"count\":1}")]
    [InlineData("{\"at\":\"NOW\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"\\ud800.example\",\"action\":\"block\",\"count\":1}")]
    [InlineData("{\"at\":\"NOW\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a.example\",\"user\":\"a\\u0000b\",\"action\":\"block\",\"count\":1}")]
    [InlineData("{\"at\":\"NOW\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a.example\",\"action\":\"block\",\"count\":-5}")]
    [InlineData("{\"at\":\"NOW\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a.example\",\"action\":\"block\",\"count\":99999999999999999999}")]
    [InlineData("{\"at\":\"2999-01-01T10:00:00Z\",\"client\":\"127.0.0.1\",\"group\":\"pupils\",\"name\":\"a.example\",\"action\":\"block\",\"count\":1}")]
    public async Task Bad_line_is_counted_and_the_good_ones_around_it_are_kept(string line)
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var segment = TestNode.NewSegment();
        var now = TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var answer = await node.SendAsync(segment, TestNode.Refused("before.example"), line.Replace("NOW", now, StringComparison.Ordinal), TestNode.Refused("after.example"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var kept = await school.QueryAsync(db => db.Set<ActivitySegment>().SingleAsync(s => s.Id == segment));
        Assert.Equal((2, 1), (kept.Rows, kept.BadRows));
        Assert.StartsWith("line 2: ", kept.FirstFault, StringComparison.Ordinal);
        using var support = await school.AsAsync(Role.IctSupport);
        (await support.OpenAsync("monitoring")).ShouldSay("1 line from a node could not be read").ShouldSay(kept.FirstFault!).ShouldSay("before.example").ShouldSay("after.example");
    }

    [Fact]
    public async Task Line_without_end_is_one_bad_line()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var segment = TestNode.NewSegment();
        Assert.Equal(HttpStatusCode.NoContent, (await node.SendAsync(segment, new string('x', 2_000_000), TestNode.Refused("after.example"))).StatusCode);
        var kept = await school.QueryAsync(db => db.Set<ActivitySegment>().SingleAsync(s => s.Id == segment));
        Assert.Equal((1, 1), (kept.Rows, kept.BadRows));
    }

    [Fact]
    public async Task What_is_no_gzip_or_has_no_id_is_refused_and_leaves_nothing()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        Assert.Equal(HttpStatusCode.BadRequest, (await node.SendBytesAsync(TestNode.NewSegment().ToString(), Encoding.UTF8.GetBytes("plain text"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await node.SendBytesAsync("not-a-guid", [])).StatusCode);
        Assert.False(await school.QueryAsync(db => db.Set<ActivitySegment>().AnyAsync()));
    }

    [Fact]
    public async Task Upload_that_unpacks_to_far_too_much_is_refused()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await node.SendTextAsync(TestNode.NewSegment(), new string('\n', SegmentReader.MostRows + 10))).StatusCode);
        Assert.False(await school.QueryAsync(db => db.Set<ActivitySegment>().AnyAsync()));
    }

    [Fact]
    public async Task Unknown_and_withdrawn_tokens_are_refused()
    {
        var school = await host.SchoolAsync();
        using var unknown = TestNode.WithToken(school, "tutela-node-" + new string('0', 32));
        Assert.Equal(HttpStatusCode.Unauthorized, (await unknown.SendAsync(TestNode.Refused("a.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await unknown.RulesAsync()).StatusCode);
        using var person = await school.AsAsync(Role.ComputingLead);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Http.GetAsync("/api/v1/node/rules")).StatusCode);

        using var node = await TestNode.OfAsync(school);
        Assert.Equal(HttpStatusCode.NoContent, (await node.BeatAsync()).StatusCode);
        var page = await person.OpenAsync("filtering/nodes");
        page.ShouldSay(node.Name);
        (await page.PressAsync("Withdraw the token", ("reason", ""))).ShouldSay("Enter why the token is withdrawn");
        (await page.PressAsync("Withdraw the token", ("reason", "The machine was sold"))).ShouldNotSay(node.Name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.BeatAsync()).StatusCode);
    }

    [Fact]
    public async Task Token_of_one_school_writes_only_there()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var node = await TestNode.OfAsync(one);
        await node.SendAsync(TestNode.Refused("only-at-one.example"));
        Assert.Equal((1L, 1L), await CountAsync(one));
        Assert.Equal((0L, 0L), await CountAsync(two));
        using var dsl = await two.AsAsync(Role.DesignatedSafeguardingLead);
        (await dsl.OpenAsync("monitoring")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("only-at-one.example");
    }

    [Fact]
    public async Task Partitions_are_closed_to_the_app_and_forced_for_their_owner()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example"));
        await using var owner = NpgsqlDataSource.Create(host.Database.Owner);
        await using var partitions = owner.CreateCommand("""
            select c.relname, c.relrowsecurity and c.relforcerowsecurity, (select count(*) from pg_policies p where p.schemaname = 'school' and p.tablename = c.relname),
                has_table_privilege('tutela_app', c.oid, 'select') or has_table_privilege('tutela_app', c.oid, 'insert')
            from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'school.activity'::regclass
            """);
        var seen = new List<(string Name, bool Forced, long Policies, bool Granted)>();
        await using (var rows = await partitions.ExecuteReaderAsync())
            while (await rows.ReadAsync()) seen.Add((rows.GetString(0), rows.GetBoolean(1), rows.GetInt64(2), rows.GetBoolean(3)));
        Assert.NotEmpty(seen);
        Assert.All(seen, p => Assert.Equal((true, 1L, false), (p.Forced, p.Policies, p.Granted)));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => NumberAsync(school, $"select count(*) as \"Value\" from school.{seen[0].Name}"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Token_table_and_retention_are_out_of_the_apps_reach()
    {
        var school = await host.SchoolAsync();
        foreach (var table in new[] { "system.node_tokens", "system.activity_retention" })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => NumberAsync(school, $"select count(*) as \"Value\" from {table}"))).SqlState);
    }

    [Fact]
    public async Task Raw_lines_and_daily_counts_go_when_the_schools_time_has_passed()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var node = await TestNode.OfAsync(school);
        var now = clock.GetUtcNow();
        await node.SendAsync(TestNode.Refused("old.example", at: now.AddDays(-29)), TestNode.Refused("new.example", at: now));
        await school.RunJobAsync<ActivityRetention>();
        Assert.Equal((2L, 2L), await CountAsync(school));

        clock.Advance(TimeSpan.FromDays(2));
        await school.RunJobAsync<ActivityRetention>();
        Assert.Equal((1L, 2L), await CountAsync(school));
        Assert.Equal(1, await NumberAsync(school, "select count(*) as \"Value\" from school.activity_names"));

        var old = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-366);
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"insert into school.activity_days (school_id, day, group_name, category, refused, count) values ({school.School.Id}, {old}, 'pupils', 'gambling', true, 7)"));
        Assert.Equal((1L, 9L), await CountAsync(school));
        await school.RunJobAsync<ActivityRetention>();
        Assert.Equal((1L, 2L), await CountAsync(school));
    }

    [Fact]
    public async Task Day_goes_when_the_longest_time_of_any_school_has_passed_and_not_while_one_is_unknown()
    {
        await host.SchoolAsync();
        await using var owner = NpgsqlDataSource.Create(host.Database.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        async Task<object?> AskAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteScalarAsync();
        }
        await AskAsync("select system.make_activity_day((now() at time zone 'UTC')::date - 100)");
        await AskAsync("select system.make_activity_day((now() at time zone 'UTC')::date - 20)");
        await AskAsync("delete from system.activity_retention");
        Assert.Equal(0, await AskAsync("select system.drop_activity_days()"));
        await AskAsync("insert into system.activity_retention select id, 30 from system.schools");
        Assert.True((int)(await AskAsync("select system.drop_activity_days()"))! >= 1);
        Assert.Equal(DBNull.Value, await AskAsync("select to_regclass('school.activity_' || to_char((now() at time zone 'UTC')::date - 100, 'YYYYMMDD'))::text"));
        Assert.NotEqual(DBNull.Value, await AskAsync("select to_regclass('school.activity_' || to_char((now() at time zone 'UTC')::date - 20, 'YYYYMMDD'))::text"));
    }

    internal static async Task<(long Rows, long DayCount)> CountAsync(TestSchool school) => (
        await NumberAsync(school, "select count(*) as \"Value\" from school.activity"),
        await NumberAsync(school, "select coalesce(sum(count), 0)::bigint as \"Value\" from school.activity_days"));

    internal static Task<long> NumberAsync(TestSchool school, string sql) => school.QueryAsync(db => db.Database.SqlQueryRaw<long>(sql).SingleAsync());
}
