using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace Tutela.Web.Tests.People;

public sealed class PeoplePageTests(TestHost host)
{
    [Fact]
    public async Task List_finds_by_name_kind_role_and_year()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        await school.PersonAsync("Wren", "Percent%Under_score", Role.Teacher, Role.ComputingLead);
        await school.PersonAsync("Wrenna", "Marsh", Role.Pupil);
        (await browser.OpenAsync("people?Name=wren")).ShouldSay("2 people").ShouldSay("Wrenna Marsh");
        (await browser.OpenAsync("people?Name=wren%20marsh")).ShouldSay("1 person").ShouldSay("Year 4");
        (await browser.OpenAsync("people?Name=%25under_")).ShouldSay("1 person");
        (await browser.OpenAsync("people?Name=zz%25")).ShouldSay("Nobody matches");
        (await browser.OpenAsync("people?Kind=Pupil")).ShouldSay("1 person").ShouldSay("Wrenna Marsh");
        (await browser.OpenAsync("people?Role=ComputingLead")).ShouldSay("1 person").ShouldSay("Computing lead");
        (await browser.OpenAsync("people?Year=4")).ShouldSay("1 person");
        (await browser.OpenAsync("people?Left=true")).ShouldSay("Nobody matches");
        (await browser.OpenAsync("people?Kind=Nonsense&Year=x&Number=99999999")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Visitor)]
    public async Task Others_see_no_people(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        var person = await school.PersonAsync(Role.Teacher);
        foreach (var path in new[] { "people", $"people/{person.Id}", "people/add", $"people/{person.Id}/leave" }) (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("people/add", ("Input.Kind", "Staff"), ("Input.GivenName", "A"), ("Input.FamilyName", "B"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync($"people/{person.Id}?handler=Give", ("Input.Role", "Administrator"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync($"people/{person.Id}/leave", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Safeguarding_lead_sees_and_changes_nothing()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var person = await school.PersonAsync(Role.Teacher);
        (await lead.OpenAsync($"people/{person.Id}")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Give this role");
        (await lead.PostAsync($"people/{person.Id}?handler=Give", ("Input.Role", "Administrator"))).ShouldBe(HttpStatusCode.Forbidden);
        (await lead.PostAsync($"people/{person.Id}?handler=End", ("role", "Teacher"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Person_of_another_school_or_nobody_is_not_there()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var browser = await one.AsAsync(Role.Administrator);
        var stranger = await two.PersonAsync(Role.Teacher);
        foreach (var id in new[] { stranger.Id, one.School.Id })
        {
            (await browser.OpenAsync($"people/{id}")).ShouldBe(HttpStatusCode.NotFound);
            (await browser.PostAsync($"people/{id}?handler=Give", ("Input.Role", "Teacher"))).ShouldBe(HttpStatusCode.NotFound);
            (await browser.PostAsync($"people/{id}/leave", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Person_is_added_by_hand()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        (await (await browser.OpenAsync("people/add")).SubmitAsync()).ShouldShowError("Input.Kind", "Choose what the person is").ShouldShowError("Input.GivenName", "Enter a first name");
        (await (await browser.OpenAsync("people/add")).SubmitAsync(("Input.Kind", "Pupil"), ("Input.GivenName", new string('x', 101)), ("Input.FamilyName", "<b>Hill</b>")))
            .ShouldShowError("Input.GivenName", "at most 100 characters").ShouldNotSay("<b>Hill</b></");
        (await (await browser.OpenAsync("people/add")).SubmitAsync(("Input.Kind", "Pupil"), ("Input.GivenName", "Ivy"), ("Input.FamilyName", "Hill"))).ShouldShowError("Input.YearGroup", "Choose the pupil's year");
        (await (await browser.OpenAsync("people/add")).SubmitAsync(("Input.Kind", "Staff"), ("Input.GivenName", "Ivy"), ("Input.FamilyName", "Hill"), ("Input.Email", "ivy")))
            .ShouldShowError("Input.Email", "Enter an e-mail address in full");
        (await (await browser.OpenAsync("people/add")).SubmitAsync(("Input.Kind", "Pupil"), ("Input.GivenName", "  Ivy\u200B "), ("Input.FamilyName", "Hill  Marsh"), ("Input.YearGroup", "3"), ("Input.Email", "kept@nowhere.example")))
            .ShouldSay("Ivy Hill Marsh was added").ShouldSay("Year 3").ShouldSay("Added by hand");
        Assert.Null(await school.QueryAsync(db => db.Set<Person>().Where(p => p.FamilyName == "Hill Marsh").Select(p => p.Email).SingleAsync()));
    }

    [Fact]
    public async Task Role_is_given_and_ended_recorded_and_both_are_told()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var teacher = await school.PersonAsync(Role.Teacher);
        using var browser = await school.AsAsync(teacher);
        (await browser.OpenAsync("people")).ShouldBe(HttpStatusCode.Forbidden);
        (await (await head.OpenAsync($"people/{teacher.Id}")).PressAsync("Give this role")).ShouldShowError("Input.Role", "Choose a role");
        (await (await head.OpenAsync($"people/{teacher.Id}")).PressAsync("Give this role", ("Input.Role", "DesignatedSafeguardingLead"))).ShouldSay("now has the role Designated safeguarding lead");
        (await browser.OpenAsync("people")).ShouldBe(HttpStatusCode.OK);
        (await head.PostAsync($"people/{teacher.Id}?handler=Give", ("Input.Role", "DesignatedSafeguardingLead"))).ShouldShowError("Input.Role", "has this role already");
        (await head.PostAsync($"people/{teacher.Id}?handler=Give", ("Input.Role", "Pupil"))).ShouldShowError("Input.Role", "Choose another role");
        await school.PersonAsync(Role.DesignatedSafeguardingLead);
        await (await head.OpenAsync($"people/{teacher.Id}")).PressAsync("End Designated safeguarding lead");
        (await browser.OpenAsync("people")).ShouldBe(HttpStatusCode.Forbidden);
        var (told, recorded) = await school.QueryAsync(async db => (await db.Set<Notice>().Where(n => n.Text.Contains("Designated safeguarding lead")).Select(n => n.PersonId).ToListAsync(),
            await db.Set<AuditEvent>().CountAsync(e => e.AboutPersonId == teacher.Id && (e.Process == "role.given" || e.Process == "role.ended") && e.ActorId == head.Person.Id)));
        Assert.Equal(2, told.Count(p => p == teacher.Id));
        Assert.Equal(2, told.Count(p => p == head.Person.Id));
        Assert.Equal(2, recorded);
    }

    [Fact]
    public async Task Nobody_gives_themselves_a_safeguarding_role_once_somebody_else_could()
    {
        var school = await host.SchoolAsync();
        using var administrator = await school.AsAsync(Role.Administrator);
        using var head = await school.AsAsync(Role.Headteacher);
        (await administrator.PostAsync($"people/{administrator.Person.Id}?handler=Give", ("Input.Role", "DesignatedSafeguardingLead"))).ShouldShowError("Input.Role", "can't give yourself this role");
        (await head.PostAsync($"people/{head.Person.Id}?handler=Give", ("Input.Role", "Administrator"))).ShouldShowError("Input.Role", "can't give yourself this role");
        (await administrator.PostAsync($"people/{administrator.Person.Id}?handler=Give", ("Input.Role", "Teacher"))).ShouldSay("now has the role Teacher");
    }

    [Fact]
    public async Task Only_administrator_of_a_new_school_may_take_a_role_to_begin()
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        await (await browser.OpenAsync(school.SetUpPath)).SubmitAsync(("Input.GivenName", "Ada"), ("Input.FamilyName", "Webb"), ("Input.Email", $"ada@{school.Slug}.example"), ("Input.Password", "Cloud-kettle-42"));
        var me = await school.QueryAsync(db => db.Set<Person>().Where(p => p.GivenName == "Ada").Select(p => p.Id).SingleAsync());
        (await (await browser.OpenAsync($"people/{me}")).PressAsync("Give this role", ("Input.Role", "Headteacher"))).ShouldSay("now has the role Headteacher");
        (await (await browser.OpenAsync($"people/{me}")).PressAsync("End Administrator")).ShouldShowError("Input.Role", "only administrator");
    }

    [Fact]
    public async Task Leaver_by_hand_is_out_at_once_and_stays_on_record()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var teacher = await school.PersonAsync(Role.Teacher);
        using var browser = await school.AsAsync(teacher);
        (await (await head.OpenAsync($"people/{teacher.Id}/leave")).SubmitAsync()).ShouldShowError("Input.Reason", "Say why");
        (await (await head.OpenAsync($"people/{teacher.Id}/leave")).SubmitAsync(("Input.Reason", "Moved away"))).ShouldSay("can no longer sign in");
        Assert.Equal("/sign-in", (await browser.OpenAsync(school.Href())).Address.AbsolutePath);
        (await head.OpenAsync("people?Left=true")).ShouldSay(teacher.Name);
        (await head.OpenAsync($"people/{teacher.Id}/leave")).ShouldBe(HttpStatusCode.NotFound);
        (await (await head.OpenAsync($"people/{head.Person.Id}/leave")).SubmitAsync(("Input.Reason", "Me"))).ShouldShowError("Input.Reason", "can't end your own sign-in");
    }

    [Fact]
    [Shows("WED-19.5", "WED-3.1h")]
    public async Task Empty_posts_are_shown_filled_passed_on_and_named_where_they_matter()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var teacher = await school.PersonAsync("Ivy", "Marsh", Role.Teacher);
        var other = await school.PersonAsync("Noor", "Hill", Role.Teacher);
        Assert.Contains("technician for filtering", (await EvaluateAsync(school)).Sentence, StringComparison.Ordinal);
        var page = await head.OpenAsync("people/roles");
        page.ShouldSay("roles are empty");
        (await head.OpenAsync("people/passwords")).ShouldSay("Nobody looks after password security yet");
        (await page.PressAsync("Record it", ("Input.Post", "password-owner"))).ShouldShowError("Input.Person", "Choose who holds the post");
        (await page.PressAsync("Record it", ("Input.Post", "it-provider"))).ShouldShowError("Input.Provider", "Enter the firm's name");
        (await page.PressAsync("Record it", ("Input.Post", "dsl"), ("Input.Person", teacher.Id.ToString()))).ShouldShowError("Input.Post", "Choose one of the posts");
        (await page.PressAsync("Record it", ("Input.Post", "password-owner"), ("Input.Person", teacher.Id.ToString()))).ShouldSay("Ivy Marsh");
        (await head.OpenAsync("people/passwords")).ShouldSay("looked after by Ivy Marsh");
        await (await head.OpenAsync("people/roles")).PressAsync("Record it", ("Input.Post", "password-owner"), ("Input.Person", other.Id.ToString()));
        (await head.OpenAsync("people/passwords")).ShouldSay("looked after by Noor Hill").ShouldNotSay("Ivy Marsh");
        foreach (var post in new[] { "filtering-governor", "filtering-senior-leader", "filtering-technician" })
            await (await head.OpenAsync("people/roles")).PressAsync("Record it", ("Input.Post", post), ("Input.Person", teacher.Id.ToString()));
        Assert.Equal(ControlState.NotMet, (await EvaluateAsync(school)).State);
        await school.PersonAsync(Role.DesignatedSafeguardingLead);
        Assert.Equal((ControlState.Met, 4, 4), (await EvaluateAsync(school)) switch { var r => (r.State, r.Good, r.Total) });
        using var governor = await school.AsAsync(Role.Governor);
        (await governor.OpenAsync("people/roles")).ShouldSay("Noor Hill").ShouldNotSay("Record it");
        (await governor.PostAsync("people/roles", ("Input.Post", "password-owner"), ("Input.Person", teacher.Id.ToString()))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await head.OpenAsync("people/roles")).PressAsync("End Noor Hill as ICT coordinator")).ShouldShowError("Input.Post", "Nobody else is ICT coordinator").ShouldSay("Noor Hill");
        await head.ActsAsync("password-owner", teacher);
        await (await head.OpenAsync("people/roles")).PressAsync("End Noor Hill as ICT coordinator");
        (await head.OpenAsync("people/passwords")).ShouldSay("looked after by Ivy Marsh");
        Assert.Equal(2, await school.QueryAsync(db => db.Set<PostHolding>().CountAsync(h => h.Post == "password-owner" && h.Until != null)));
    }

    private static Task<ControlResult> EvaluateAsync(TestSchool school) => school.WithAsync(services =>
        services.GetServices<Control>().Single(c => c.Id == "people.filtering-roles-named").EvaluateAsync(services.GetRequiredService<Web.Platform.Database.TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow()));
}
