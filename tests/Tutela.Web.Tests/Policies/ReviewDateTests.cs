using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Controls;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Access;

namespace Tutela.Web.Tests.Policies;

/// <summary>What people see of the days of the review, as the days go by. Each look is by somebody who signs in that day.</summary>
public sealed class ReviewDateTests(TestHost host)
{
    [Fact, Shows("WED-0.2")]
    public async Task Review_with_a_day_warns_its_owner_sixty_days_before_and_is_overdue_from_the_day_after()
    {
        var clock = new TestClock(On(2027, 7, 25));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var owner = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        await LookAsync(school, clock, On(2027, 7, 25), "The next review of the policy is in 61 days", ControlState.Met, isSaid: false);
        Assert.Empty(await ToldAsync(school, owner));
        await LookAsync(school, clock, On(2027, 7, 26), "The review of the policy is due in 60 days", ControlState.AtRisk, isSaid: true);
        Assert.Equal(["The review of the policy is due in 60 days"], await ToldAsync(school, owner));
        await LookAsync(school, clock, On(2027, 9, 24), "The review of the policy is due now", ControlState.AtRisk, isSaid: true);
        await LookAsync(school, clock, On(2027, 9, 25), "The review of the policy is overdue", ControlState.NotMet, isSaid: true);
    }

    [Fact, Shows("WID-0.2")]
    public async Task Review_due_in_a_month_is_overdue_from_the_first_of_the_next()
    {
        using var packs = new PackFolder(("    warn-days: 60 ", "    overdue-from: end-of-due-month\n    warn-days: 60 "));
        var clock = new TestClock(On(2027, 7, 25));
        await using var app = await host.StartAsync(clock, packs.Settings);
        var school = await host.SchoolAsync(app: app);
        var owner = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        await LookAsync(school, clock, On(2027, 7, 25), "The next review of the policy is in 61 days", ControlState.Met, isSaid: false);
        Assert.Empty(await ToldAsync(school, owner));
        await LookAsync(school, clock, On(2027, 7, 26), "The review of the policy is due in 60 days", ControlState.AtRisk, isSaid: true);
        Assert.Equal(["The review of the policy is due in 60 days"], await ToldAsync(school, owner));
        await LookAsync(school, clock, On(2027, 9, 30), "The review of the policy is due now", ControlState.AtRisk, isSaid: true);
        await LookAsync(school, clock, On(2027, 10, 1), "The review of the policy is overdue", ControlState.NotMet, isSaid: true);
    }

    [Fact, Shows("CRO-8.1")]
    public async Task Months_overdue_are_shown_and_the_next_review_is_twelve_months_after_the_last()
    {
        var clock = new TestClock(On(2027, 3, 1));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync("signed-code", app);
        await LookAsync(school, clock, On(2027, 3, 1), "The review of the policy is overdue", ControlState.NotMet, isSaid: true);
        await LookAsync(school, clock, On(2027, 5, 10), "The review of the policy is 3 months overdue", ControlState.NotMet, isSaid: true);
        var (next, publish) = await PublishAsync(school, 2, onlyOffer: true);
        Assert.Equal("10 5 2028", next);
        (await publish.PressAsync("Publish version 2", ("Publication.NextReview", "2027-05-10"))).ShouldShowError("Publication.NextReview", "after today");
        (await publish.PressAsync("Publish version 2")).ShouldSay("Version 2 is in force");
        await LookAsync(school, clock, On(2027, 5, 10), "The next review of the policy is in 366 days", ControlState.Met, isSaid: false);
    }

    [Fact, Shows("WEN-5.2")]
    public async Task Policy_reviewed_as_required_counts_months_reminds_its_owner_and_is_never_overdue()
    {
        var clock = new TestClock(On(2027, 5, 10));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync("community-respect", app);
        await PublishAsync(school, 2);
        var owner = await school.PersonAsync(Role.Headteacher);
        await LookAsync(school, clock, On(2028, 5, 9), "Reviewed as required; 11 months since the last review", ControlState.Met, isSaid: false);
        Assert.Empty(await ToldAsync(school, owner));
        const string asked = "Reviewed as required; 12 months since the last review: is one needed now?";
        await LookAsync(school, clock, On(2028, 5, 10), asked, ControlState.AtRisk, isSaid: true);
        Assert.Equal([asked], await ToldAsync(school, owner));
        await LookAsync(school, clock, On(2032, 5, 10), "60 months since the last review", ControlState.AtRisk, isSaid: true, never: "overdue");
    }

    private static readonly string[] Parts = ["Day", "Month", "Year"];

    private static DateTimeOffset On(int year, int month, int day) => new(year, month, day, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The page of the review, the home page, and the control, after the day's reminders.</summary>
    private static async Task LookAsync(TestSchool school, TestClock clock, DateTimeOffset at, string sentence, ControlState state, bool isSaid, string? never = null)
    {
        clock.Set(at);
        await school.RunJobAsync<ReviewReminders>();
        using var browser = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var (page, home) = (await browser.OpenAsync("policy/review"), await browser.OpenAsync(""));
        page.ShouldSay(sentence + (sentence.EndsWith('?') ? "" : never is null ? "." : ""));
        if (isSaid) home.ShouldSay(sentence);
        else home.ShouldNotSay(sentence);
        if (never is not null)
        {
            page.ShouldNotSay(never);
            home.ShouldNotSay(never);
        }
        Assert.Equal(state, (await school.WithAsync(services => services.GetServices<Control>().OfType<PolicyReviewed>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), clock.GetUtcNow()))).State);
    }

    private static Task<List<string>> ToldAsync(TestSchool school, TestPerson person) => school.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == person.Id && n.Text.Contains("eview")).Select(n => n.Text).ToListAsync());

    /// <summary>A version through its approvals by the people of the day; what is offered as its next review, and the page that offers it.</summary>
    private static async Task<(string Next, TestPage Page)> PublishAsync(TestSchool school, int number, bool onlyOffer = false)
    {
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        var head = await school.AsAsync(Role.Headteacher);
        await school.PersonAsync(Role.OnlineSafetyCoordinator);
        foreach (var post in onlyOffer ? new[] { "dsl", "online-safety-coordinator" } : ["dsl"]) await PublicationTests.ReachableAsync(head, post);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldSay("gone to approval");
        (await (await head.OpenAsync("policy/draft")).PressAsync($"Approve version {number}")).ShouldSay("recorded");
        var turn = await chair.OpenAsync("policy/draft");
        await (turn.Text.Contains("meeting", StringComparison.Ordinal) ? turn.PressAsync($"Approve version {number}", ("Approval.BoardOn", "2027-05-10")) : turn.PressAsync($"Approve version {number}"));
        var page = await head.OpenAsync("policy/draft");
        var next = string.Join(' ', Parts.Select(part => (page.Document.QuerySelector($"input[name='Publication.NextReview.{part}']") as IHtmlInputElement)?.Value));
        if (!onlyOffer) (await page.PressAsync($"Publish version {number}")).ShouldSay($"Version {number} is in force");
        return (next, page);
    }
}
