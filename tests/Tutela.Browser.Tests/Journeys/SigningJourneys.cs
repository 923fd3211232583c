using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Browser.Tests.Journeys;

/// <summary>Staff and parents sign; staff read the policy and say so.</summary>
public sealed class SigningJourneys(Chromium chromium, TestHost host)
{
    [Fact]
    public async Task Staff_sign_their_agreement()
    {
        var school = await host.SchoolAsync();
        var person = await school.PersonAsync(Role.Teacher);
        await AskAsync(school);
        await using var visit = await Visit.AsAsync(chromium, school, person, Visit.Phone);
        await visit.FollowAsync("Sign your agreement");
        await visit.Page.Locator("main .govuk-task-list a").First.ClickAsync();
        await visit.PressAsync("Sign");
        await visit.SeesAsync("There is a problem");
        await visit.Page.GetByLabel("I have read this and I agree to keep it").CheckAsync();
        await visit.Field("Type your full name").FillAsync(person.Name);
        await visit.PressAsync("Sign");
        Assert.DoesNotContain("There is a problem", await visit.MainAsync(), StringComparison.Ordinal);
        Assert.Equal(AgreementStatus.InForce, await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == person.Id && !a.Optional).Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task A_parent_signs_by_link_without_a_sign_in()
    {
        var school = await host.SchoolAsync();
        var (child, parent) = (await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Parent));
        await school.WithAsync(services =>
        {
            var clock = services.GetRequiredService<TimeProvider>();
            services.GetRequiredService<TutelaDb>().Add(new Guardianship { Id = Guid.CreateVersion7(clock.GetUtcNow()), PupilId = child.Id, ParentId = parent.Id, Relationship = "parent", ParentalResponsibility = ParentalResponsibility.Yes });
            return Task.CompletedTask;
        });
        await AskAsync(school);
        var path = await school.WithAsync(services => Task.FromResult(services.GetRequiredService<LinkDesk>().Issue(LinkPurpose.Sign, parent.Id, TimeSpan.FromDays(30))));
        await using var visit = await Visit.OpenAsync(chromium, school.Address, Visit.Phone);
        await visit.GoAsync(path);
        await visit.Page.GetByLabel("I have read this and talked it over with my child, and I agree").CheckAsync();
        await visit.Page.GetByLabel("My child understands the rules and agrees to keep them").CheckAsync();
        await visit.Field("Type your full name").FillAsync(parent.Name);
        await visit.PressAsync("Sign");
        await visit.SeesAsync("You have signed for");
        Assert.True(await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == child.Id).Select(a => a.ParentSigned).SingleAsync()));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Staff_read_the_policy_and_say_that_they_have()
    {
        var school = await host.SchoolAsync();
        var person = await school.PersonAsync(Role.SupportStaff);
        await using var visit = await Visit.AsAsync(chromium, school, person, Visit.Desk);
        await visit.FollowAsync("Read the online safety policy");
        await visit.FollowAsync("the online safety policy");
        await visit.SeesHeadingAsync("Online safety policy");
        await visit.GoAsync(school.Href("policy/attest"));
        foreach (var answer in new[] { "The designated safeguarding lead, on the same day", "Look no further, copy nothing, and tell the safeguarding lead at once", "It may be monitored, as everybody's is" })
            await visit.Page.GetByLabel(answer).CheckAsync();
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Checkbox).CheckAsync();
        await visit.PressAsync("Record it");
        await visit.SeesAsync("It is recorded that you have read and understood the policy");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Attestation>().CountAsync(a => a.PersonId == person.Id)));
    }

    private static Task<int> AskAsync(TestSchool school) => school.WithAsync(services => services.GetRequiredService<AgreementAsking>().AskAllAsync());
}
