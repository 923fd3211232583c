using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Engine.Policy;
using Tutela.Testing;
using Tutela.Web.Modules.Filtering;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Nodes;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Monitoring;

namespace Tutela.Web.Tests.Filtering;

public sealed class FilteringPagesTests(TestHost host)
{
    public static TheoryData<Role> NotOperators => [.. Enum.GetValues<Role>().Except([Role.ComputingLead, Role.IctSupport])];

    public static TheoryData<Role> NotStaff => [.. Enum.GetValues<Role>().Except(Roles.Staff)];

    [Fact]
    public async Task Groups_of_the_pack_are_shown_with_the_order_in_which_a_request_is_decided()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        var page = await lead.OpenAsync("filtering");
        page.ShouldSay("These groups come from the school's policy").ShouldSay("Gambling").ShouldSay("Private webmail").ShouldSay("How a request is decided").ShouldSay("Nothing lifts that");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<FilterGroup>().CountAsync()));
    }

    [Theory, MemberData(nameof(NotOperators))]
    public async Task Groups_exceptions_and_tokens_are_changed_by_those_who_run_filtering_only(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("filtering/groups/pupils")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(school.Href("filtering/groups/pupils?handler=Save"), ("Input.Title", "Mine"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(school.Href("filtering/groups/pupils/exception?handler=Save"), ("Input.Name", "a.example"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(school.Href("filtering/nodes"), ("Input.Name", "n"), ("Input.Reason", "r"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(school.Href($"filtering/nodes?handler=Withdraw&id={Guid.Empty}"), ("reason", "r"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal((0, 0), await school.QueryAsync(async db => (await db.Set<FilterGroup>().CountAsync(), await db.Set<FilterNode>().CountAsync())));
    }

    [Fact]
    public async Task Group_is_changed_in_two_steps_recorded_and_reaches_the_nodes_rules()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var before = await node.RulesAsync();
        var tag = before.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await node.RulesAsync(tag)).StatusCode);

        using var lead = await school.AsAsync(Role.ComputingLead);
        var edit = await lead.OpenAsync("filtering/groups/pupils");
        var check = await edit.PressAsync("Check what changes", ("Input.Networks", "10.1.0.0/16\r\n10.3.0.0/16"), ("Input.OtherCategories", "our-own-list"));
        check.ShouldSay("Check what changes for Pupils").ShouldSay("10.1.0.0/16, 10.3.0.0/16").ShouldSay("our-own-list");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<FilterGroup>().CountAsync()));
        (await check.PressAsync("Save these changes")).ShouldSay("10.3.0.0/16");
        Assert.Equal(3, await school.QueryAsync(db => db.Set<FilterGroup>().CountAsync()));
        Assert.True(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == FilteringModule.GroupChanged.Code)));

        var after = await node.RulesAsync(tag);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        using var json = JsonDocument.Parse(await after.Content.ReadAsStringAsync());
        var pupils = json.RootElement.GetProperty("groups").EnumerateArray().Single(g => g.GetProperty("name").GetString() == "pupils");
        Assert.Equal(["10.1.0.0/16", "10.3.0.0/16"], pupils.GetProperty("networks").EnumerateArray().Select(n => n.GetString()));
        Assert.Contains("our-own-list", pupils.GetProperty("block").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task Page_in_place_of_a_refused_site_reaches_the_nodes_with_the_schools_name_and_a_way_to_tell_someone()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        using var lead = await school.AsAsync(Role.ComputingLead);
        var check = await (await lead.OpenAsync("filtering/groups/pupils")).PressAsync("Check what changes", ("Input.BlockPage", "10.1.0.2, fd00:1::2"));
        check.ShouldSay("Page in place of a refused site").ShouldSay("10.1.0.2, fd00:1::2");
        await check.PressAsync("Save these changes");
        (await lead.OpenAsync("filtering")).ShouldSay("shows a page at 10.1.0.2 and fd00:1::2");

        Assert.True(RuleSet.TryRead(await (await node.RulesAsync()).Content.ReadAsByteArrayAsync(), out var rules, out _));
        Assert.Equal(("10.1.0.2", "fd00:1::2"), ($"{rules.Find("pupils")!.BlockPageV4}", $"{rules.Find("pupils")!.BlockPageV6}"));
        Assert.Null(rules.Find("staff")!.BlockPageV4);
        Assert.Equal(school.School.Name, rules.Help.School);
        using var child = school.Anonymous();
        (await child.OpenAsync(rules.Help.Tell!.AbsolutePath)).ShouldBe(HttpStatusCode.OK);

        // To ask for the site a child signs in first, and it is still there then.
        var pupil = await school.PersonAsync(Role.Pupil);
        using var asking = school.Anonymous();
        var signIn = await asking.OpenAsync($"{rules.Help.Ask!.AbsolutePath}?name=spins.gambling.example");
        var ask = await signIn.SubmitAsync(("Input.UserName", pupil.UserName), ("Input.Password", TestSchool.Password));
        ask.ShouldSay("Ask for a website");
        Assert.Equal("spins.gambling.example", ask.Document.GetElementById("Input_Site")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Input.Title", "", "Enter a title")]
    [InlineData("Input.Networks", "not a network", "is not a network")]
    [InlineData("Input.Networks", "<script>alert(1)</script>", "is not a network")]
    [InlineData("Input.OtherCategories", "Ünlisted", "is not a category's name")]
    [InlineData("Input.BlockPage", "10.1.0.0/16", "is not an address")]
    [InlineData("Input.BlockPage", "10.1.0.2 10.1.0.3", "one IPv4 and one IPv6 address at most")]
    public async Task Wrong_input_is_told_beside_its_field_and_stays(string field, string value, string words)
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.IctSupport);
        var page = await (await lead.OpenAsync("filtering/groups/staff")).PressAsync("Check what changes", (field, value));
        page.ShouldShowError(field, words);
        Assert.DoesNotContain("<script>alert(1)", page.Source, StringComparison.Ordinal);
        Assert.Equal(value, (page.Document.GetElementById(field.Replace('.', '_')) as AngleSharp.Html.Dom.IHtmlTextAreaElement)?.Value.Trim() ?? page.Document.GetElementById(field.Replace('.', '_'))!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Nothing_changed_is_said_and_an_absent_group_is_absent()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        (await (await lead.OpenAsync("filtering/groups/pupils")).PressAsync("Check what changes")).ShouldSay("Nothing has been changed");
        (await lead.OpenAsync("filtering/groups/nobody")).ShouldBe(HttpStatusCode.NotFound);
        (await lead.OpenAsync($"filtering/exceptions/{Guid.Empty}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Exception_is_added_with_a_reason_shown_and_ended_and_another_school_never_sees_it()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var lead = await school.AsAsync(Role.ComputingLead);
        var add = await lead.OpenAsync("filtering/groups/pupils/exception");
        (await add.PressAsync("Check the exception")).ShouldShowError("Input.Name", "Enter the name").ShouldShowError("Input.What", "Choose whether").ShouldShowError("Input.Reason", "Enter why");
        var check = await add.PressAsync("Check the exception", ("Input.Name", "Odds.Example"), ("Input.What", "allow"), ("Input.Reason", "Maths <i>lesson</i>"));
        check.ShouldSay("odds.example and all names below it").ShouldSay("let through, without an end");
        var list = await check.PressAsync("Save this exception");
        list.ShouldSay("odds.example let through: Maths <i>lesson</i>");
        (await add.PressAsync("Check the exception", ("Input.Name", "odds.example"), ("Input.What", "deny"), ("Input.Reason", "x"))).ShouldShowError("Input.Name", "has an exception for this name already");

        using var stranger = await other.AsAsync(Role.ComputingLead);
        var id = await school.QueryAsync(db => db.Set<FilterException>().Select(e => e.Id).SingleAsync());
        (await stranger.OpenAsync(other.Href($"filtering/exceptions/{id}"))).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync(other.Href($"filtering/exceptions/{id}"), ("Input.Reason", "mine"))).ShouldBe(HttpStatusCode.NotFound);

        var end = await lead.OpenAsync($"filtering/exceptions/{id}");
        (await end.PressAsync("End the exception", ("Input.Reason", ""))).ShouldShowError("Input.Reason", "Enter why the exception ends");
        (await end.PressAsync("End the exception", ("Input.Reason", "The lesson is over"))).ShouldSay("has ended").ShouldNotSay("odds.example let through");
        (await end.PressAsync("End the exception", ("Input.Reason", "again"))).ShouldSay("has ended already");
    }

    [Fact]
    public async Task Token_is_shown_once_and_works_and_the_node_page_says_what_it_is_told()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        var nodes = await support.OpenAsync("filtering/nodes");
        nodes.ShouldSay("No nodes yet");
        (await nodes.PressAsync("Issue a token")).ShouldShowError("Input.Name", "Enter a name").ShouldShowError("Input.Reason", "Enter where it stands");
        var issued = await nodes.PressAsync("Issue a token", ("Input.Name", "Cupboard"), ("Input.Reason", "Pupils' network"));
        var token = issued.Document.QuerySelector("code")!.TextContent;
        (await support.OpenAsync("filtering/nodes")).ShouldSay("Never heard").ShouldNotSay(token);
        (await nodes.PressAsync("Issue a token", ("Input.Name", "Cupboard"), ("Input.Reason", "Again"))).ShouldShowError("Input.Name", "There is a node of this name already");

        using var node = TestNode.WithToken(school, token);
        Assert.Equal(HttpStatusCode.BadRequest, (await node.BeatAsync("not an object")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await node.BeatAsync(new { version = new string('x', 20_000) })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await node.BeatAsync(new { version = "0.1.0<b>", indexVersion = "i-1", rulesVersion = "r-1", sealedInstalled = false, spoolDepth = 2, lost = 7 })).StatusCode);
        (await support.OpenAsync("filtering/nodes")).ShouldSay("Working").ShouldSay("No illegal-content list installed").ShouldSay("not met").ShouldSay("2 pieces").ShouldSay("7 records").ShouldSay("0.1.0<b>");
        Assert.Equal(HttpStatusCode.NoContent, (await node.BeatAsync(new { sealedInstalled = true })).StatusCode);
        (await support.OpenAsync("filtering/nodes")).ShouldNotSay("No illegal-content list installed");
    }

    [Fact]
    public async Task Only_the_digest_of_a_token_is_kept()
    {
        var school = await host.SchoolAsync();
        var token = await school.WithAsync(services => services.GetRequiredService<NodeTokenDesk>().IssueAsync(Guid.CreateVersion7(TimeProvider.System.GetUtcNow())));
        await using var owner = Npgsql.NpgsqlDataSource.Create(host.Database.Owner);
        await using var command = owner.CreateCommand("select count(*) from system.node_tokens where encode(token_hash, 'escape') like '%' || $1 || '%' or token_hash = sha256(convert_to($1, 'UTF8'))");
        command.Parameters.Add(new() { Value = token });
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    [Shows("WED-3.5e")]
    public async Task Failure_tells_the_lead_and_the_provider_at_once_and_the_first_answer_is_timed()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var (lead, provider) = (await school.PersonAsync(Role.DesignatedSafeguardingLead), await school.PersonAsync(Role.IctSupport));
        using var teacher = await school.AsAsync(Role.Teacher);
        var form = await teacher.OpenAsync("filtering/failures");
        (await form.PressAsync("Send")).ShouldShowError("Input.What", "Choose what has failed").ShouldShowError("Input.Account", "Enter what you saw");
        (await form.PressAsync("Send", ("Input.What", "LetThrough"), ("Input.Account", new string('x', 2001)))).ShouldShowError("Input.Account", "Keep it to 2,000 characters");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<FilterFailure>().CountAsync()));

        (await form.PressAsync("Send", ("Input.What", "LetThrough"), ("Input.Account", "A <b>game</b> opened"))).ShouldSay("A <b>game</b> opened").ShouldSay("None yet").ShouldNotSay("Send the answer");
        foreach (var person in new[] { lead, provider })
        {
            Assert.Single(await school.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == person.Id).ToListAsync()));
            var mail = Assert.Single(await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == person.Email).ToListAsync()));
            Assert.DoesNotContain("game", mail.Subject + mail.Body, StringComparison.Ordinal);
        }
        var id = await school.QueryAsync(db => db.Set<FilterFailure>().Select(f => f.Id).SingleAsync());
        (await teacher.PostAsync(school.Href($"filtering/failures?handler=Answer&id={id}"), ("answer", "mine"))).ShouldBe(HttpStatusCode.Forbidden);

        clock.Advance(TimeSpan.FromMinutes(12));
        using var support = await school.AsAsync(provider);
        (await support.OpenAsync("")).ShouldSay("A filtering failure has no answer yet");
        var answer = await support.OpenAsync("filtering/failures");
        (await answer.PressAsync("Send the answer", ("answer", ""))).ShouldSay("Enter what is being done");
        (await answer.PressAsync("Send the answer", ("answer", "The list is updated"))).ShouldSay("after 12 minutes").ShouldSay("The list is updated");
        (await answer.PressAsync("Send the answer", ("answer", "Once more"))).ShouldSay("Somebody has answered this report already");
        (await teacher.OpenAsync("filtering/failures")).ShouldSay("The list is updated");
        using var colleague = await school.AsAsync(Role.Teacher);
        (await colleague.OpenAsync("filtering/failures")).ShouldNotSay("opened");
    }

    [Theory, MemberData(nameof(NotStaff))]
    public async Task Failures_are_for_staff(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("filtering/failures")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(school.Href("filtering/failures"), ("Input.What", "Other"), ("Input.Account", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }
}
