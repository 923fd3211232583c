using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Modules.Standards;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Governance;
using static Tutela.Web.Tests.People.PostScene;

namespace Tutela.Web.Tests.Standards;

public sealed class StandardsPageTests(TestHost host)
{
    private static string StateOf(TestPage page, string id) => page.Document.QuerySelector($"tr#{id.Replace(".", "\\.", StringComparison.Ordinal)} .govuk-tag")!.TextContent.Trim();

    private static Task<int> NodeAsync(TestSchool school, string name, bool? hasList, DateTimeOffset at) => school.QueryAsync(db =>
    {
        var node = FilterNode.Make(name, "Main building", at);
        node.Hear(new("1", "1", "1", hasList, 0, 0, at), at);
        db.Add(node);
        return db.SaveChangesAsync();
    });

    [Fact]
    public async Task Those_who_answer_for_the_standards_see_the_board_and_nobody_else()
    {
        var school = await host.SchoolAsync();
        foreach (var role in (Role[])[Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Governor, Role.ChairOfGovernors])
        {
            using var person = await school.AsAsync(role);
            (await person.OpenAsync("standards")).ShouldSay("National standards").ShouldSay("quoted by another source").ShouldSay("read in the source").ShouldSay("general knowledge");
            (await person.OpenAsync("standards/D1.2")).ShouldSay("What the school states");
        }
        foreach (var role in (Role[])[Role.Teacher, Role.IctSupport, Role.Parent, Role.Pupil, Role.Visitor, Role.Administrator])
        {
            using var person = await school.AsAsync(role);
            foreach (var path in (string[])["standards", "standards/D1.2"]) (await person.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
            (await person.PostAsync("standards/D1.2", ("Input.Said", "It is"))).ShouldBe(HttpStatusCode.Forbidden);
        }
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("standards/Z9")).ShouldBe(HttpStatusCode.NotFound);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        (await stranger.OpenAsync(school.Href("standards"))).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.OpenAsync(school.Href("standards/D1.2"))).ShouldBe(HttpStatusCode.NotFound);
        (await head.OpenAsync("standards?print=true")).ShouldSay("National standards").ShouldNotSay("To print");
    }

    [Fact]
    public async Task What_nothing_answers_says_not_built_and_without_a_list_the_illegal_points_are_not_met()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var ict = await school.AsAsync(Role.ComputingLead);
        var fresh = await ict.OpenAsync("standards");
        Assert.Equal("No evidence yet", StateOf(fresh, "D3.5"));
        foreach (var id in (string[])["C5", "C6", "F4", "M7", "M14"]) Assert.Equal("Not built", StateOf(fresh, id));
        (await ict.OpenAsync("standards/M14")).ShouldSay("Tutela has nothing that answers this").ShouldNotSay("State it");

        await school.RunJobAsync<ControlRun>();
        var none = await ict.OpenAsync("standards");
        foreach (var id in (string[])["I1", "I2", "I3", "I4", "D3.2"]) Assert.Equal("Not met", StateOf(none, id));
        none.ShouldSay("No illegal-content list installed");
        Assert.Equal("No evidence yet", StateOf(none, "C1"));

        await NodeAsync(school, "Main", hasList: false, clock.GetUtcNow());
        await school.RunJobAsync<ControlRun>();
        var without = await ict.OpenAsync("standards");
        Assert.Equal("Not met", StateOf(without, "I4"));
        foreach (var id in (string[])["C1", "C7", "F1", "F2", "F14", "D3.8"]) Assert.Equal("Met", StateOf(without, id));

        await school.QueryAsync(async db =>
        {
            (await db.Set<FilterNode>().SingleAsync()).Hear(new("1", "1", "1", true, 0, 0, clock.GetUtcNow()), clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await school.RunJobAsync<ControlRun>();
        var with = await ict.OpenAsync("standards");
        Assert.Equal("Met", StateOf(with, "I4"));
        // Which list it is nobody but the school knows.
        Assert.Equal("No evidence yet", StateOf(with, "I2"));

        // A second node without one takes it back, and a silent one is told.
        await NodeAsync(school, "Annexe", hasList: null, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(10));
        await school.RunJobAsync<ControlRun>();
        var again = await ict.OpenAsync("standards");
        Assert.Equal("Not met", StateOf(again, "I4"));
        Assert.Equal("Not met", StateOf(again, "D3.8"));
        again.ShouldSay("No illegal-content list installed on 1 of 2 filter nodes").ShouldSay("2 of 2 filter nodes are silent");
    }

    [Fact]
    public async Task Group_that_lets_a_kind_through_is_not_met_there_alone()
    {
        var school = await host.SchoolAsync();
        using var ict = await school.AsAsync(Role.ComputingLead);
        await NodeAsync(school, "Main", hasList: null, TimeProvider.System.GetUtcNow());
        string[] blocked = ["adult", "agressif", "dangerous_material", "doh", "drugs", "extremism", "hate", "malware", "phishing", "proxy", "self-harm", "suicide", "violence"];
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"insert into school.filter_groups (school_id, id, name, title, audience, years, networks, block, safe_search, owner, place) values ({school.School.Id}, {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}, 'pupils', 'Pupils', 'Pupils', array[]::integer[], array[]::text[], {blocked}, false, 'ComputingLead', 0)"));
        await school.RunJobAsync<ControlRun>();
        var board = await ict.OpenAsync("standards");
        foreach (var id in (string[])["C1", "F2", "F14", "F1"]) Assert.Equal("Not met", StateOf(board, id));
        foreach (var id in (string[])["C7", "C11"]) Assert.Equal("Met", StateOf(board, id));
        board.ShouldSay("Not so for Pupils: Gambling refused");
    }

    [Fact]
    public async Task Owner_states_with_proof_and_day_and_it_goes_stale()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var person = await school.PersonAsync(Role.ComputingLead);
        using (var ict = await school.AsAsync(person))
        {
            Assert.Equal("No evidence yet", StateOf(await ict.OpenAsync("standards"), "D3.4"));
            var form = await ict.OpenAsync("standards/D3.4");
            (await form.PressAsync("Record the statement")).ShouldShowError("Input.Said", "Say how the school meets this");
            var late = await form.PressAsync("Record the statement", [("Input.Said", "Guests have a network of their own"), ("Input.Evidence", "Plan in the ICT folder"), .. Day("Input.Until", Today.AddMonths(13))]);
            late.ShouldShowError("Input.Until", "within 12 months");
            Assert.Contains("Guests have a network of their own", late.Source, StringComparison.Ordinal);
            (await form.PressAsync("Record the statement", [("Input.Said", "Guests have a network of their own"), ("Input.Evidence", "Plan in the ICT folder"), .. Day("Input.Until", Today)])).ShouldShowError("Input.Until", "after today");
            var said = await form.PressAsync("Record the statement", [("Input.Said", "Guests have a network of their own"), ("Input.Evidence", "Plan in the ICT folder"), .. Day("Input.Until", Today.AddMonths(6))]);
            said.ShouldSay("Your statement is recorded").ShouldSay("Plan in the ICT folder").ShouldSay("Stated by the computing lead");
            Assert.Equal("Met", StateOf(await ict.OpenAsync("standards"), "D3.4"));
            // Not the computing lead's to state.
            (await ict.OpenAsync("standards/D4.7")).ShouldNotSay("Record the statement");
            (await ict.PostAsync("standards/D4.7", [("Input.Said", "It is"), ("Input.Evidence", "Here"), .. Day("Input.Until", Today.AddMonths(1))])).ShouldBe(HttpStatusCode.Forbidden);
            // Nothing is stated where rows answer.
            (await ict.PostAsync("standards/D3.5", [("Input.Said", "It is"), ("Input.Evidence", "Here"), .. Day("Input.Until", Today.AddMonths(1))])).ShouldBe(HttpStatusCode.Forbidden);
        }
        using (var governor = await school.AsAsync(Role.Governor))
        {
            (await governor.OpenAsync("standards/D3.4")).ShouldSay("Guests have a network of their own").ShouldNotSay("State it").ShouldNotSay(person.Name);
            (await governor.PostAsync("standards/D3.4", [("Input.Said", "It is"), ("Input.Evidence", "Here"), .. Day("Input.Until", Today.AddMonths(1))])).ShouldBe(HttpStatusCode.Forbidden);
        }
        clock.Advance(TimeSpan.FromDays(160));
        using (var head = await school.AsAsync(Role.Headteacher)) Assert.Equal("At risk", StateOf(await head.OpenAsync("standards"), "D3.4"));
        clock.Advance(TimeSpan.FromDays(40));
        using (var head = await school.AsAsync(Role.Headteacher))
        {
            var stale = await head.OpenAsync("standards");
            Assert.Equal("Not met", StateOf(stale, "D3.4"));
            stale.ShouldSay("ran out on");
            await (await head.OpenAsync("standards/D3.4")).PressAsync("Record the statement", ("Input.Said", "Still so"), ("Input.Evidence", "Looked today"));
            Assert.Equal("Met", StateOf(await head.OpenAsync("standards"), "D3.4"));
            (await head.OpenAsync("standards/D3.4")).ShouldSay("Still so").ShouldSay("Guests have a network of their own");
        }
        var refused = await Assert.ThrowsAsync<PostgresException>(() => school.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.standard_statements set said = 'Other' where school_id = {school.School.Id}")));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task Review_answers_its_points_with_its_next_day_changes_since_are_listed_and_history_is_told()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        await school.RunJobAsync<ControlRun>();
        Assert.Equal("Not met", StateOf(await scene.Governor.OpenAsync("standards"), "D2.1"));
        (await scene.Governor.OpenAsync("standards")).ShouldSay("No review of filtering and monitoring has been signed off yet").ShouldSay("Nothing has been changed or reported since");
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.control_days set day = day - 3, state = 'NotMet' where school_id = {school.School.Id}"));

        await (await scene.Lead.OpenAsync("policy/review")).SubmitAsync(("Input.Cause", "NewTechnology"), ("Input.Reason", "Tablets for Year 5"));
        (await scene.Governor.OpenAsync("standards")).ShouldSay("New technology brought a review of the policy forward").ShouldNotSay("Tablets for Year 5");

        var meeting = await scene.PlanAsync(MeetingKind.FilteringReview);
        await scene.HoldAsync(meeting);
        await scene.AnswerAllAsync(meeting);
        await scene.SignOffAsync(meeting, Today.AddMonths(11));
        await school.RunJobAsync<ControlRun>();
        var after = await scene.Governor.OpenAsync("standards");
        Assert.Equal("Met", StateOf(after, "D2.1"));
        after.ShouldSay(Tutela.Web.Platform.Ui.DateText.Day(Today.AddMonths(11))).ShouldNotSay("New technology brought");
        var history = (await scene.Governor.OpenAsync("standards/D2.1")).Document.QuerySelectorAll("table").Last().QuerySelectorAll("tbody tr .govuk-tag").Select(t => t.TextContent.Trim());
        Assert.Equal(["Met", "Not met"], history);
        // A control's sentence may count people: staff read it, governors do not.
        (await scene.Head.OpenAsync("standards/D2.1")).ShouldSay("and signed off.");
        (await scene.Governor.OpenAsync("standards/D2.1")).ShouldNotSay("and signed off.");
    }
}
