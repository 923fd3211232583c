using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Access;

public sealed class RegisterTests(TestHost host)
{
    [Fact, Shows("WED-3.5c")]
    public async Task Staff_have_no_access_until_the_agreement_is_signed_for_that_person()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var support = await school.AsAsync(Role.IctSupport);
        Assert.Contains(teacher.Person.Id, await WithoutAsync(school));
        await school.AskedAsync();
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(teacher.Person.Id)).State);
        (await support.OpenAsync($"access?q={teacher.Person.Name.Split(' ')[0]}")).ShouldSay("The agreement is not signed");
        // A signature that is refused grants nothing, and nobody else's signature does.
        var page = await teacher.OpenAsync($"agreements/{(await school.AssignmentAsync(teacher.Person.Id)).Id}");
        (await page.SubmitAsync(("Input.TypedName", "T"))).ShouldShowError("Input.HasRead", "tick the box");
        await support.SignOwnAsync();
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(teacher.Person.Id)).State);
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(support.Person.Id)).State);
        await teacher.SignOwnAsync();
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Person.Id)).State);
        Assert.DoesNotContain(teacher.Person.Id, await WithoutAsync(school));
        Assert.True(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == AccessRegister.Changed.Code && e.AboutPersonId == teacher.Person.Id)));
    }

    [Fact, Shows("WED-3.7b")]
    public async Task Visitor_is_let_in_only_after_signing_and_only_until_a_day()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var visitor = await school.AsAsync(Role.Visitor);
        using var office = await school.AsAsync(Role.Administrator);
        using var support = await school.AsAsync(Role.IctSupport);
        await school.AskedAsync();
        var path = $"access/{visitor.Person.Id}";
        (await (await office.OpenAsync(path)).PressAsync("Give access until this day", ("Input.Until", "2026-11-03"))).ShouldShowError("Input.Until", "has not signed");
        await visitor.SignOwnAsync();
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(visitor.Person.Id)).State);
        var page = await office.OpenAsync(path);
        (await page.PressAsync("Give access until this day")).ShouldShowError("Input.Until", "Enter the last day");
        (await page.PressAsync("Give access until this day", ("Input.Until", "2026-11-01"))).ShouldShowError("Input.Until", "in the past");
        (await page.PressAsync("Give access until this day", ("Input.Until", "2027-12-01"))).ShouldShowError("Input.Until", "more than a year");
        (await support.PostAsync($"{path}?handler=LetIn", ("Input.Until", "2026-11-03"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Contains(visitor.Person.Id, await WithoutAsync(school));
        (await page.PressAsync("Give access until this day", ("Input.Until", "2026-11-03"))).ShouldSay("Granted").ShouldSay("3 November 2026").ShouldSay(office.Person.Name);
        Assert.DoesNotContain(visitor.Person.Id, await WithoutAsync(school));
        // It ends by itself, at once for the network and in the register with the next run.
        clock.Now = clock.Now.AddDays(2);
        Assert.Contains(visitor.Person.Id, await WithoutAsync(school));
        await school.RunJobAsync<AccessJob>();
        Assert.Equal((AccessState.Ended, "The visit is over"), ((await school.AccessAsync(visitor.Person.Id)).State, (await school.AccessAsync(visitor.Person.Id)).Reason));
    }

    [Fact]
    public async Task Lead_withdraws_with_a_reason_that_only_safeguarding_reads_and_gives_back()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        await teacher.SignOwnAsync();
        var path = $"access/{teacher.Person.Id}";
        var page = await lead.OpenAsync(path);
        (await page.PressAsync("Withdraw access", ("Input.Reason", "  "))).ShouldShowError("Input.Reason", "Say why");
        (await page.PressAsync("Withdraw access", ("Input.Reason", new string('x', 501)))).ShouldShowError("Input.Reason", "at most 500");
        (await page.PressAsync("Withdraw access", ("Input.Reason", "After <i>what happened</i>"))).ShouldSay("Withdrawn").ShouldSay("After <i>what happened</i>");
        (await support.OpenAsync(path)).ShouldSay("Withdrawn by the school").ShouldNotSay("what happened");
        (await support.OpenAsync("access?state=Withdrawn")).ShouldSay(teacher.Person.Name).ShouldNotSay("what happened");
        var csv = await (await support.Http.GetAsync(school.Href("access?handler=Export"))).Content.ReadAsStringAsync();
        Assert.Contains("Withdrawn by the school", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("what happened", csv, StringComparison.Ordinal);
        // Neither a job nor a signature brings it back; who withdrew it does.
        await school.AskedAsync();
        Assert.Equal(AccessState.Withdrawn, (await school.AccessAsync(teacher.Person.Id)).State);
        Assert.Contains(teacher.Person.Id, await WithoutAsync(school));
        (await (await lead.OpenAsync(path)).PressAsync("Give access back")).ShouldSay("Access is given back").ShouldSay("Granted");
    }

    [Fact]
    public async Task Nobody_withdraws_or_gives_back_their_own_access()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await school.AskedAsync();
        (await lead.OpenAsync($"access/{lead.Person.Id}")).ShouldNotSay("Withdraw access");
        (await lead.PostAsync($"access/{lead.Person.Id}?handler=Withdraw", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Role.ComputingLead)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Administrator)]
    public async Task Those_who_run_the_network_see_but_do_not_withdraw(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        var teacher = await school.PersonAsync(Role.Teacher);
        await school.AskedAsync();
        (await browser.OpenAsync($"access/{teacher.Id}")).ShouldSay("Refused").ShouldNotSay("Withdraw access");
        (await browser.PostAsync($"access/{teacher.Id}?handler=Withdraw", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync($"access/{teacher.Id}?handler=GiveBack")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.SupportStaff)]
    [InlineData(Role.SeniorLeader)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Visitor)]
    public async Task Others_do_not_see_the_register(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        var teacher = await school.PersonAsync(Role.Teacher);
        await school.AskedAsync();
        foreach (var path in new[] { "access", "access?handler=Export", $"access/{teacher.Id}" }) (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync($"access/{teacher.Id}?handler=Withdraw", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_schools_people_and_unknown_people_are_absent()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var stranger = await other.PersonAsync("Secretive", "Stranger", Role.Teacher);
        await school.AskedAsync();
        await other.AskedAsync();
        (await lead.OpenAsync($"access/{stranger.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await lead.PostAsync($"access/{stranger.Id}?handler=Withdraw", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.NotFound);
        (await lead.OpenAsync("access")).ShouldNotSay("Secretive");
        (await lead.OpenAsync(other.Href("access"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_is_found_by_name_state_and_kind_and_says_what_the_network_does_not_do()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        var pupil = await school.PersonAsync("Ida", "O'Ash%", Role.Pupil);
        await school.PersonAsync("Ben", "Elm", Role.Teacher);
        await school.AskedAsync();
        (await support.OpenAsync("access")).ShouldSay("Not enforced on the network").ShouldSay("Ida O'Ash%").ShouldSay("Ben Elm");
        (await support.OpenAsync("access?kind=Pupil")).ShouldSay("Ida O'Ash%").ShouldNotSay("Ben Elm");
        (await support.OpenAsync("access?q=ash%25")).ShouldSay("1 person");
        (await support.OpenAsync("access?state=Granted")).ShouldSay("Nobody found");
        (await support.OpenAsync("access?page=99")).ShouldSay("Ida O'Ash%");
        Assert.Contains(pupil.Id, await WithoutAsync(school));
    }

    [Fact]
    public async Task Export_is_a_file_whose_cells_no_spreadsheet_runs()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        await school.PersonAsync("=HYPERLINK(\"http://x.example\",\"a\")", "B,C", Role.Pupil);
        await school.AskedAsync();
        var answer = await support.Http.GetAsync(school.Href("access?handler=Export&kind=Pupil"));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("internet-access-", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Name,Kind,Year,State,Reason,Since,Last day,Terms,Level,Network ID,E-mail address", lines[0]);
        Assert.StartsWith("\"'=HYPERLINK(\"\"http://x.example\"\",\"\"a\"\") B,C\",Pupil,Year 4,Refused,The agreement is not signed,", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    private static Task<List<Guid>> WithoutAsync(TestSchool school) => school.WithAsync(services => services.GetRequiredService<AccessRegister>().WithoutAccessAsync());
}
