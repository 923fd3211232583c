using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Modules.Governance.Report;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Concerns;
using static Tutela.Web.Tests.People.PostScene;

namespace Tutela.Web.Tests.Governance;

public sealed class ReportTests(TestHost host)
{
    private static string Month => Months.Key(Today);

    [Fact, Shows("WED-3.3m")]
    public async Task Report_is_read_signed_and_frozen_with_its_digest()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        using var concerns = await ConcernScene.AtAsync(school);
        for (var i = 0; i < 6; i++) await concerns.ReportedAsync(account: "Something seen online.", risk: "Contact");
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"insert into school.activity_days (school_id, day, group_name, category, refused, count) values ({school.School.Id}, {Today}, 'pupils', 'gambling', true, 3)"));
        (await scene.Governor.OpenAsync("governors/reports")).ShouldSay("No report is signed yet").ShouldNotSay("Make a report");
        (await scene.Governor.OpenAsync("governors/reports/make")).ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Head.OpenAsync($"governors/reports/make?From={Month}")).ShouldShowError("To", "Choose the last month");
        (await scene.Head.OpenAsync($"governors/reports/make?From={Month}&To=2019-01")).ShouldShowError("To", "before the first");
        (await scene.Head.OpenAsync($"governors/reports/make?From=2019-01&To={Month}")).ShouldShowError("To", "at most 24 months");
        (await scene.Head.OpenAsync("governors/reports/make?From=x&To=y")).ShouldShowError("From", "Choose the first month");
        var draft = await scene.Head.OpenAsync($"governors/reports/make?From={Month}&To={Month}");
        draft.ShouldSay("Concerns by kind and month").ShouldSay("Agreements signed").ShouldSay("Training in date").ShouldSay("Safeguarding training that includes online safety, in date (staff)")
            .ShouldSay("too few people to tell").ShouldSay("What the filter refused").ShouldSay("Sign it");
        (await draft.PressAsync("Sign the report")).ShouldShowError("Input.SignedName", "Type your name");
        (await draft.PressAsync("Sign the report", ("Input.SignedName", "Somebody Else"))).ShouldShowError("Input.SignedName", "Type your name as it stands");
        var signed = await draft.PressAsync("Sign the report", ("Input.SignedName", scene.Head.Person.Name));
        signed.ShouldSay($"Signed by {scene.Head.Person.Name}, headteacher").ShouldSay("It stands as it was signed");

        // What happens later does not change it.
        for (var i = 0; i < 5; i++) await concerns.ReportedAsync(account: "Something new.", risk: "Commerce");
        var path = signed.Address.AbsolutePath;
        var read = await scene.Governor.OpenAsync(path);
        Assert.Equal(["0", "6", "0", "0"], read.Document.QuerySelectorAll(".t-chart table").Last().QuerySelectorAll("tbody tr").Last().QuerySelectorAll("td").Select(c => c.TextContent.Trim()));
        (await scene.Governor.OpenAsync("governors/reports")).ShouldSay(scene.Head.Person.Name).ShouldSay("The next report is due by");
        (await scene.Governor.OpenAsync(path + "?print=true")).ShouldSay("It stands as it was signed");
        foreach (var name in await school.QueryAsync(db => db.Set<Person>().Where(p => p.Id != scene.Head.Person.Id && p.Id != scene.Governor.Person.Id).Select(p => p.FamilyName).ToListAsync()))
            if (name != "administrator") read.ShouldNotSay(name);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Governor);
        (await stranger.OpenAsync($"governors/reports/{path.Split('/')[^1]}")).ShouldBe(HttpStatusCode.NotFound);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => school.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.governors_reports set signed_name = 'Another' where school_id = {school.School.Id}")));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task Changed_body_is_told()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var signed = await (await lead.OpenAsync($"governors/reports/make?From={Month}&To={Month}")).PressAsync("Sign the report", ("Input.SignedName", lead.Person.Name));
        signed.ShouldSay("designated safeguarding lead").ShouldNotSay("not what was signed");
        await ForgeAsync(host, school);
        (await lead.OpenAsync(signed.Address.AbsolutePath)).ShouldSay("This report is not what was signed");
    }

    // The owner of the database goes behind the application's back.
    internal static async Task ForgeAsync(TestHost host, TestSchool school)
    {
        await using var connection = new NpgsqlConnection(host.Database.Owner);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("begin; alter table school.governors_reports disable trigger user; alter table school.governors_reports no force row level security; update school.governors_reports set body = replace(body, 'Online', 'Offline') where school_id = $1; alter table school.governors_reports force row level security; alter table school.governors_reports enable trigger user; commit".Replace("$1", $"'{school.School.Id}'", StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Overdue_reports_are_each_day_on_which_one_was_missing()
    {
        var began = new DateOnly(2026, 1, 10);
        Assert.Empty(ReportSchedule.Overdue(null, began, 4, new(2026, 5, 10)));
        Assert.Equal([new(2026, 5, 10)], ReportSchedule.Overdue(null, began, 4, new(2026, 5, 11)));
        Assert.Equal([new(2026, 5, 10), new(2026, 9, 10)], ReportSchedule.Overdue(null, began, 4, new(2026, 9, 11)));
        Assert.Empty(ReportSchedule.Overdue(new(2026, 8, 31), began, 4, new(2026, 9, 11)));
    }

    [Fact, Shows("WED-3.3m")]
    public async Task Overdue_report_is_listed_and_reminded_of()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using (var early = await school.AsAsync(Role.Headteacher))
        {
            (await early.OpenAsync("governors/reports")).ShouldSay("The next report is due by");
            (await early.OpenAsync("")).ShouldNotSay("The report to governors was due");
        }
        clock.Advance(TimeSpan.FromDays(130));
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("governors/reports")).ShouldSay("1 report is overdue");
        (await head.OpenAsync("")).ShouldSay("The report to governors was due on");
        (await head.OpenAsync("governors")).ShouldSay("Reports overdue");
    }

    [Fact]
    public void No_hidden_count_follows_from_what_is_told()
    {
        // Every table of two rows and two columns with counts of 0 to 6: who sees only what is told is left with at least two answers for each hidden count.
        var byWords = new Dictionary<string, HashSet<long>[]>();
        for (var code = 0; code < 7 * 7 * 7 * 7; code++)
        {
            long[] counts = [code % 7, code / 7 % 7, code / 49 % 7, code / 343];
            var told = SmallCounts.Of(["a", "b"], ["x", "y"], (r, c) => counts[r * 2 + c]);
            var words = new StringBuilder();
            foreach (var cell in told.Cells.SelectMany(r => r)) words.Append(SmallCounts.Cell(cell)).Append('|');
            foreach (var sum in told.RowTotals.Concat(told.ColumnTotals).Append(told.Total)) words.Append(SmallCounts.Whole(sum)).Append('|');
            if (!byWords.TryGetValue(words.ToString(), out var possible)) byWords[words.ToString()] = possible = [[], [], [], []];
            for (var i = 0; i < 4; i++) possible[i].Add(counts[i]);
        }
        Assert.All(byWords.Values.SelectMany(p => p), possible => Assert.True(possible.Count >= 2 || FewerThanFive.Hides(possible.Single()) == false));
        Assert.Contains(byWords.Values, p => p.Any(x => x.Count == 4));
    }

    [Fact]
    public void Part_and_other_never_give_each_other_away()
    {
        var byWords = new Dictionary<(string, string, string), HashSet<(long, long)>>();
        for (long part = 0; part < 30; part++)
            for (long other = 0; part + other < 30; other++)
            {
                var told = SmallCounts.Split(part, other);
                if (!byWords.TryGetValue(told, out var possible)) byWords[told] = possible = [];
                possible.Add((part, other));
            }
        foreach (var possible in byWords.Values)
        {
            if (possible.All(p => FewerThanFive.Hides(p.Item1))) Assert.True(possible.Select(p => p.Item1).Distinct().Count() > 1);
            if (possible.All(p => FewerThanFive.Hides(p.Item2))) Assert.True(possible.Select(p => p.Item2).Distinct().Count() > 1);
        }
    }
}
