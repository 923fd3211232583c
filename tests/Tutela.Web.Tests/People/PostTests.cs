using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Concerns;
using static Tutela.Web.Tests.People.PostScene;

namespace Tutela.Web.Tests.People;

public sealed class PostTests(TestHost host)
{
    private const string Hostile = "<script>alert(1)</script>";

    [Fact, Shows("WID-5.1")]
    public async Task Headteachers_post_is_not_left_empty_without_somebody_who_acts_from_a_day_to_a_day()
    {
        var school = await host.SchoolAsync();
        using var administrator = await school.AsAsync(Role.Administrator);
        var head = await school.PersonAsync("Hedda", "Lane", Role.Headteacher);
        var deputy = await school.PersonAsync("Idris", "Moor", Role.SeniorLeader);
        var page = await administrator.OpenAsync($"people/{head.Id}");
        (await administrator.PostAsync($"people/{head.Id}?handler=End", ("role", "Headteacher"))).ShouldShowError("Input.Role", "Nobody else is headteacher");
        (await (await administrator.OpenAsync($"people/{head.Id}/leave")).SubmitAsync(("Input.Reason", "Retires"))).ShouldShowError("Input.Reason", "Nobody else is headteacher");
        Assert.True(await HoldsAsync(school, head));

        // Who acts from next week on does not hold the post today.
        await administrator.ActsAsync("headteacher", deputy, from: 7, until: 40);
        (await administrator.PostAsync($"people/{head.Id}?handler=End", ("role", "Headteacher"))).ShouldShowError("Input.Role", "Nobody else is headteacher");
        await (await administrator.OpenAsync("people/roles/headteacher/acting")).PressAsync("End today Idris Moor");
        (await administrator.ActsAsync("headteacher", deputy)).ShouldSay("Idris Moor acts as headteacher");
        (await administrator.PostAsync($"people/{head.Id}?handler=End", ("role", "Headteacher"))).ShouldSay("no longer has the role Headteacher");
        Assert.False(await HoldsAsync(school, head));
        (await administrator.OpenAsync("people/roles")).ShouldSay("Idris Moor Acting until");
        // Nor is it left empty by ending who acts.
        (await (await administrator.OpenAsync("people/roles/headteacher/acting")).PressAsync("End today Idris Moor")).ShouldShowError("Input.Person", "Nobody else is headteacher");
        (await administrator.OpenAsync("people/roles/headteacher")).ShouldSay("Idris Moor").ShouldSay("Who held it before").ShouldSay("Hedda Lane");
    }

    [Fact]
    public async Task Who_acts_needs_a_person_days_in_order_and_a_reason()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var (one, two) = (await school.PersonAsync(Role.Teacher), await school.PersonAsync(Role.Teacher));
        var form = await head.OpenAsync("people/roles/dsl/acting");
        var empty = await form.PressAsync("Record it");
        empty.ShouldShowError("Input.Person", "Choose who acts").ShouldShowError("Input.Until", "Enter the last day").ShouldShowError("Input.Reason", "Say why");
        (await head.SendActingAsync("dsl", Guid.Empty.ToString(), Today, Today)).ShouldShowError("Input.Person", "Choose somebody from the list");
        (await head.SendActingAsync("dsl", one.Id.ToString(), Today, Today.AddDays(-1))).ShouldShowError("Input.Until", "before the first");
        (await head.SendActingAsync("dsl", one.Id.ToString(), Today.AddDays(-9), Today.AddDays(-1))).ShouldShowError("Input.Until", "is over");
        (await head.SendActingAsync("dsl", one.Id.ToString(), Today, Today.AddDays(400))).ShouldShowError("Input.Until", "more than a year");
        (await head.SendActingAsync("dsl", one.Id.ToString(), Today, Today, new string('x', 501))).ShouldShowError("Input.Reason", "500 characters");
        (await head.ActsAsync("dsl", one)).ShouldSay("acts as designated safeguarding lead");
        (await head.ActsAsync("dsl", two)).ShouldShowError("Input.From", "Somebody acts on some of these days already");
        (await head.ActsAsync("headteacher", head.Person)).ShouldShowError("Input.Person", "They hold this role");
        (await head.OpenAsync("people/roles/it-provider/acting")).ShouldBe(HttpStatusCode.NotFound);
        (await head.OpenAsync("people/roles/no-such-post")).ShouldBe(HttpStatusCode.NotFound);
        (await head.PostAsync("people/roles/dsl/acting?handler=End", ("acting", Guid.Empty.ToString()))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Parent)]
    public async Task Only_the_head_and_administrators_change_posts(Role role)
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "people/roles/dsl/acting", "people/roles/dsl/contact", "people/roles/it-provider/contract" })
        {
            (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
            (await browser.PostAsync(path, ("Input.Phone", "01632 960 001"))).ShouldBe(HttpStatusCode.Forbidden);
            (await browser.OpenAsync(other.Href(path))).ShouldBe(HttpStatusCode.NotFound);
        }
        (await browser.PostAsync("people/roles/documents", ("Input.Kind", "JobDescription"))).ShouldBe(HttpStatusCode.Forbidden);
        if (role != Role.DesignatedSafeguardingLead) (await browser.PostAsync("people/roles/duties", ("Input.List", "dsl"), ("Input.Text", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("CRO-7.2")]
    public async Task Leads_name_and_contact_are_published_and_follow_the_register()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var stranger = school.Anonymous();
        var (first, second) = (await school.PersonAsync("Ada", "Firth", Role.DesignatedSafeguardingLead), await school.PersonAsync("Bo", "Reeve", Role.Teacher));
        (await stranger.OpenAsync(school.Href("contacts"))).ShouldBe(HttpStatusCode.OK).ShouldSay("No contact is published yet").ShouldNotSay("Ada Firth");
        var form = await head.OpenAsync("people/roles/dsl/contact");
        (await form.SubmitAsync()).ShouldShowError("Input.Phone", "Enter a phone number or an e-mail address");
        (await form.SubmitAsync(("Input.Phone", Hostile))).ShouldShowError("Input.Phone", "Enter a phone number").ShouldNotSay(Hostile);
        (await form.SubmitAsync(("Input.Email", "not an address"))).ShouldShowError("Input.Email", "Enter an e-mail address in full");
        (await form.SubmitAsync(("Input.Phone", new string('1', 41)))).ShouldShowError("Input.Phone", "40 characters");
        await form.SubmitAsync(("Input.Phone", "01632 960 001"), ("Input.Email", "safeguarding@school.example"));
        (await stranger.OpenAsync(school.Href("contacts"))).ShouldSay("Designated safeguarding lead").ShouldSay("Ada Firth").ShouldSay("01632 960 001").ShouldSay("safeguarding@school.example");

        await head.PostAsync($"people/{second.Id}?handler=Give", ("Input.Role", "DesignatedSafeguardingLead"));
        (await head.PostAsync($"people/{first.Id}?handler=End", ("role", "DesignatedSafeguardingLead"))).ShouldBe(HttpStatusCode.OK);
        (await stranger.OpenAsync(school.Href("contacts"))).ShouldSay("Bo Reeve").ShouldNotSay("Ada Firth");
    }

    [Fact, Shows("WED-3.1l")]
    public async Task Governor_for_online_safety_is_printed_in_the_policy_from_the_register()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var (first, second) = (await school.PersonAsync("Greta", "Stone", Role.Governor), await school.PersonAsync("Hal", "Brook", Role.Governor));
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("people.link-governor")).State);
        (await head.OpenAsync("policy")).ShouldSay("on the board's behalf: nobody yet");
        await head.HoldsAsync("link-governor", first);
        (await head.OpenAsync("policy")).ShouldSay("on the board's behalf: Greta Stone");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("people.link-governor")).State);
        await head.HoldsAsync("link-governor", second);
        (await head.OpenAsync("policy")).ShouldSay("on the board's behalf: Hal Brook").ShouldNotSay("Greta Stone");
        // A post that is no role of the software is printed too.
        await head.HoldsAsync("nominated-person", second);
        (await head.OpenAsync("policy")).ShouldSay("Hal Brook, our nominated person");
    }

    [Fact, Shows("WED-3.3a")]
    public async Task Safeguarding_lead_stands_in_the_register_with_policy_and_job_description_linked()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync("people.lead-documented")).State);
        await school.PersonAsync("Ada", "Firth", Role.DesignatedSafeguardingLead);
        await school.PersonAsync("Dee", "Putt", Role.DeputySafeguardingLead);
        Assert.Equal((ControlState.NotMet, 2, 4), (await school.EvaluateAsync("people.lead-documented")) switch { var r => (r.State, r.Good, r.Total) });
        var form = await head.OpenAsync("people/roles/documents");
        (await form.SubmitAsync()).ShouldShowError("Input.Kind", "Choose which document").ShouldShowError("Input.Title", "Enter its title");
        (await LinkAsync(form, "JobDescription", "javascript:alert(1)")).ShouldShowError("Input.Address", "begins with https://");
        (await LinkAsync(form, "JobDescription", "https://school.example/job", Today.AddDays(1))).ShouldShowError("Input.DatedOn", "not one to come");
        await LinkAsync(form, "JobDescription", "https://school.example/job");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("people.lead-documented")).State);
        var page = await LinkAsync(form, "ChildProtectionPolicy", "https://school.example/child-protection");
        page.ShouldSay("Ada Firth").ShouldSay("Dee Putt").ShouldSay("The document");
        Assert.Contains(page.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "https://school.example/child-protection");
        Assert.Equal((ControlState.Met, 4, 4), (await school.EvaluateAsync("people.lead-documented")) switch { var r => (r.State, r.Good, r.Total) });
    }

    [Fact, Shows("CRO-4.1")]
    public async Task Coordinator_is_needed_and_who_is_also_head_and_lead_is_told_once()
    {
        var school = await host.SchoolAsync("signed-code");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("people.coordinator")).State);
        using var administrator = await school.AsAsync(Role.Administrator);
        using var scene = await ConcernScene.AtAsync(school);
        var one = scene.Lead.Person;
        foreach (var role in new[] { "Headteacher", "OnlineSafetyCoordinator" })
            (await administrator.PostAsync($"people/{one.Id}?handler=Give", ("Input.Role", role))).ShouldSay("now has the role");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("people.coordinator")).State);
        var before = await NoticesAsync(school, one);
        await scene.ReportedAsync();
        Assert.Equal(before + 1, await NoticesAsync(school, one));
        (await administrator.PostAsync($"people/{one.Id}?handler=End", ("role", "OnlineSafetyCoordinator"))).ShouldShowError("Input.Role", "Nobody else is online safety coordinator");
    }

    [Fact, Shows("WED-3.3p")]
    public async Task School_adds_duties_that_are_printed_after_those_of_the_policy()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var parent = await school.AsAsync(Role.Parent);
        var form = await head.OpenAsync("people/roles/duties");
        (await form.PressAsync("Add it")).ShouldShowError("Input.List", "Choose whose duty").ShouldShowError("Input.Text", "Enter the duty");
        (await form.PressAsync("Add it", ("Input.List", "governors"), ("Input.Text", "x"))).ShouldShowError("Input.List", "Choose one of the lists");
        (await form.PressAsync("Add it", ("Input.List", "dsl"), ("Input.Text", new string('x', 501)))).ShouldShowError("Input.Text", "500 characters");
        foreach (var (list, text) in new[] { ("dsl", $"Looks at new apps each term {Hostile}"), ("computing-lead", "Tests the tablets in September"), ("staff", "Lock the trolley at night") })
            (await form.PressAsync("Add it", ("Input.List", list), ("Input.Text", text))).ShouldSay("The duty is added");
        (await form.PressAsync("Add it", ("Input.List", "staff"), ("Input.Text", "Lock the trolley at night"))).ShouldShowError("Input.Text", "on the list already");
        var policy = await parent.OpenAsync("policy");
        Assert.DoesNotContain(Hostile, policy.Source, StringComparison.Ordinal);
        int At(string words) => policy.Text.IndexOf(words, StringComparison.Ordinal);
        Assert.True(At("The lead carries out a risk assessment each year") < At("Looks at new apps each term") && At("Looks at new apps each term") < At("Tests the tablets in September")
            && At("The computing lead keeps our systems safe") < At("Tests the tablets in September") && At("Tests the tablets in September") < At("Lock the trolley at night"), policy.Text);
        await (await head.OpenAsync("people/roles/duties")).PressAsync("Take it off the list: Lock the trolley at night");
        (await parent.OpenAsync("policy")).ShouldNotSay("Lock the trolley at night");
        (await head.PostAsync("people/roles/duties?handler=End", ("duty", Guid.Empty.ToString()))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Shows("WID-5.5")]
    public async Task Contract_with_the_provider_is_kept_whole_and_warned_of_sixty_days_before_it_ends()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync("people.provider-contract")).State);
        (await ContractAsync(head, 100)).ShouldShowError("Input.ContactName", "Record first which firm");
        await (await head.OpenAsync("people/roles")).PressAsync("Record it", ("Input.Post", "it-provider"), ("Input.Provider", "Wychmoor IT"));
        (await (await head.OpenAsync("people/roles/it-provider/contract")).SubmitAsync()).ShouldShowError("Input.StartsOn", "first day").ShouldShowError("Input.EndsOn", "last day")
            .ShouldShowError("Input.ContactName", "who answers").ShouldShowError("Input.DataTerms", "personal data").ShouldShowError("Input.DataTermsOn", "terms were agreed");
        (await ContractAsync(head, -20)).ShouldShowError("Input.EndsOn", "after the first");
        (await ContractAsync(head, 100, email: "")).ShouldShowError("Input.ContactEmail", "an e-mail address or a phone number");
        (await ContractAsync(head, 61)).ShouldSay("You are reminded 60 days before it ends").ShouldSay("Wychmoor IT").ShouldSay("Cleo Vane").ShouldSay("help@wychmoor.example").ShouldSay("Holds names and devices");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("people.provider-contract")).State);
        (await head.OpenAsync("")).ShouldNotSay("The contract with Wychmoor IT ends");
        await ContractAsync(head, 59);
        Assert.Equal(ControlState.AtRisk, (await school.EvaluateAsync("people.provider-contract")).State);
        (await head.OpenAsync("")).ShouldSay("The contract with Wychmoor IT ends on");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<ProviderContract>().CountAsync(c => c.ReplacedAt != null)));
        await ContractAsync(head, -1, start: -300);
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("people.provider-contract")).State);
        (await head.OpenAsync("people/roles/dsl/contract")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<TestPage> ContractAsync(TestBrowser head, int endsIn, int start = -10, string email = "help@wychmoor.example") =>
        await (await head.OpenAsync("people/roles/it-provider/contract")).SubmitAsync([.. Day("Input.StartsOn", Today.AddDays(start)), .. Day("Input.EndsOn", Today.AddDays(endsIn)),
            ("Input.ContactName", "Cleo Vane"), ("Input.ContactEmail", email), ("Input.DataTerms", "Holds names and devices, deletes them with the contract"), .. Day("Input.DataTermsOn", Today.AddDays(-20))]);

    private static Task<int> NoticesAsync(TestSchool school, TestPerson person) => school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == person.Id));

    private static async Task<TestPage> LinkAsync(TestPage form, string kind, string address, DateOnly? dated = null) =>
        await form.SubmitAsync([("Input.Kind", kind), ("Input.Title", "The document"), ("Input.Address", address), .. Day("Input.DatedOn", dated ?? Today)]);

    private static Task<bool> HoldsAsync(TestSchool school, TestPerson person) => school.QueryAsync(db => db.Set<RoleHolding>().AnyAsync(r => r.PersonId == person.Id && r.Role == Role.Headteacher && r.Until == null));
}
