using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.People.Contract;
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
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Tests.Policies;

public sealed class ReviewTests(TestHost host)
{
    private static readonly DateOnly Last = new(2024, 9, 24);
    private static readonly DateOnly Due = new(2025, 9, 24);

    private static string Day(int ahead) => TimeProvider.System.Today().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private ReviewSettings Settings => host.Services.GetRequiredService<PackCatalogue>().Get(TestSchool.DefaultPack).Settings.Review with { WarnDays = 60, IntervalMonths = 12 };

    [Theory]
    [InlineData("2025-07-25", ReviewStanding.NotYet)]
    [InlineData("2025-07-26", ReviewStanding.Near)]
    [InlineData("2025-09-24", ReviewStanding.Due)]
    [InlineData("2025-09-25", ReviewStanding.Overdue)]
    public void A_dated_review_is_near_sixty_days_before_and_overdue_from_the_day_after(string today, ReviewStanding state) =>
        Assert.Equal(state, ReviewClock.Of(Settings, Last, Due, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).State);

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

        // The next review lists what was not updated since this one.
        await RecordAsync(lead, "Behaviour policy", 300, "true");
        (await (await (await lead.OpenAsync("policy/linked")).FollowAsync("Complaints procedure")).PressAsync("Save", ("Input.Owner", "Headteacher"), ("Input.Version", "4"),
            ("Input.ReviewedOn", Day(0)), ("Input.ReviewOn", Day(300)))).ShouldSay("The register is up to date");
        var next = await (await lead.OpenAsync("policy/review")).PressAsync("Open a review", ("Input.Cause", "Due"), ("Input.Reason", "Yearly"));
        var listed = next.Document.QuerySelectorAll("main ul.govuk-list--bullet li").Select(l => l.TextContent.Trim()).ToList();
        Assert.Contains("Behaviour policy", listed);
        Assert.DoesNotContain("Complaints procedure", listed);
    }

    [Fact, Shows("WED-13.2")]
    public async Task School_names_the_owners_of_its_review()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var computing = await school.AsAsync(Role.ComputingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Owners"));
        var settings = await lead.OpenAsync("policy/draft/settings/review");
        (await settings.SubmitAsync(("Values.review.owners", "nobody"))).ShouldShowError("Values.review.owners", "'nobody' is not one of the roles");
        await PublicationTests.SetAsync(lead, "review", ("Values.review.owners", "computing-lead"));
        (await PublicationTests.PublishAsync(lead, head, chair, 2)).ShouldSay("Version 2 is in force");
        var page = await (await lead.OpenAsync("policy/review")).PressAsync("Open a review", ("Input.Cause", "NewTechnology"), ("Input.Reason", "Tablets"));
        page.ShouldSay("computing lead").ShouldSay("Not entered yet").ShouldNotSay("Enter the part of the designated safeguarding lead");
        (await computing.OpenAsync("notices")).ShouldSay("A review of the online safety policy is open");
        (await computing.OpenAsync("policy/review")).ShouldSay("Enter the part of the computing lead");
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

    [Theory]
    [InlineData("whole-school-duty", "WED-20.1", "Child protection and safeguarding policy|Behaviour policy|Staff disciplinary procedures|Data protection policy and privacy notices|Complaints procedure|ICT and internet acceptable use policy")]
    [InlineData("community-respect", "WEN-5.1", "Staff code of conduct|Anti-bullying policy|Policy on the use of photographs|Computing policy")]
    [InlineData("school-devices-only", "WID-3.1", "Child protection policy|Whistleblowing policy|Positive behaviour policy|Anti-bullying policy|Staff conduct policy|Data protection policy")]
    [InlineData("signed-code", "CRO-6.1", "Child protection policy|Whistleblowing policy|Procedure for allegations against staff|Code of conduct|Anti-bullying policy|Guidance on photography")]
    [Shows("WED-20.1", "WEN-5.1", "WID-3.1", "CRO-6.1")]
    public async Task Companions_of_each_policy_are_listed_with_owner_version_and_review_and_flagged_when_absent_or_past(string pack, string clause, string companions)
    {
        Assert.StartsWith(PackCatalogue.Load().Get(pack).Source, clause, StringComparison.Ordinal);
        var school = await host.SchoolAsync(pack);
        using var head = await school.AsAsync(Role.Headteacher);
        var titles = companions.Split('|');
        var page = await head.OpenAsync("policy/linked");
        foreach (var title in titles) Assert.Equal("Absent", Cells(page, title)[1]);
        foreach (var title in titles[1..]) await RecordAsync(head, title, title == titles[1] ? -2 : 300, "true");
        page = await head.OpenAsync("policy/linked");
        Assert.Equal("Absent", Cells(page, titles[0])[1]);
        Assert.Equal((string[])["Review past", "Headteacher", "3", DateText.Day(TimeProvider.System.Today().AddDays(-2))], Cells(page, titles[1])[1..5]);
        foreach (var title in titles[2..]) Assert.Equal((string[])["Current", "Headteacher", "3", DateText.Day(TimeProvider.System.Today().AddDays(300))], Cells(page, title)[1..5]);
        Assert.Equal(ControlState.NotMet, (await AskAsync<LinkedPoliciesCurrent>(school)).State);
    }

    private static string[] Cells(TestPage page, string title) => [.. page.Document.QuerySelectorAll("main tbody tr").Single(r => r.Children[0].TextContent.Trim() == title).Children.Select(c => c.TextContent.Trim())];

    [Fact, Shows("WED-20.1"), Shows("WED-3.1o")]
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
        Assert.Equal(DateText.Day(TimeProvider.System.Today().AddDays(-30)), Cells(await head.OpenAsync("policy/linked"), "Complaints procedure")[5]);
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
        page.ShouldSay("Keeping children safe in education");
        var edition = host.Services.GetRequiredService<PackCatalogue>().Get(TestSchool.DefaultPack).Guidance.Single(g => g.Id == "kcsie").Edition;
        Assert.Equal(ControlState.NoEvidenceYet, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        (await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"))).ShouldSay("The register is up to date");
        Assert.Equal(ControlState.Met, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        var entry = (await lead.OpenAsync("policy/guidance")).Document.GetElementById("kcsie")!;
        Assert.StartsWith("https://www.gov.uk/", entry.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal((string[])["Keeping children safe in education", edition, "1 December 2026", "Current"], entry.Children.Take(4).Select(c => c.TextContent.Trim()));
        (await page.PressAsync("Add", ("Input.Title", "Data Act <1>"), ("Input.Edition", "2025"), ("Input.Address", "javascript:alert(1)"))).ShouldShowError("Input.Address", "begins with https");
        (await page.PressAsync("Add", ("Input.Edition", "2025"))).ShouldShowError("Input.Title", "Enter the title");
        (await page.PressAsync("Add", ("Input.Title", "Data Act <1>"), ("Input.Edition", "2025"), ("Input.IsLaw", "true"))).ShouldSay("Data Act <1>");
        (await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"), ("Check.Newer", "2027"))).ShouldSay("Newer: 2027");
        Assert.Equal(ControlState.NotMet, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"));
        (await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", "nothing"))).ShouldBe(HttpStatusCode.NotFound);
        // The Acts stand with the published policy, the school's own among them.
        using var head = await school.AsAsync(Role.Headteacher);
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        using var anybody = school.Anonymous();
        var acts = (await anybody.OpenAsync("policy/public")).Document.QuerySelectorAll("#acts tbody th").Select(h => h.TextContent.Trim()).ToList();
        foreach (var act in new[] { "Education Act 1996", "Education and Inspections Act 2006", "Equality Act 2010", "Education Act 2011", "Data Act <1>" }) Assert.Contains(act, acts);
        var guidance = (await anybody.OpenAsync("policy/public")).Document.QuerySelectorAll("#guidance tbody tr").Single(r => r.Children[0].TextContent.Trim() == "Keeping children safe in education");
        Assert.NotNull(guidance.QuerySelector("a[href^='https://www.gov.uk/']"));
        Assert.Equal("1 December 2026", guidance.Children[2].TextContent.Trim());
        clock.Advance(TimeSpan.FromDays(400));
        using var later = await school.AsAsync(Role.DesignatedSafeguardingLead);
        Assert.Equal("Check again", (await later.OpenAsync("policy/guidance")).Document.GetElementById("kcsie")!.Children[3].TextContent.Trim());
        Assert.Equal(ControlState.AtRisk, (await AskAsync<GuidanceCurrent>(school, clock)).State);
        await later.PostAsync("policy/guidance?handler=Check", ("Check.Key", "kcsie"));
        Assert.Equal((string[])["5 January 2028", "Current"], (await later.OpenAsync("policy/guidance")).Document.GetElementById("kcsie")!.Children.Skip(2).Take(2).Select(c => c.TextContent.Trim()));
    }

    [Fact, Shows("WID-5.13"), Shows("CRO-1.2")]
    public async Task Staff_control_counts_who_read_this_version_and_who_an_older_one_only()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var volunteer = await school.AsAsync(Role.Visitor);
        await school.WithAsync(async services =>
        {
            var (db, now) = (services.GetRequiredService<TutelaDb>(), TimeProvider.System.GetUtcNow());
            var person = await db.Set<Person>().SingleAsync(p => p.Id == volunteer.Person.Id);
            db.Add(AudienceMembership.Give(person, Audience.Volunteers, TimeProvider.System.Today(), null, [], teacher.Person.Id, now));
        });
        Assert.Equal(ControlState.NotMet, (await AskAsync<StaffHaveRead>(school)).State);
        foreach (var browser in new[] { teacher, volunteer }) (await browser.OpenAsync("")).ShouldSay("Read the online safety policy");
        (await (await teacher.OpenAsync("policy/attest")).SubmitAsync()).ShouldShowError("Input.HasUnderstood", "tick the box");
        await (await teacher.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        var some = await AskAsync<StaffHaveRead>(school);
        Assert.Equal((ControlState.AtRisk, 1, 3), (some.State, some.Good, some.Total));
        (await teacher.OpenAsync("")).ShouldNotSay("Read the online safety policy");
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("policy/attestations")).ShouldSay("School administrator").ShouldSay("Never").ShouldSay(volunteer.Person.Name);
        await (await volunteer.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
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
