using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.People.Security;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Access;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.People;

/// <summary>A case file asks for the password again where the pack says so.</summary>
public sealed class ProofTests(TestHost host)
{
    [Fact]
    public async Task Case_file_asks_again_when_the_password_was_last_given_too_long_ago()
    {
        using var packs = new PackFolder(("  sign-in:\n", "  sign-in:\n    case-file-minutes: 10\n"));
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock, packs.Settings);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var pupil = await school.PersonAsync("Ida", "Ash", Role.Pupil);
        var file = $"concerns/child/{pupil.Id}";
        var page = await lead.OpenAsync(file);
        Assert.Equal(school.Href("sign-in-security/prove"), page.Address.AbsolutePath);
        page.ShouldNotSay("Ida Ash");
        (await page.SubmitAsync(("Input.Password", ""))).ShouldShowError("Input.Password", "Enter your password");
        (await page.SubmitAsync(("Input.Password", "wrong"))).ShouldShowError("Input.Password", "not your password");
        Assert.Equal(school.Href("sign-in-security/prove"), (await lead.OpenAsync(file)).Address.AbsolutePath);
        var opened = await page.SubmitAsync(("Input.Password", TestSchool.Password));
        Assert.Equal(school.Href(file), opened.Address.AbsolutePath);
        Assert.True(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == ProveModel.Proved.Code && e.ActorId == lead.Person.Id)));
        // Other pages never ask, and the proof holds while the session is renewed.
        foreach (var minutes in new[] { 4, 5 })
        {
            clock.Now = clock.Now.AddMinutes(minutes);
            (await lead.OpenAsync("")).ShouldBe(HttpStatusCode.OK);
            Assert.Equal(school.Href(file), (await lead.OpenAsync(file)).Address.AbsolutePath);
        }
        clock.Now = clock.Now.AddMinutes(2);
        Assert.Equal(school.Href("sign-in-security/prove"), (await lead.OpenAsync(file)).Address.AbsolutePath);
        // It never leads out of the school.
        var elsewhere = await lead.OpenAsync("sign-in-security/prove?to=https%3A%2F%2Fevil.example%2F");
        Assert.Equal(school.Href(), (await elsewhere.SubmitAsync(("Input.Password", TestSchool.Password))).Address.AbsolutePath);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_asked()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var pupil = await school.PersonAsync("Ida", "Ash", Role.Pupil);
        Assert.Equal(school.Href($"concerns/child/{pupil.Id}"), (await lead.OpenAsync($"concerns/child/{pupil.Id}")).Address.AbsolutePath);
    }
}
