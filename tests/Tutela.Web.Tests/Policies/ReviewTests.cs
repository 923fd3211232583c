using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Controls;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Policies;

public sealed class ReviewTests(TestHost host)
{
    private static readonly DateOnly Last = new(2024, 9, 24);
    private static readonly DateOnly Due = new(2025, 9, 24);

    private static string Day(int ahead) => TimeProvider.System.Today().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private ReviewSettings Settings => host.Services.GetRequiredService<PackCatalogue>().Get(TestSchool.DefaultPack).Settings.Review with { WarnDays = 60, IntervalMonths = 12 };

    [Theory, Shows("WED-0.2")]
    [InlineData("2025-07-25", ReviewStanding.NotYet)]
    [InlineData("2025-07-26", ReviewStanding.Near)]
    [InlineData("2025-09-24", ReviewStanding.Due)]
    [InlineData("2025-09-25", ReviewStanding.Overdue)]
    public void A_dated_review_warns_sixty_days_before_and_is_overdue_from_the_day_after(string today, ReviewStanding state) =>
        Assert.Equal(state, ReviewClock.Of(Settings, Last, Due, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).State);

    [Fact, Shows("WID-0.2")]
    public void Where_the_month_is_due_overdue_begins_with_the_next_month()
    {
        var settings = Settings with { OverdueFrom = ReviewOverdueFrom.EndOfDueMonth };
        Assert.Equal(ReviewStanding.Due, ReviewClock.Of(settings, Last, Due, new(2025, 9, 30)).State);
        Assert.Equal(ReviewStanding.Overdue, ReviewClock.Of(settings, Last, Due, new(2025, 10, 1)).State);
    }

    [Fact, Shows("CRO-8.1")]
    public void Months_overdue_are_counted()
    {
        Assert.Equal(0, ReviewClock.Of(Settings, Last, Due, new(2025, 10, 23)).MonthsOverdue);
        Assert.Equal("The review of the policy is 3 months overdue", ReviewClock.Of(Settings, Last, Due, new(2025, 12, 24)).Sentence);
    }

    [Fact, Shows("WEN-5.2")]
    public void As_required_reminds_and_is_never_overdue()
    {
        var settings = Settings with { Cycle = ReviewCycle.AsRequired, RemindMonths = 12 };
        Assert.Equal(ReviewStanding.AsRequired, ReviewClock.Of(settings, Last, null, new(2025, 9, 23)).State);
        var later = ReviewClock.Of(settings, Last, null, new(2029, 9, 24));
        Assert.Equal(ReviewStanding.Remind, later.State);
        Assert.Contains("60 months since the last review", later.Sentence, StringComparison.Ordinal);
    }

    [Fact, Shows("WED-13.2"), Shows("WED-3.3d"), Shows("WED-13.4")]
    public async Task Early_review_needs_a_reason_every_owners_part_and_a_young_risk_assessment()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var chair = await school.AsAsync(Role.ChairOfGovernors, Role.Governor);
        using var computing = await school.AsAsync(Role.ComputingLead);
        using var senior = await school.AsAsync(Role.SeniorLeader);
        var page = await lead.OpenAsync("policy/review");
        (await page.PressAsync("Open a review", ("Input.Reason", "x"))).ShouldShowError("Input.Cause", "Choose what opens the review");
        (await page.PressAsync("Open a review", ("Input.Cause", "Incident"))).ShouldShowError("Input.Reason", "Say why the policy is reviewed now");
        (await page.PressAsync("Open a review", ("Input.Cause", "Incident"), ("Input.Reason", "A chat <i>app</i>"))).ShouldSay("A chat <i>app</i>").ShouldSay("Behaviour policy");
        (await lead.PostAsync("policy/review", ("Input.Cause", "Due"), ("Input.Reason", "Again"))).ShouldSay("open already");

        (await (await lead.OpenAsync("policy/review")).PressAsync("Complete the review")).ShouldSay("have not entered their part yet");
        (await lead.PostAsync("policy/review?handler=Enter", ("Entry.Post", "governing-board"), ("Entry.Words", "For them"))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await lead.OpenAsync("policy/review")).PressAsync("Enter the part of the designated safeguarding lead")).ShouldShowError("Entry.Words", "Write what you found");
        foreach (var (browser, title) in new[] { (lead, "designated safeguarding lead"), (chair, "governing board"), (computing, "computing lead"), (senior, "senior leadership team") })
            (await (await browser.OpenAsync("policy/review")).PressAsync($"Enter the part of the {title}", ("Entry.Words", $"Seen by the {title}"))).ShouldSay($"Seen by the {title}");

        (await (await lead.OpenAsync("policy/review")).PressAsync("Complete the review")).ShouldSay("risk assessment no older than 12 months");
        (await (await lead.OpenAsync("policy/review")).PressAsync("Record the risk assessment", ("Risk.On", Day(1)), ("Risk.Reference", "Office"))).ShouldShowError("Risk.On", "can't be from the future");
        await (await lead.OpenAsync("policy/review")).PressAsync("Record the risk assessment", ("Risk.On", Day(-400)), ("Risk.Reference", "Office"));
        (await (await lead.OpenAsync("policy/review")).PressAsync("Complete the review")).ShouldSay("risk assessment no older than 12 months");
        await (await lead.OpenAsync("policy/review")).PressAsync("Record the risk assessment", ("Risk.On", Day(-40)), ("Risk.Reference", "Office, blue folder"));
        (await (await lead.OpenAsync("policy/review")).PressAsync("Complete the review")).ShouldSay("The review is complete");
        (await chair.OpenAsync("notices")).ShouldSay("The review of the online safety policy is complete");
    }

    [Theory]
    [InlineData(Role.Teacher, HttpStatusCode.OK)]
    [InlineData(Role.Parent, HttpStatusCode.Forbidden)]
    [InlineData(Role.Pupil, HttpStatusCode.Forbidden)]
    [InlineData(Role.TrustOfficer, HttpStatusCode.Forbidden)]
    public async Task Others_read_at_most(Role role, HttpStatusCode expected)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "policy/review", "policy/linked", "policy/guidance" })
            (await browser.OpenAsync(path)).ShouldBe(expected);
        foreach (var path in new[] { "policy/review", "policy/review?handler=Risk", "policy/review?handler=Close", "policy/linked", "policy/guidance", "policy/guidance?handler=Check" })
            (await browser.PostAsync(path, ("Input.Cause", "Due"), ("Input.Reason", "r"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Owners_are_reminded_once_in_thirty_days()
    {
        var clock = new TestClock(new DateTimeOffset(2027, 8, 20, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var lead = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        Task<int> Told() => school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == lead.Id && n.Text.Contains("due in 35 days")));
        await school.RunJobAsync<ReviewReminders>();
        await school.RunJobAsync<ReviewReminders>();
        Assert.Equal(1, await Told());
        Assert.Equal(ControlState.AtRisk, (await AskAsync<PolicyReviewed>(school, clock)).State);
        clock.Set(new DateTimeOffset(2027, 9, 25, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(ControlState.NotMet, (await AskAsync<PolicyReviewed>(school, clock)).State);
        using var browser = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (await browser.OpenAsync(school.Href())).ShouldSay("The review of the policy is overdue");
    }

    [Fact]
    public async Task Review_control_has_no_evidence_before_a_version_and_is_met_in_time()
    {
        var school = await host.SchoolAsync();
        Assert.Equal(ControlState.NoEvidenceYet, (await AskAsync<PolicyReviewed>(school)).State);
        await school.WithAsync(services => services.GetRequiredService<VersionDesk>().EnsureFirstAsync());
        Assert.Equal(ControlState.Met, (await AskAsync<PolicyReviewed>(school, new TestClock(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero)))).State);
    }

    [Fact, Shows("WED-20.1"), Shows("WEN-5.1"), Shows("WID-3.1"), Shows("CRO-6.1"), Shows("WED-3.1o")]
    public async Task Linked_policies_are_listed_with_owner_and_review_and_absent_or_past_ones_are_flagged()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        Assert.Equal(ControlState.NoEvidenceYet, (await AskAsync<LinkedPoliciesCurrent>(school)).State);
        var page = await head.OpenAsync("policy/linked");
        page.ShouldSay("Complaints procedure").ShouldSay("Absent");
        var one = await page.FollowAsync("Complaints procedure");
        (await one.PressAsync("Save", ("Input.Owner", "Head"), ("Input.Version", "3"), ("Input.ReviewedOn", Day(1)), ("Input.ReviewOn", Day(300)))).ShouldShowError("Input.ReviewedOn", "not after today");
        (await one.PressAsync("Save", ("Input.Owner", "Head"), ("Input.Version", "3"), ("Input.ReviewedOn", Day(-30)), ("Input.ReviewOn", Day(-40)))).ShouldShowError("Input.ReviewOn", "after the last");
        foreach (var (title, next, considered) in new[] { ("Child protection and safeguarding policy", 300, "true"), ("Behaviour policy", 300, "true"), ("Staff disciplinary procedures", 300, "true"),
            ("Data protection policy and privacy notices", 300, "true"), ("Complaints procedure", -2, "false") })
            await RecordAsync(head, title, next, considered);
        var missing = await AskAsync<LinkedPoliciesCurrent>(school);
        Assert.Equal((ControlState.NotMet, 4, 6), (missing.State, missing.Good, missing.Total));
        await RecordAsync(head, "ICT and internet acceptable use policy", 300, "true");
        (await head.OpenAsync("policy/linked")).ShouldSay("Review past").ShouldSay("not at its last review");
        Assert.Equal(ControlState.AtRisk, (await AskAsync<LinkedPoliciesCurrent>(school)).State);
        Assert.Equal(ControlState.NotMet, (await AskAsync<OnlineSafetyConsidered>(school)).State);
        await RecordAsync(head, "Complaints procedure", 300, "true");
        Assert.Equal(ControlState.Met, (await AskAsync<LinkedPoliciesCurrent>(school)).State);
        Assert.Equal(ControlState.Met, (await AskAsync<OnlineSafetyConsidered>(school)).State);
        (await head.OpenAsync("policy/linked?key=nothing")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task RecordAsync(TestBrowser browser, string title, int next, string considered) =>
        (await (await (await browser.OpenAsync("policy/linked")).FollowAsync(title)).PressAsync("Save", ("Input.Owner", "Headteacher"), ("Input.Version", "3"),
            ("Input.ReviewedOn", Day(-30)), ("Input.ReviewOn", Day(next)), ("Input.Considered", considered))).ShouldSay("The register is up to date");

    [Fact, Shows("WED-2.1"), Shows("WID-3.2"), Shows("HAM-2.1"), Shows("WED-2.3")]
    public async Task Guidance_is_checked_superseded_editions_are_flagged_and_the_school_adds_acts()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var page = await lead.OpenAsync("policy/guidance");
        page.ShouldSay("Keeping children safe in education").ShouldSay("Education Act 1996").ShouldSay("Equality Act 2010");
        Assert.Equal(ControlState.NoEvidenceYet, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        (await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"))).ShouldSay("The register is up to date");
        Assert.Equal(ControlState.Met, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        (await page.PressAsync("Add", ("Input.Title", "Data Act <1>"), ("Input.Edition", "2025"), ("Input.Address", "javascript:alert(1)"))).ShouldShowError("Input.Address", "begins with https");
        (await page.PressAsync("Add", ("Input.Edition", "2025"))).ShouldShowError("Input.Title", "Enter the title");
        (await page.PressAsync("Add", ("Input.Title", "Data Act <1>"), ("Input.Edition", "2025"), ("Input.IsLaw", "true"))).ShouldSay("Data Act <1>");
        (await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"), ("Check.Newer", "2027"))).ShouldSay("Newer: 2027");
        Assert.Equal(ControlState.NotMet, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"));
        (await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "nothing"))).ShouldBe(HttpStatusCode.NotFound);
        clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(ControlState.AtRisk, (await AskAsync<GuidanceCurrent>(school, clock)).State);
    }

    [Fact, Shows("WID-5.13"), Shows("CRO-1.2")]
    public async Task Staff_control_counts_who_read_this_version_and_who_an_older_one_only()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        Assert.Equal(ControlState.NotMet, (await AskAsync<StaffHaveRead>(school)).State);
        await (await teacher.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        var some = await AskAsync<StaffHaveRead>(school);
        Assert.Equal((ControlState.AtRisk, 1, 2), (some.State, some.Good, some.Total));
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("policy/attestations")).ShouldSay("School administrator").ShouldSay("Never");
        await (await head.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        using var administrator = await school.AsAsync(await school.WithAsync(async services =>
        {
            var person = await services.GetRequiredService<TutelaDb>().Set<Person>().SingleAsync(p => p.Roles.Any(r => r.Role == Role.Administrator));
            await services.GetRequiredService<AccountDesk>().OpenAsync(person, $"office@{school.Slug}.example", TestSchool.Password);
            return new TestPerson(person.Id, person.Name, $"office@{school.Slug}.example", person.Email);
        }));
        await (await administrator.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        Assert.Equal(ControlState.Met, (await AskAsync<StaffHaveRead>(school)).State);
        // Somebody who read an earlier version and not this one.
        var support = await school.PersonAsync(Role.SupportStaff);
        await school.WithAsync(services =>
        {
            var now = TimeProvider.System.GetUtcNow();
            services.GetRequiredService<TutelaDb>().Add(new Attestation { Id = Guid.CreateVersion7(now), PersonId = support.Id, Version = 0, At = now });
            return Task.CompletedTask;
        });
        var older = await AskAsync<StaffHaveRead>(school);
        Assert.Equal(ControlState.AtRisk, older.State);
        Assert.Contains("1 read an older one only", older.Sentence, StringComparison.Ordinal);
        (await head.OpenAsync("policy/attestations")).ShouldSay(support.Name).ShouldSay("Version 0");
    }

    private static Task<ControlResult> AskAsync<T>(TestSchool school, TimeProvider? clock = null) where T : Control => school.WithAsync(services =>
        services.GetServices<Control>().OfType<T>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), (clock ?? TimeProvider.System).GetUtcNow()));
}
