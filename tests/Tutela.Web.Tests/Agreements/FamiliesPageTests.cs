using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;

namespace Tutela.Web.Tests.Agreements;

public sealed class FamiliesPageTests(TestHost host)
{
    [Fact, Shows("CRO-A.0")]
    public async Task Agreement_goes_out_to_each_family_is_reminded_on_the_days_set_and_comes_back()
    {
        var clock = new TestClock(new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync("signed-code", app);
        var (one, two, slow) = (await school.PersonAsync("Ash", "One", Role.Pupil), await school.PersonAsync("Bea", "One", Role.Pupil), await school.PersonAsync("Cat", "Slow", Role.Pupil));
        var (parent, other) = (await school.PersonAsync("Pat", "One", Role.Parent), await school.PersonAsync("Quin", "Slow", Role.Parent));
        await school.ParentOfAsync(parent.Id, one.Id, two.Id);
        await school.ParentOfAsync(other.Id, slow.Id);
        using (var before = await school.AsAsync(Role.Administrator)) (await before.OpenAsync("agreements/families")).ShouldSay("Nothing has gone out yet");

        await school.RunJobAsync<AgreementJob>();
        using (var office = await school.AsAsync(Role.Administrator))
        {
            var page = await office.OpenAsync("agreements/families");
            page.ShouldSay("2 families").ShouldSay("Ash One 7 September 2026 Not yet not yet").ShouldSay("Pat One").ShouldSay("Cat Slow 7 September 2026 Not yet").ShouldSay("Quin Slow");
            (await office.OpenAsync("agreements/coverage")).ShouldSay("Out and back, by family");
        }
        // Nobody is written to before the first of the pack's days; then each parent once, however many children.
        clock.Advance(TimeSpan.FromDays(2));
        await school.RunJobAsync<AgreementJob>();
        Assert.Equal(0, await MailsAsync(school, parent));
        clock.Advance(TimeSpan.FromDays(1));
        await school.RunJobAsync<AgreementJob>();
        Assert.Equal((1, 1), (await MailsAsync(school, parent), await MailsAsync(school, other)));

        // It is read through with the child: without that tick it does not come back.
        var body = await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == parent.Email).Select(m => m.Body).SingleAsync());
        Assert.DoesNotContain("One", body, StringComparison.Ordinal);
        using var browser = school.Anonymous();
        var link = await browser.OpenAsync(new Uri(body.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))).PathAndQuery);
        (await link.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "Pat One"))).ShouldShowError("Input.ChildAgrees", "Ask your child");
        (await link.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "Pat One"))).ShouldSay("Thank you");
        foreach (var pupil in new[] { one, two })
        {
            using var child = await school.AsAsync(pupil);
            await child.SignOwnAsync("Me");
        }
        clock.Advance(TimeSpan.FromDays(4));
        await school.RunJobAsync<AgreementJob>();
        Assert.Equal((1, 2), (await MailsAsync(school, parent), await MailsAsync(school, other)));
        using var again = await school.AsAsync(Role.Administrator);
        (await again.OpenAsync("agreements/families")).ShouldSay("Bea One 7 September 2026 10 September 2026 once, last 10 September 2026").ShouldSay("Cat Slow 7 September 2026 Not yet 2 times, last 14 September 2026");
        (await again.OpenAsync("agreements/families?open=true")).ShouldSay("1 family").ShouldSay("Quin Slow").ShouldNotSay("Pat One");
        (await again.OpenAsync("agreements/families?document=nonsense")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<int> MailsAsync(TestSchool school, TestPerson parent) => school.QueryAsync(db => db.Set<OutboxMail>().CountAsync(m => m.To == parent.Email));

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Governor)]
    public async Task Families_are_for_those_who_oversee(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("agreements/families")).ShouldBe(HttpStatusCode.Forbidden);
    }
}
