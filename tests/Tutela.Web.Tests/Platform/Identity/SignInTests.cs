using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Platform.Identity;

public sealed class SignInTests(TestHost host)
{
    [Fact]
    public async Task Right_name_and_password_lead_to_the_school()
    {
        var school = await host.SchoolAsync();
        var person = await school.PersonAsync("Mira", "Vale", Role.Teacher);
        using var browser = school.Anonymous();
        var page = await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password));
        Assert.Equal(school.Href(), page.Address.AbsolutePath);
        Assert.Contains("Mira Vale", page.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", "Input.UserName", "Enter your user name")]
    [InlineData("x", "", "Input.Password", "Enter your password")]
    [InlineData("nobody-of-this-name", "wrong", "Input.UserName", "do not belong together")]
    [InlineData("<script>alert(1)</script>", "wrong", "Input.UserName", "do not belong together")]
    [InlineData("'; drop table system.accounts; --", "wrong", "Input.UserName", "do not belong together")]
    public async Task Wrong_input_is_said_beside_the_field_and_what_was_typed_stays(string name, string password, string field, string message)
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        var page = await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", name), ("Input.Password", password));
        page.ShouldBe(HttpStatusCode.OK).ShouldShowError(field, message);
        Assert.Equal(name, page.Document.GetElementById("Input_UserName")!.GetAttribute("value") ?? "");
        if (name.Contains('<', StringComparison.Ordinal)) page.ShouldNotSay("<script>alert(1)</script>");
    }

    [Fact]
    public async Task Ten_failures_lock_the_sign_in_even_for_the_right_password()
    {
        var school = await host.SchoolAsync();
        var person = await school.PersonAsync(Role.Teacher);
        using var browser = school.Anonymous();
        for (var i = 0; i < 10; i++)
            await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", "wrong"));
        var page = await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password));
        page.ShouldShowError("Input.UserName", "too many tries");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_server()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Teacher);
        await (await browser.OpenAsync("/sign-out")).PressAsync("Sign out");
        Assert.Equal("/sign-in", (await browser.OpenAsync(school.Href())).Address.AbsolutePath);
        Assert.Equal(0, await school.QueryAsync(async db => (await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from system.sessions where account_id = (select id from system.accounts where user_name = {browser.Person.UserName})").ToListAsync()).Single()));
    }

    [Fact]
    public async Task Post_without_a_token_is_refused()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Teacher);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Input.HasUnderstood", "true")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync(school.Href("policy/attest"), content)).StatusCode);
    }

    [Fact]
    public async Task Where_the_person_wanted_to_go_is_kept_but_never_another_site()
    {
        var school = await host.SchoolAsync();
        var person = await school.PersonAsync(Role.Teacher);
        using var browser = school.Anonymous();
        var asked = await browser.OpenAsync("policy");
        Assert.Equal(school.Href("policy"), (await asked.SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password))).Address.AbsolutePath);
        using var other = school.Anonymous();
        var page = await (await other.OpenAsync("/sign-in?to=//elsewhere.example/")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password));
        Assert.Equal(school.Address.Host, page.Address.Host);
    }

    [Fact]
    public async Task Pages_carry_the_headers_that_keep_others_out()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Teacher);
        var response = await browser.Http.GetAsync(school.Href());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }
}
