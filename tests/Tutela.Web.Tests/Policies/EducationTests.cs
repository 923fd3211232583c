using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Education;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

/// <summary>What the school did this year to teach each part of its community.</summary>
public sealed class EducationTests(TestHost host)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static string Gap(TestPage page) => page.Document.QuerySelectorAll("main .moj-alert, main [class*=alert]").FirstOrDefault()?.TextContent ?? "";

    [Fact, Shows("WED-1.3b")]
    public async Task Items_stand_with_their_audience_and_audiences_with_none_are_listed()
    {
        var clock = new TestClock(Start);
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var page = await lead.OpenAsync("policy/education");
        Assert.Contains("pupils, staff, governors, volunteers, parents and carers, the wider community", Gap(page), StringComparison.Ordinal);
        var saved = await page.SubmitAsync(("Input.Title", "Evening on <b>games</b>"), ("Input.Audiences", "Parents"), ("Input.Audiences", "Community"), ("Input.ByWhom", "Ida Marlowe"));
        saved.ShouldSay("is recorded").ShouldSay("Evening on <b>games</b>").ShouldSay("Ida Marlowe").ShouldSay("2 November 2026");
        Assert.DoesNotContain("parents", Gap(saved), StringComparison.Ordinal);
        // An update of the training counts for those whom it reached, and is typed once.
        await school.PersonAsync(Role.Teacher);
        await (await lead.OpenAsync("training/updates/give")).SubmitAsync(("Input.Title", "New risks"), ("Input.Body", "Read this."), ("Input.Audience", "Staff"), ("Input.About", "OnlineSafety"), ("Input.Channel", "Meeting"), ("Input.On", "2026-11-02"));
        var now = await lead.OpenAsync("policy/education");
        now.ShouldSay("New risks");
        Assert.Contains("pupils, governors, volunteers.", Gap(now), StringComparison.Ordinal);
        using var governor = await school.AsAsync(Role.Governor);
        (await governor.OpenAsync("policy/education")).ShouldSay("New risks").ShouldNotSay("Record something");
        // The year over, it begins anew.
        clock.Set(new DateTimeOffset(2027, 9, 6, 9, 0, 0, TimeSpan.Zero));
        using var later = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (await later.OpenAsync("policy/education")).ShouldSay("School year 2027-28").ShouldNotSay("New risks").ShouldNotSay("Evening on");
    }

    [Fact, Shows("WED-1.3b")]
    public async Task Wrong_entry_is_said_beside_the_field_and_a_mistake_is_taken_out()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var page = await lead.OpenAsync("policy/education");
        (await page.SubmitAsync(("Input.Audiences", "Pupils"))).ShouldShowError("Input.Title", "Enter what was done");
        var typed = await page.SubmitAsync(("Input.Title", "Assembly"));
        typed.ShouldShowError("Input.Audiences", "Choose whom it was for");
        Assert.NotNull(typed.Document.QuerySelector("input[name='Input.Title'][value=Assembly]"));
        (await page.SubmitAsync(("Input.Title", "Assembly"), ("Input.Audiences", "Pupils"), ("Input.ByWhom", " "))).ShouldShowError("Input.ByWhom", "Enter who did it");
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await page.SubmitAsync(("Input.Title", "Assembly"), ("Input.Audiences", "Pupils"), ("Input.On", tomorrow), ("Input.On.Day", ""), ("Input.On.Month", ""), ("Input.On.Year", ""))).ShouldShowError("Input.On", "can't be in the future");
        await page.SubmitAsync(("Input.Title", "Assembly"), ("Input.Audiences", "Pupils"));
        var gone = await (await lead.OpenAsync("policy/education")).PressAsync("Take out Assembly");
        gone.ShouldSay("was taken out");
        Assert.Contains("pupils", Gap(gone), StringComparison.Ordinal);
        Assert.Equal(1, await school.QueryAsync(db => db.Set<EducationItem>().CountAsync(i => i.WithdrawnAt != null)));
        var id = await school.QueryAsync(db => db.Set<EducationItem>().Select(i => i.Id).SingleAsync());
        (await lead.PostAsync("policy/education?handler=Withdraw", ("item", id.ToString()))).ShouldSay("taken out already");
        (await lead.PostAsync("policy/education?handler=Withdraw", ("item", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()))).ShouldBe(HttpStatusCode.NotFound);
        var other = await host.SchoolAsync();
        using var stranger = await other.AsAsync(Role.Headteacher);
        (await stranger.PostAsync("policy/education?handler=Withdraw", ("item", id.ToString()))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Visitor)]
    [InlineData(Role.TrustOfficer)]
    public async Task Families_and_visitors_do_not_see_it(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/education")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/education", ("Input.Title", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Role.Governor)]
    [InlineData(Role.IctSupport)]
    public async Task Some_read_it_and_record_nothing(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/education")).ShouldBe(HttpStatusCode.OK);
        (await browser.PostAsync("policy/education", ("Input.Title", "x"), ("Input.Audiences", "Pupils"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/education?handler=Withdraw", ("item", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()))).ShouldBe(HttpStatusCode.Forbidden);
    }
}
