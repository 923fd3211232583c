using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Modules.Policies.Controls;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;

namespace Tutela.Web.Tests.Policies;

public sealed class AttestationTests(TestHost host)
{
    [Fact]
    public async Task Teacher_reads_and_attests_and_the_list_says_so()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("policy/attestations")).ShouldSay("0 of 3");
        var page = await teacher.OpenAsync("policy/attest");
        (await page.SubmitAsync(Attesting.Right)).ShouldBe(HttpStatusCode.OK).ShouldSay("It is recorded");
        (await teacher.OpenAsync("policy/attest")).ShouldSay("You have read version 1");
        (await head.OpenAsync("policy/attestations")).ShouldSay("1 of 3").ShouldSay(teacher.Person.Name);
    }

    [Fact]
    public async Task Box_left_empty_is_said_beside_it_and_nothing_is_recorded()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = await teacher.OpenAsync("policy/attest");
        (await page.SubmitAsync()).ShouldShowError("Input.HasUnderstood", "Read the policy, then tick the box");
        Assert.False(await school.QueryAsync(db => db.Set<Attestation>().AnyAsync()));
    }

    [Fact]
    public async Task Attesting_twice_is_refused()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        await (await teacher.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        (await teacher.PostAsync("policy/attest", Attesting.Right)).ShouldSay("You have read version 1");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Attestation>().CountAsync()));
    }

    [Theory]
    [InlineData(Role.Pupil, HttpStatusCode.Forbidden)]
    [InlineData(Role.Parent, HttpStatusCode.NotFound)]
    [InlineData(Role.TrustOfficer, HttpStatusCode.NotFound)]
    public async Task Families_and_officers_are_not_asked(Role role, HttpStatusCode answer)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/attest")).ShouldBe(answer);
        (await browser.PostAsync("policy/attest", Attesting.Right)).ShouldBe(answer);
    }

    [Fact, Shows("WED-3.3c")]
    public async Task Safeguarding_lead_sees_the_heads_list_and_reminds_from_it()
    {
        var school = await host.SchoolAsync();
        var late = await school.PersonAsync("Late", "Reader", Role.Teacher);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        using var done = await school.AsAsync(await school.PersonAsync("Early", "Reader", Role.Teacher));
        await (await done.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        var page = await lead.OpenAsync("policy/attestations");
        page.ShouldSay("1 of 5").ShouldSay("Early Reader");
        Assert.Contains("Late Reader", await OutstandingAsync(lead), StringComparison.Ordinal);
        Assert.DoesNotContain("Early Reader", await OutstandingAsync(lead), StringComparison.Ordinal);
        Assert.Equal(page.Text, (await head.OpenAsync("policy/attestations")).Text);
        (await page.PressAsync("Remind the 4 who have not")).ShouldSay("4 people have been reminded");
        var mail = await school.QueryAsync(db => db.Set<OutboxMail>().SingleAsync(m => m.To == late.Email));
        Assert.DoesNotContain("Late", mail.Subject + mail.Body, StringComparison.Ordinal);
        using var reader = await school.AsAsync(late);
        (await reader.OpenAsync("notices")).ShouldSay("Please read the online safety policy");
        // Who has read it is not reminded.
        (await done.OpenAsync("notices")).ShouldNotSay("Please read the online safety policy");
    }

    [Theory, Shows("WED-3.3c")]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Governor)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    public async Task List_is_refused_to_others(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        using var late = await school.AsAsync(Role.Teacher);
        (await browser.OpenAsync("policy/attestations")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/attestations?handler=Remind")).ShouldBe(HttpStatusCode.Forbidden);
        // A reminder would lead back to the list, which is refused as well: so it is asked whether one came.
        (await late.OpenAsync("notices")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Please read the online safety policy");
    }

    [Fact, Shows("WED-3.1m")]
    public async Task Control_of_governors_has_no_evidence_then_is_not_met_then_met()
    {
        var school = await host.SchoolAsync();
        Assert.Equal(ControlState.NoEvidenceYet, (await AskAsync(school)).State);
        using var governor = await school.AsAsync(Role.Governor);
        Assert.Equal(ControlState.NotMet, (await AskAsync(school)).State);
        // Asked on their own home page, and listed until they have said so.
        using var head = await school.AsAsync(Role.Headteacher);
        (await governor.OpenAsync("")).ShouldSay("Read the online safety policy");
        Assert.Contains(governor.Person.Name, await OutstandingAsync(head));
        (await (await governor.OpenAsync("policy/attest")).SubmitAsync()).ShouldShowError("Input.HasUnderstood", "tick the box");
        Assert.Equal(ControlState.NotMet, (await AskAsync(school)).State);
        await (await governor.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        var met = await AskAsync(school);
        Assert.Equal((ControlState.Met, 1, 1), (met.State, met.Good, met.Total));
        Assert.DoesNotContain(governor.Person.Name, await OutstandingAsync(head));
        (await governor.OpenAsync("")).ShouldNotSay("Read the online safety policy");
        // What somebody said of an earlier version is not said of this one.
        var late = await school.PersonAsync(Role.Governor);
        await school.WithAsync(services =>
        {
            services.GetRequiredService<TutelaDb>().Add(new Attestation { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), PersonId = late.Id, Version = 0, At = TimeProvider.System.GetUtcNow() });
            return Task.CompletedTask;
        });
        var half = await AskAsync(school);
        Assert.Equal((ControlState.AtRisk, 1, 2), (half.State, half.Good, half.Total));
        Assert.Contains(late.Name, await OutstandingAsync(head));
    }

    private static async Task<string> OutstandingAsync(TestBrowser head) => string.Join('|', (await head.OpenAsync("policy/attestations")).Document.QuerySelectorAll("main table")
        .Where(t => t.QuerySelector("caption")!.TextContent.Trim() == "Not yet").SelectMany(t => t.QuerySelectorAll("tbody th")).Select(h => h.TextContent.Trim()));

    private static Task<ControlResult> AskAsync(TestSchool school) => school.WithAsync(services =>
        services.GetServices<Control>().OfType<GovernorsHaveRead>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), TimeProvider.System.GetUtcNow()));
}
