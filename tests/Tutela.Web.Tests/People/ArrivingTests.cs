using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Mail;

namespace Tutela.Web.Tests.People;

public sealed class ArrivingTests(TestHost host)
{
    private static readonly (string, string)[] Me = [("Input.GivenName", "Ada"), ("Input.FamilyName", "O'Brien"), ("Input.Password", "Cloud-kettle-42")];

    [Fact]
    public async Task Administrator_sets_the_school_up_once_and_is_signed_in()
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        // Mail scanners open links: that uses nothing up.
        await browser.OpenAsync(school.SetUpPath);
        var page = await browser.OpenAsync(school.SetUpPath);
        var email = $"ada@{school.Slug}.example";
        var home = await page.SubmitAsync([.. Me, ("Input.Email", email)]);
        Assert.Equal(school.Href(), home.Address.AbsolutePath);
        home.ShouldBe(HttpStatusCode.OK).ShouldSay("Bring in pupils, staff and classes");
        (await browser.OpenAsync("people")).ShouldSay("Ada O'Brien");

        using var second = school.Anonymous();
        (await second.OpenAsync(school.SetUpPath)).ShouldBe(HttpStatusCode.Gone).ShouldSay("no longer works");
        Assert.Equal(school.Href(), (await (await second.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", email), ("Input.Password", "Cloud-kettle-42"))).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("Input.GivenName", "", "Enter your first name")]
    [InlineData("Input.GivenName", "\u200B\u202E", "Enter your first name")]
    [InlineData("Input.Email", "nobody", "Enter an e-mail address in full")]
    [InlineData("Input.Password", "short", "Use at least 8 characters. Use at least one number. Use at least one symbol, such as ! or ?. Use at least one capital letter")]
    public async Task Wrong_input_is_said_beside_the_field_and_the_link_still_works(string field, string value, string message)
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        var fields = Me.Append(("Input.Email", $"ada@{school.Slug}.example")).Select(f => f.Item1 == field ? (field, value) : f).ToArray();
        var page = await (await browser.OpenAsync(school.SetUpPath)).SubmitAsync(fields);
        page.ShouldShowError(field, message).ShouldNotSay("Cloud-kettle-42");
        (await browser.OpenAsync(school.SetUpPath)).ShouldBe(HttpStatusCode.OK).ShouldSay("Set up your school");
    }

    [Fact]
    public async Task Hostile_name_is_shown_as_text()
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        await (await browser.OpenAsync(school.SetUpPath)).SubmitAsync([.. Me.Skip(1), ("Input.GivenName", "<script>x()</script>"), ("Input.Email", $"ada@{school.Slug}.example")]);
        (await browser.OpenAsync("people")).ShouldSay("<script>x()</script> O'Brien").ShouldNotSay("<th><a class=\"govuk-link\"><script>x");
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("x")]
    public async Task Unknown_secret_opens_nothing(string secret)
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        foreach (var path in new[] { "set-up", "join", "reset" }) (await browser.OpenAsync($"{path}/{secret}")).ShouldBe(HttpStatusCode.Gone).ShouldSay("no longer works");
    }

    [Fact]
    public async Task Link_of_another_school_or_purpose_opens_nothing()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var browser = two.Anonymous();
        var secret = one.SetUpPath.Split('/')[^1];
        (await browser.OpenAsync($"set-up/{secret}")).ShouldBe(HttpStatusCode.Gone);
        (await browser.OpenAsync(one.Href($"join/{secret}"))).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Staff_are_invited_together_join_by_mail_and_choose_a_password()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var person = await StaffWithoutSignInAsync(school, "sam@school.example");
        var page = await head.OpenAsync("people/invite");
        (await page.SubmitAsync(("Input.Kind", "Staff"))).ShouldSay("on their way");
        (await (await head.OpenAsync("people/invite")).SubmitAsync(("Input.Kind", "Staff"))).ShouldShowError("Input.Kind", "nobody of this kind left to invite");

        var mail = await school.QueryAsync(db => db.Set<OutboxMail>().SingleAsync(m => m.To == "sam@school.example"));
        Assert.DoesNotContain("Sam", mail.Subject + mail.Body, StringComparison.Ordinal);
        var path = new Uri(mail.Body.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
        using var sam = school.Anonymous();
        (await sam.OpenAsync(path)).ShouldSay("Welcome, Sam");
        (await (await sam.OpenAsync(path)).SubmitAsync(("Input.Password", "kettle"))).ShouldShowError("Input.Password", "Use at least 8 characters");
        var home = await (await sam.OpenAsync(path)).SubmitAsync(("Input.Password", "Cloud-kettle-42"));
        Assert.Equal(school.Href(), home.Address.AbsolutePath);
        (await sam.OpenAsync(path)).ShouldBe(HttpStatusCode.Gone);
        (await head.OpenAsync($"people/{person}")).ShouldSay("sam@school.example");
    }

    [Fact]
    public async Task Later_link_ends_the_earlier_and_one_too_old_does_not_work()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var person = await StaffWithoutSignInAsync(school, "kim@school.example");
        await (await head.OpenAsync($"people/{person}")).PressAsync("Send a link to join");
        await (await head.OpenAsync($"people/{person}")).PressAsync("Send a link to join");
        var paths = await PathsAsync(school, "kim@school.example");
        using var kim = school.Anonymous();
        (await kim.OpenAsync(paths[0])).ShouldBe(HttpStatusCode.Gone);
        (await kim.OpenAsync(paths[1])).ShouldBe(HttpStatusCode.OK);
        await school.WithAsync(s => s.GetRequiredService<TutelaDb>().Set<Link>().ExecuteUpdateAsync(l => l.SetProperty(x => x.ExpiresAt, x => x.CreatedAt)));
        (await kim.OpenAsync(paths[1])).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Somebody_with_a_sign_in_elsewhere_uses_it_here_too()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var email = $"both@{one.Slug}.example";
        foreach (var (school, wrong) in new[] { (one, false), (two, true) })
        {
            using var head = await school.AsAsync(Role.Headteacher);
            var person = await StaffWithoutSignInAsync(school, email);
            await (await head.OpenAsync($"people/{person}")).PressAsync("Send a link to join");
            using var joining = school.Anonymous();
            var page = await joining.OpenAsync((await PathsAsync(school, email))[0]);
            if (wrong) (await page.ShouldSay("already use Tutela at another school").SubmitAsync(("Input.Password", "Another-one-77"))).ShouldShowError("Input.Password", "already have a sign-in");
            Assert.Equal(school.Href(), (await page.SubmitAsync(("Input.Password", "Cloud-kettle-42"))).Address.AbsolutePath);
        }
        using var browser = one.Anonymous();
        (await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", email), ("Input.Password", "Cloud-kettle-42"))).ShouldSay(one.School.Name).ShouldSay(two.School.Name);
    }

    [Fact]
    public async Task Mailed_link_sets_a_new_password_and_ends_every_session()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var teacher = await school.PersonAsync(Role.Teacher);
        using var signedIn = await school.AsAsync(teacher);
        await (await head.OpenAsync($"people/{teacher.Id}")).PressAsync("Send a link to choose a new password");
        using var browser = school.Anonymous();
        var path = (await PathsAsync(school, teacher.Email!))[0];
        (await (await browser.OpenAsync(path)).SubmitAsync(("Input.Password", "x"))).ShouldShowError("Input.Password", "Use at least 8 characters");
        (await (await browser.OpenAsync(path)).SubmitAsync(("Input.Password", "Cloud-kettle-42"))).ShouldSay("Sign in");
        Assert.Equal("/sign-in", (await signedIn.OpenAsync(school.Href())).Address.AbsolutePath);
        (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Gone);
        Assert.Equal(school.Href(), (await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", teacher.UserName), ("Input.Password", "Cloud-kettle-42"))).Address.AbsolutePath);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Parent)]
    public async Task Others_may_not_invite(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("people/invite")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("people/invite", ("Input.Kind", "Staff"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<Guid> StaffWithoutSignInAsync(TestSchool school, string email) => school.WithAsync(services =>
        Task.FromResult(services.GetRequiredService<RoleDesk>().Add(PersonKind.Staff, "Sam", "Marsh", email, null, Role.Teacher).Id));

    private static Task<List<string>> PathsAsync(TestSchool school, string to) => school.QueryAsync(async db =>
        (await db.Set<OutboxMail>().Where(m => m.To == to).OrderBy(m => m.Id).Select(m => m.Body).ToListAsync())
            .ConvertAll(b => new Uri(b.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))).AbsolutePath));
}
