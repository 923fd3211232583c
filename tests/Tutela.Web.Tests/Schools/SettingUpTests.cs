using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.SettingUp;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;

namespace Tutela.Web.Tests.Schools;

/// <summary>The list of tasks and each task, before the school goes live.</summary>
public sealed class SettingUpTests(TestHost host)
{
    private static readonly string[] Pages = ["setting-up", "setting-up/questions", "setting-up/questions/phone-years", "setting-up/facts", "setting-up/roles", "setting-up/roles/dsl",
        "setting-up/people", "setting-up/calendar", "setting-up/network", "setting-up/live"];

    private IReadOnlyList<PackQuestion> Questions => host.Services.GetRequiredService<PackCatalogue>().Get(TestSchool.DefaultPack).Questions;

    private Task<TestSchool> SchoolAsync() => host.SchoolAsync(settingUp: true);

    public static TheoryData<Role> Others => [.. Enum.GetValues<Role>().Except([Role.Administrator, Role.Headteacher])];

    [Theory, MemberData(nameof(Others))]
    public async Task Nobody_but_administrator_and_headteacher_sets_up(Role role)
    {
        using var browser = await (await SchoolAsync()).AsAsync(role);
        foreach (var page in Pages) (await browser.OpenAsync(page)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("setting-up/live", ("Input.OnWebsite", "true"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("setting-up/questions")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.OpenAsync("")).ShouldNotSay("Go on setting up");
    }

    [Fact]
    public async Task Another_schools_administrator_finds_nothing()
    {
        var school = await SchoolAsync();
        using var stranger = await (await SchoolAsync()).AsAsync(Role.Administrator);
        foreach (var page in Pages) (await stranger.OpenAsync(school.Href(page))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Home_says_how_far_it_is_and_asks_nothing_of_the_policy()
    {
        var school = await SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("")).ShouldSay("Go on setting up (0 of 7 done)").ShouldNotSay("Read the online safety policy");
        await (await head.OpenAsync("setting-up/people")).PressAsync("We add people by hand");
        (await head.OpenAsync("")).ShouldSay("Go on setting up (1 of 7 done)");
        (await head.OpenAsync("setting-up")).ShouldSay("1 of 7 done").ShouldSay("Can't start yet");
    }

    [Fact]
    public async Task A_school_that_is_live_has_nothing_left_to_set_up()
    {
        var school = await host.SchoolAsync();
        using var admin = await school.AsAsync(Role.Administrator);
        foreach (var page in Pages) (await admin.OpenAsync(page)).ShouldBe(HttpStatusCode.OK).ShouldSay("is live");
        (await admin.PostAsync("setting-up/questions")).ShouldSay("is live");
        Assert.False(await school.QueryAsync(db => db.Set<SettingUpAnswer>().AnyAsync()));
        (await admin.OpenAsync("")).ShouldNotSay("Go on setting up").ShouldSay("Read the online safety policy");
    }

    [Fact]
    public async Task One_question_a_page_and_each_answer_is_kept_at_once()
    {
        var school = await SchoolAsync();
        using var admin = await school.AsAsync(Role.Administrator);
        var list = await admin.OpenAsync("setting-up/questions");
        list.ShouldSay($"{Questions.Count} questions are left");
        var first = await list.FollowAsync("Answer the first question");
        first.ShouldSay(Questions[0].Found).ShouldSay(Questions[0].Reason);
        Assert.Equal(Questions[0].Default, first.Document.QuerySelector("input[checked]")!.GetAttribute("value"));
        var page = await admin.OpenAsync("setting-up/questions/phone-years");
        page.ShouldSay("Phones may be brought by pupils of foundation, ks1, ks2 instead of ks2");
        (await page.SubmitAsync(("Input.Option", "no-such"))).ShouldShowError("Input.Option", "Choose one of these");
        Assert.False(await school.QueryAsync(db => db.Set<SettingUpAnswer>().AnyAsync()));
        var next = await page.SubmitAsync(("Input.Option", "everybody"));
        next.ShouldSay($"Question 3 of {Questions.Count}");
        Assert.Equal("everybody", (await school.QueryAsync(db => db.Set<SettingUpAnswer>().SingleAsync())).Option);
        (await admin.OpenAsync("setting-up/questions")).ShouldSay("Every pupil whose agreement is signed").ShouldSay("Phones may be brought by pupils of").ShouldSay($"{Questions.Count - 1} questions are left");
        await (await admin.OpenAsync("setting-up/questions/phone-years")).SubmitAsync(("Input.Option", "ks2-need"));
        Assert.Equal("ks2-need", (await school.QueryAsync(db => db.Set<SettingUpAnswer>().SingleAsync())).Option);
        (await admin.OpenAsync("setting-up/questions/no-such-question")).ShouldBe(HttpStatusCode.NotFound);
        (await admin.PostAsync("setting-up/questions/no-such-question", ("Input.Option", "x"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Defaults_that_are_left_are_kept_with_one_button_and_answers_stay()
    {
        var school = await SchoolAsync();
        using var admin = await school.AsAsync(Role.Administrator);
        await (await admin.OpenAsync("setting-up/questions/phone-years")).SubmitAsync(("Input.Option", "everybody"));
        (await (await admin.OpenAsync("setting-up/questions")).PressAsync("Keep all the defaults that are left")).ShouldSay($"{Questions.Count - 1} defaults are kept").ShouldSay("1 of 7 done");
        var kept = await school.QueryAsync(db => db.Set<SettingUpAnswer>().ToDictionaryAsync(a => a.Question, a => a.Option));
        Assert.Equal(Questions.ToDictionary(q => q.Id, q => q.Id == "phone-years" ? "everybody" : q.Default), kept);
        (await admin.OpenAsync("setting-up/questions")).ShouldSay("Every question is answered");
    }

    [Fact]
    public async Task The_schools_own_words_are_checked_and_kept()
    {
        using var admin = await (await SchoolAsync()).AsAsync(Role.Administrator);
        var page = await admin.OpenAsync("setting-up/facts");
        var wrong = await page.SubmitAsync(("Input.Motto", new string('m', 201)), ("Input.Authority", ""));
        wrong.ShouldShowError("Input.Motto", "Use at most 200 characters").ShouldShowError("Input.Authority", "Enter who the school answers to");
        Assert.Equal(new string('m', 201), wrong.Document.GetElementById("Input_Motto")!.GetAttribute("value"));
        (await page.SubmitAsync(("Input.Motto", "Grow: \"together\" # always"), ("Input.Values", "Kindness\nTruth"))).ShouldSay("The school's own words are kept").ShouldSay("1 of 7 done");
        Assert.Equal("Grow: \"together\" # always", (await admin.OpenAsync("setting-up/facts")).Document.GetElementById("Input_Motto")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Somebody_new_gets_the_role_and_one_invitation()
    {
        var school = await SchoolAsync();
        using var admin = await school.AsAsync(Role.Administrator);
        var page = await admin.OpenAsync("setting-up/roles/dsl");
        (await page.SubmitAsync()).ShouldShowError("Input.Who", "Say who it is, or that there is nobody yet");
        (await page.SubmitAsync(("Input.Who", "New"), ("Input.FamilyName", "Lead"), ("Input.Email", "lead@school.example"))).ShouldShowError("Input.GivenName", "Enter a first name");
        (await page.SubmitAsync(("Input.Who", "New"), ("Input.GivenName", "Dana"), ("Input.FamilyName", "Lead"), ("Input.Email", "lead"))).ShouldShowError("Input.Email", "Enter an e-mail address in full");
        (await page.SubmitAsync(("Input.Who", "New"), ("Input.GivenName", "Dana"), ("Input.FamilyName", "Lead"), ("Input.Email", "lead@school.example"), ("Input.ContactPhone", "12"))).ShouldShowError("Input.ContactPhone", "Enter a phone number");
        Assert.False(await school.QueryAsync(db => db.Set<Person>().AnyAsync(p => p.FamilyName == "Lead")));
        var list = await page.SubmitAsync(("Input.Who", "New"), ("Input.GivenName", "Dana"), ("Input.FamilyName", "Lead"), ("Input.Email", "lead@school.example"), ("Input.ContactPhone", "01632 960 001"));
        list.ShouldSay("A link to join is on its way to lead@school.example").ShouldSay("Dana Lead");
        var lead = await school.QueryAsync(db => db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.FamilyName == "Lead"));
        Assert.Contains(lead.Roles, r => r.Role == Role.DesignatedSafeguardingLead);
        var mail = await school.QueryAsync(db => db.Set<OutboxMail>().SingleAsync());
        Assert.Equal("lead@school.example", mail.To);
        Assert.DoesNotContain("Dana", mail.Body, StringComparison.Ordinal);
        // The same address is the same person.
        (await (await admin.OpenAsync("setting-up/roles/headteacher")).SubmitAsync(("Input.Who", "New"), ("Input.GivenName", "D"), ("Input.FamilyName", "L"), ("Input.Email", "lead@school.example")))
            .ShouldShowError("Input.Email", "is here already");
    }

    [Fact]
    public async Task Somebody_who_is_here_gets_the_role_and_a_pupil_cannot()
    {
        var school = await SchoolAsync();
        var (teacher, pupil) = (await school.PersonAsync(Role.Teacher), await school.PersonAsync(Role.Pupil));
        using var admin = await school.AsAsync(Role.Administrator);
        var page = await admin.OpenAsync("setting-up/roles/computing-lead");
        (await page.SubmitAsync(("Input.Who", "Here"), ("Input.Person", ""))).ShouldShowError("Input.Person", "Choose who holds the post");
        (await page.SubmitAsync(("Input.Who", "Here"), ("Input.Person", pupil.Id.ToString()))).ShouldShowError("Input.Person", "Choose who holds the post");
        (await page.SubmitAsync(("Input.Who", "Firm"), ("Input.Provider", "Firm"))).ShouldShowError("Input.Who", "Say who it is");
        (await page.SubmitAsync(("Input.Who", "Here"), ("Input.Person", teacher.Id.ToString()))).ShouldSay(teacher.Name);
        (await (await admin.OpenAsync("setting-up/roles/computing-lead")).SubmitAsync(("Input.Who", "Keep"))).ShouldSay(teacher.Name);
        (await admin.PostAsync("setting-up/roles/computing-lead", ("Input.Who", "Nobody"))).ShouldShowError("Input.Who", "Somebody holds this role");
        (await admin.OpenAsync("setting-up/roles/no-such-post")).ShouldBe(HttpStatusCode.NotFound);
        (await admin.PostAsync("setting-up/roles/no-such-post", ("Input.Who", "Nobody"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_firm_holds_a_providers_post_and_nobody_yet_is_an_answer_with_a_day()
    {
        var school = await SchoolAsync();
        using var admin = await school.AsAsync(Role.Administrator);
        (await (await admin.OpenAsync("setting-up/roles/it-provider")).SubmitAsync(("Input.Who", "Firm"), ("Input.Provider", ""))).ShouldShowError("Input.Provider", "Enter the firm's name");
        (await (await admin.OpenAsync("setting-up/roles/it-provider")).SubmitAsync(("Input.Who", "Firm"), ("Input.Provider", "Copse Computers"))).ShouldSay("Copse Computers");
        var page = await admin.OpenAsync("setting-up/roles/link-governor");
        (await page.SubmitAsync(("Input.Who", "Nobody"), ("Input.LookAgainOn.Day", "1"), ("Input.LookAgainOn.Month", "2"), ("Input.LookAgainOn.Year", "2020"))).ShouldShowError("Input.LookAgainOn", "Enter a day after today");
        (await page.SubmitAsync(("Input.Who", "Nobody"), ("Input.LookAgainOn.Day", "1"), ("Input.LookAgainOn.Month", "2"), ("Input.LookAgainOn.Year", "2090"))).ShouldSay("Nobody yet").ShouldSay("Look again on 1 February 2090");
        await (await admin.OpenAsync("setting-up/roles/link-governor")).SubmitAsync(("Input.Who", "New"), ("Input.GivenName", "Gus"), ("Input.FamilyName", "Govern"), ("Input.Email", "gus@school.example"));
        Assert.False(await school.QueryAsync(db => db.Set<SettingUpVacancy>().AnyAsync()));
        Assert.Equal(PersonKind.Governor, (await school.QueryAsync(db => db.Set<Person>().SingleAsync(p => p.FamilyName == "Govern"))).Kind);
    }

    [Fact]
    public async Task The_calendar_is_proposed_corrected_and_refused_where_it_cannot_be()
    {
        var school = await SchoolAsync();
        using var admin = await school.AsAsync(Role.Administrator);
        var page = await admin.OpenAsync("setting-up/calendar");
        page.ShouldSay("These are usual dates");
        (await page.SubmitAsync(("Input.AutumnStarts.Day", ""), ("Input.AutumnStarts.Month", ""), ("Input.AutumnStarts.Year", ""))).ShouldShowError("Input.AutumnStarts", "Enter the first day of the autumn term");
        (await page.SubmitAsync(("Input.SpringEnds.Year", "2020"))).ShouldShowError("Input.SpringEnds", "The spring term ends before it begins");
        var wrong = await page.SubmitAsync(("Input.Closed", "one day in May"));
        wrong.ShouldShowError("Input.Closed", "Begin each line with a date").ShouldSay("one day in May");
        Assert.False(await school.QueryAsync(db => db.Set<SettingUpRecord>().AnyAsync()));
        (await page.SubmitAsync(("Input.Closes", "3:15pm"))).ShouldSay("The calendar is kept").ShouldSay("1 of 7 done");
        (await admin.OpenAsync("setting-up/calendar")).ShouldNotSay("These are usual dates");
    }

    [Fact]
    public async Task The_network_may_wait_and_the_list_says_so()
    {
        using var admin = await (await SchoolAsync()).AsAsync(Role.Administrator);
        var page = await admin.OpenAsync("setting-up/network");
        (await page.SubmitAsync()).ShouldShowError("Input.Choice", "Say how the network is filtered, or choose later");
        (await page.SubmitAsync(("Input.Choice", "magic"))).ShouldShowError("Input.Choice", "Choose one of these");
        (await page.SubmitAsync(("Input.Choice", "later"))).ShouldSay("Later").ShouldSay("1 of 7 done");
    }
}
