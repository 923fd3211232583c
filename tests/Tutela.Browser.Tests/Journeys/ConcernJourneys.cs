using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Platform.Identity;

namespace Tutela.Browser.Tests.Journeys;

/// <summary>A concern from a member of staff's phone, or a child's tablet, to the lead's desk and its end.</summary>
public sealed class ConcernJourneys(Chromium chromium, TestHost host)
{
    private const string Account = "Two children were passing a tablet round and hid it when I came near.";

    [Fact]
    public async Task Staff_report_on_a_phone_and_the_lead_reads_decides_and_closes()
    {
        var school = await host.SchoolAsync();
        var lead = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        var child = await school.PersonAsync("Perran", "Elderfield", Role.Pupil);
        await using (var phone = await Visit.AsAsync(chromium, school, await school.PersonAsync(Role.Teacher), Visit.Phone))
        {
            await ReportAsync(phone, school, child.Name);
            Assert.Empty(phone.Complaints);
        }
        await using var desk = await Visit.AsAsync(chromium, school, lead, Visit.Desk);
        await desk.FollowAsync("1 new concern to read");
        await desk.Page.Locator("main a[href*='/concerns/0']").First.ClickAsync();
        await desk.SeesAsync(Account);
        await desk.FollowAsync("Record a decision");
        await desk.Page.GetByLabel("Advice given").CheckAsync();
        await desk.Field("Why?").FillAsync("It was a card game. The children have been spoken with.");
        await desk.PressAsync("Record the decision");
        await desk.SeesAsync("It was a card game.");
        await desk.FollowAsync("Close the concern");
        await desk.Field("How did it end?").FillAsync("The children play it at home now.");
        await desk.Page.GetByLabel("Why was escalation not needed?").FillAsync("Nobody was harmed.");
        await desk.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await desk.PressAsync("Close the concern");
        await desk.SeesAsync("The concern is closed");
        Assert.Equal(ConcernStatus.Closed, await school.QueryAsync(db => db.Set<Concern>().Select(c => c.Status).SingleAsync()));
        Assert.Empty(desk.Complaints);
    }

    [Fact]
    public async Task A_report_goes_through_without_JavaScript()
    {
        var school = await host.SchoolAsync();
        await school.PersonAsync(Role.DesignatedSafeguardingLead);
        var child = await school.PersonAsync("Perran", "Elderfield", Role.Pupil);
        await using var phone = await Visit.AsAsync(chromium, school, await school.PersonAsync(Role.SupportStaff), Visit.Phone, script: false);
        await ReportAsync(phone, school, child.Name);
    }

    [Fact]
    public async Task A_report_goes_through_by_keyboard_alone()
    {
        var school = await host.SchoolAsync();
        await school.PersonAsync(Role.DesignatedSafeguardingLead);
        await using var visit = await Visit.AsAsync(chromium, school, await school.PersonAsync(Role.Teacher), Visit.Desk);
        await visit.GoAsync(school.Href("concerns/report"));
        await EnterAsync(visit, "Start a report");
        await visit.SeesAsync("What you saw and heard");
        await TabToAsync(visit, "textarea");
        await visit.Page.Keyboard.TypeAsync(Account);
        await EnterAsync(visit, "Continue");
        await visit.SeesHeadingAsync("Who is it about?");
        await TabToAsync(visit, "textarea");
        await visit.Page.Keyboard.TypeAsync("A child of Year 5 with a green coat");
        await EnterAsync(visit, "Continue");
        await visit.SeesAsync("When did it happen?");
        await TabToAsync(visit, "input[type=radio]");
        await visit.Page.Keyboard.PressAsync("Space");
        await EnterAsync(visit, "Continue");
        await visit.SeesAsync("What kind of risk was it?");
        await TabToAsync(visit, "input[type=checkbox]");
        await visit.Page.Keyboard.PressAsync("Space");
        await EnterAsync(visit, "Continue");
        await visit.SeesHeadingAsync("Check your report");
        await EnterAsync(visit, "Send the report");
        await visit.ArrivesAsync("/concerns/mine/");
        Assert.Equal(Account, await school.QueryAsync(db => db.Set<Concern>().Select(c => c.Account).SingleAsync()));
    }

    [Fact]
    public async Task A_pupil_tells_and_the_lead_has_it()
    {
        var school = await host.SchoolAsync();
        var lead = await school.PersonAsync("Alma", "Redfern", Role.DesignatedSafeguardingLead);
        await using (var tablet = await Visit.AsAsync(chromium, school, await school.PersonAsync(Role.Pupil), (768, 1024)))
        {
            await tablet.GoAsync(school.Href("tell"));
            await tablet.SeesAsync("It is not your fault.");
            await tablet.PressAsync("Start");
            await tablet.Page.GetByRole(AriaRole.Radio, new() { Name = "It happened to me" }).CheckAsync();
            await tablet.PressAsync("Next");
            await tablet.Page.GetByRole(AriaRole.Radio, new() { Name = "Somebody was unkind" }).CheckAsync();
            await tablet.PressAsync("Next");
            await tablet.Page.GetByRole(AriaRole.Radio, new() { Name = "Alma Redfern" }).CheckAsync();
            await tablet.PressAsync("Send");
            await tablet.SeesHeadingAsync("Thank you for telling us");
            Assert.Empty(tablet.Complaints);
        }
        await using var desk = await Visit.AsAsync(chromium, school, lead, Visit.Desk);
        await desk.SeesAsync("1 new concern to read");
        Assert.Equal(ConcernSource.Pupil, await school.QueryAsync(db => db.Set<Concern>().Select(c => c.Source).SingleAsync()));
    }

    private static async Task ReportAsync(Visit phone, TestSchool school, string child)
    {
        await phone.GoAsync(school.Href("concerns/report"));
        await phone.SeesAsync("call 999");
        await phone.PressAsync("Start a report");
        await phone.Field("What happened?").FillAsync(Account);
        await phone.PressAsync("Continue");
        await phone.Field("Find a child by name").FillAsync(child.Split(' ')[1]);
        await phone.PressAsync("Find");
        await phone.Page.Locator("#found").GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await phone.PressAsync("Add the children I chose");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Children in this report" })).ToBeVisibleAsync();
        await phone.PressAsync("Continue");
        await phone.Page.GetByLabel("Today", new() { Exact = true }).CheckAsync();
        await phone.PressAsync("Continue");
        await phone.Page.Locator("input[type=checkbox]").First.CheckAsync();
        await phone.PressAsync("Continue");
        await phone.SeesHeadingAsync("Check your report");
        await phone.SeesAsync(child);
        await phone.PressAsync("Send the report");
        await phone.ArrivesAsync("/concerns/mine/");
        Assert.True(await phone.OverhangAsync() <= 0);
    }

    private static async Task EnterAsync(Visit visit, string button)
    {
        await TabToAsync(visit, "button", button);
        await visit.Page.Keyboard.PressAsync("Enter");
    }

    // Only the tab key: what it never reaches, nobody at a keyboard reaches.
    private static async Task TabToAsync(Visit visit, string selector, string? text = null)
    {
        for (var i = 0; i < 80; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<bool>("([s, t]) => { const e = document.activeElement; return e.matches('main ' + s) && (!t || e.textContent.trim().startsWith(t)); }", new[] { selector, text })) return;
        }
        Assert.Fail($"The tab key never reaches {selector} {text} on {visit.Page.Url}");
    }
}
