using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.People.SingleSignOn;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.People;

/// <summary>Single sign-on against a real OpenID provider.</summary>
public sealed class SingleSignOnTests(TestHost host)
{
    private static readonly Dictionary<string, string?> Loopback = new() { ["Tutela:SingleSignOn:Loopback"] = "true" };

    [Fact]
    public async Task Sign_in_page_leads_to_the_schools_own_providers_by_its_short_name()
    {
        var school = await host.SchoolAsync();
        await host.SchoolAsync();
        using var browser = school.Anonymous();
        var page = await (await browser.OpenAsync("/sign-in")).FollowAsync("Sign in with your school's Microsoft, Google or other account");
        (await page.SubmitAsync(("Input.School", ""))).ShouldShowError("Input.School", "Enter your school's short name");
        var wrong = await page.SubmitAsync(("Input.School", "no-such-<b>school"));
        wrong.ShouldShowError("Input.School", "There is no school of that short name here");
        Assert.Equal("no-such-<b>school", wrong.Document.GetElementById("Input_School")!.GetAttribute("value"));
        Assert.Equal(school.Href("single-sign-on"), (await page.SubmitAsync(("Input.School", school.Slug.ToUpperInvariant()))).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("RS256", "Other")]
    [InlineData("ES256", "Google")]
    [InlineData("RS256", "Entra")]
    public async Task Invited_person_signs_in_by_a_vouched_address_of_an_owned_domain_and_is_known_ever_after(string algorithm, string kind)
    {
        await using var app = await StartAsync();
        var school = await host.SchoolAsync(app: app);
        await using var provider = await OpenIdProvider.StartAsync(Back(school), algorithm);
        using var office = await school.AsAsync(Role.Administrator);
        var teacher = await school.PersonAsync(Role.Teacher);
        var head = await school.PersonAsync(Role.Headteacher);
        await SetUpAsync(office, provider, kind);
        Assert.True(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == head.Id && n.Text == "Single sign-on was changed")));
        Assert.DoesNotContain(OpenIdProvider.Secret, await school.QueryAsync(db => db.Set<SignInProvider>().Select(p => p.ProtectedSecret).SingleAsync()), StringComparison.Ordinal);
        var domain = teacher.Email!.Split('@')[1];
        async Task AsTeacherAsync() => await provider.IsAsync("teacher-1", teacher.Email, verified: true, upn: teacher.Email, hd: domain);

        // The domain is not the school's yet.
        await AsTeacherAsync();
        using (var early = school.Anonymous()) (await SignInAsync(early)).ShouldBe(HttpStatusCode.Forbidden);
        await OwnAsync(office, domain);
        // Nobody whom the school has not invited, no address that nobody vouches for, no domain that is not the school's.
        await provider.IsAsync("stranger", $"stranger@{domain}", true, $"stranger@{domain}", domain);
        using (var stranger = school.Anonymous()) (await SignInAsync(stranger)).ShouldSay("opens nothing here");
        await provider.IsAsync("forger", teacher.Email, verified: false, upn: kind == "Entra" ? "forger@evil.example" : teacher.Email, hd: domain);
        using (var forger = school.Anonymous()) (await SignInAsync(forger)).ShouldBe(HttpStatusCode.Forbidden);
        if (kind == "Google")
        {
            await provider.IsAsync("no-hd", teacher.Email, verified: true);
            using var consumer = school.Anonymous();
            (await SignInAsync(consumer)).ShouldBe(HttpStatusCode.Forbidden);
        }
        Assert.False(await school.QueryAsync(db => db.UserLogins.AnyAsync(l => l.LoginProvider == provider.Issuer)));

        await AsTeacherAsync();
        using (var browser = school.Anonymous()) Assert.Equal(school.Href(), (await SignInAsync(browser)).Address.AbsolutePath);
        // Afterwards the subject is what counts, not the address; a second subject with the same address is somebody else.
        await provider.IsAsync("teacher-1", "renamed@elsewhere.example");
        using (var again = school.Anonymous()) (await SignInAsync(again)).ShouldBe(HttpStatusCode.OK);
        await provider.IsAsync("teacher-2", teacher.Email, true, teacher.Email, domain);
        using (var second = school.Anonymous()) (await SignInAsync(second)).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal([Role.Teacher], await school.QueryAsync(db => db.Set<RoleHolding>().Where(r => r.PersonId == teacher.Id && r.Until == null).Select(r => r.Role).ToListAsync()));
        Assert.True(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == ProviderDesk.Linked.Code && e.AboutPersonId == teacher.Id)));

        // Once the provider is taken off it opens nothing.
        await (await office.OpenAsync("people/single-sign-on")).PressAsync("Take School account off");
        using var after = school.Anonymous();
        (await after.OpenAsync("single-sign-on")).ShouldSay("Not set up here");
    }

    [Fact]
    public async Task Second_step_is_still_asked_and_who_belongs_to_two_schools_or_has_left_is_not_let_in()
    {
        await using var app = await StartAsync();
        var (school, other) = (await host.SchoolAsync(app: app), await host.SchoolAsync(app: app));
        await using var provider = await OpenIdProvider.StartAsync(Back(school));
        using var office = await school.AsAsync(Role.Administrator);
        var (careful, shared, leaver) = (await school.PersonAsync(Role.Headteacher), await school.PersonAsync(Role.Teacher), await school.PersonAsync(Role.Teacher));
        await SetUpAsync(office, provider, "Other");
        await OwnAsync(office, careful.Email!.Split('@')[1]);
        await school.WithAsync(async services =>
        {
            var db = services.GetRequiredService<TutelaDb>();
            var id = await db.Set<Person>().Where(p => p.Id == careful.Id).Select(p => p.AccountId).SingleAsync();
            await db.Users.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.TwoFactorEnabled, true));
            var two = await db.Set<Person>().Where(p => p.Id == shared.Id).Select(p => p.AccountId!.Value).SingleAsync();
            db.Add(new Membership { AccountId = two, SchoolId = other.School.Id });
        });
        await provider.IsAsync("careful", careful.Email);
        using var browser = school.Anonymous();
        Assert.Equal("/sign-in/code", (await SignInAsync(browser)).Address.AbsolutePath);
        Assert.Equal("/sign-in", (await browser.OpenAsync("")).Address.AbsolutePath);
        await provider.IsAsync("shared", shared.Email);
        using var both = school.Anonymous();
        (await SignInAsync(both)).ShouldBe(HttpStatusCode.Forbidden);
        await provider.IsAsync("leaver", leaver.Email);
        using (var before = school.Anonymous()) (await SignInAsync(before)).ShouldBe(HttpStatusCode.OK);
        await (await office.OpenAsync($"people/{leaver.Id}/leave")).SubmitAsync(("Input.Reason", "Moved"));
        using var gone = school.Anonymous();
        (await SignInAsync(gone)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Answer_without_the_browsers_own_attempt_is_refused()
    {
        await using var app = await StartAsync();
        var (school, other) = (await host.SchoolAsync(app: app), await host.SchoolAsync(app: app));
        await using var provider = await OpenIdProvider.StartAsync(Back(school));
        using var office = await school.AsAsync(Role.Administrator);
        await SetUpAsync(office, provider, "Other");
        using var browser = school.Anonymous();
        foreach (var query in new[] { "", "?code=x", "?code=x&state=y", "?error=access_denied&state=y" }) (await browser.OpenAsync($"single-sign-on/back{query}")).ShouldBe(HttpStatusCode.Forbidden);
        // An attempt of this browser does not make another's state or a made-up code good.
        var id = (await school.QueryAsync(db => db.Set<SignInProvider>().SingleAsync())).Id;
        using var quiet = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = school.Address };
        var to = (await quiet.GetAsync(school.Href($"single-sign-on/{id}"))).Headers.Location!;
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(to.Query);
        Assert.Equal(("code", "S256", 43, 43), ((string)asked["response_type"]!, (string)asked["code_challenge_method"]!, asked["nonce"].ToString().Length, asked["code_challenge"].ToString().Length));
        Assert.Equal(HttpStatusCode.Forbidden, (await quiet.GetAsync(school.Href("single-sign-on/back?code=x&state=wrong"))).StatusCode);
        var again = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery((await quiet.GetAsync(school.Href($"single-sign-on/{id}"))).Headers.Location!.Query);
        Assert.Equal(HttpStatusCode.Forbidden, (await quiet.GetAsync(school.Href($"single-sign-on/back?code=made-up&state={Uri.EscapeDataString(again["state"]!)}"))).StatusCode);
        // Used up: the same state does not work twice.
        Assert.Equal(HttpStatusCode.Forbidden, (await quiet.GetAsync(school.Href($"single-sign-on/back?code=made-up&state={Uri.EscapeDataString(again["state"]!)}"))).StatusCode);
        (await browser.OpenAsync(other.Href($"single-sign-on/{id}"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Set_up_checks_the_issuer_and_is_for_administrators()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.Administrator);
        using var head = await school.AsAsync(Role.Headteacher);
        var page = await office.OpenAsync("people/single-sign-on");
        (string, string)[] right = [("Input.Kind", "Other"), ("Input.Title", "School account"), ("Input.ClientId", "x"), ("Input.Secret", "y")];
        foreach (var issuer in new[] { "", "no address", "http://127.0.0.1:9/", "http://provider.example", "https://login.microsoftonline.com/common/v2.0", "https://user@provider.example", "https://provider.example/?x=1" })
            (await page.SubmitAsync([.. right, ("Input.Issuer", issuer)])).ShouldShowError("Input.Issuer", issuer.Contains("common", StringComparison.Ordinal) ? "your own tenant's issuer" : "beginning with https://");
        (await page.SubmitAsync([.. right[1..], ("Input.Issuer", "https://provider.example")])).ShouldShowError("Input.Kind", "Choose the provider");
        (await page.SubmitAsync([.. right[..3], ("Input.Issuer", "https://provider.example")])).ShouldShowError("Input.Secret", "client secret");
        (await head.PostAsync("people/single-sign-on", [.. right, ("Input.Issuer", "https://provider.example")])).ShouldBe(HttpStatusCode.Forbidden);
        (await office.PostAsync("people/single-sign-on?handler=End", ("Input.Ended", Guid.Empty.ToString()))).ShouldBe(HttpStatusCode.NotFound);
        Assert.False(await school.QueryAsync(db => db.Set<SignInProvider>().AnyAsync()));
    }

    private async Task<WebApplication> StartAsync()
    {
        var app = await host.StartAsync(TimeProvider.System, Loopback);
        app.Configuration["Tutela:PublicAddress"] = TestHost.AddressOf(app).ToString();
        return app;
    }

    private static string Back(TestSchool school) => new Uri(school.Address, school.Href("single-sign-on/back")).ToString();

    private static async Task SetUpAsync(TestBrowser office, OpenIdProvider provider, string kind) =>
        (await (await office.OpenAsync("people/single-sign-on")).SubmitAsync(("Input.Kind", kind), ("Input.Title", "School account"), ("Input.Issuer", provider.Issuer), ("Input.ClientId", OpenIdProvider.ClientId), ("Input.Secret", OpenIdProvider.Secret)))
            .ShouldSay("School account").ShouldNotSay(OpenIdProvider.Secret);

    private static async Task OwnAsync(TestBrowser office, string domain) =>
        (await (await office.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", domain))).ShouldSay(domain);

    private static async Task<TestPage> SignInAsync(TestBrowser browser) => await (await browser.OpenAsync("single-sign-on")).FollowAsync("School account");
}
