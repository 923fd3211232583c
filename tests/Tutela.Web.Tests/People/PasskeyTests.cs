using System.Net;
using System.Text.Json;
using Tutela.Testing;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People;

/// <summary>What a passkey's pages refuse. That a device makes and uses one is a browser's journey.</summary>
public sealed class PasskeyTests(TestHost host)
{
    [Fact]
    public async Task The_device_is_asked_for_a_passkey_that_asks_its_person()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Teacher);
        await browser.OpenAsync("sign-in-security/passkeys");
        var answer = await browser.PostAsync("sign-in-security/passkeys?handler=Options");
        answer.ShouldBe(HttpStatusCode.OK);
        var options = JsonDocument.Parse(answer.Source).RootElement;
        Assert.Equal(browser.Person.UserName, options.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("residentKey").GetString());
    }

    [Fact]
    public async Task Nothing_is_made_without_a_name_the_password_and_a_devices_answer()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Teacher);
        var page = await browser.OpenAsync("sign-in-security/passkeys");
        (await page.SubmitAsync(("Input.Name", ""), ("Input.Password", TestSchool.Password))).ShouldShowError("Input.Name", "Give the passkey a name");
        (await page.SubmitAsync(("Input.Name", new string('a', 61)), ("Input.Password", TestSchool.Password))).ShouldShowError("Input.Name", "at most 60");
        (await page.SubmitAsync(("Input.Name", "<b>Phone</b>"), ("Input.Password", "wrong"))).ShouldShowError("Input.Password", "not your password");
        (await page.SubmitAsync(("Input.Name", "Phone"), ("Input.Password", TestSchool.Password))).ShouldShowError("Input.Name", "did not give a passkey");
        (await page.SubmitAsync(("Input.Name", "Phone"), ("Input.Password", TestSchool.Password), ("Input.Credential", "{\"id\":1}"))).ShouldShowError("Input.Name", "did not give a passkey");
        (await browser.OpenAsync("sign-in-security")).ShouldSay("None");
    }

    [Fact]
    public async Task Pupils_have_none_and_a_passkey_that_is_not_ones_own_is_not_found()
    {
        var school = await host.SchoolAsync();
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync("sign-in-security/passkeys")).ShouldBe(HttpStatusCode.Forbidden);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("sign-in-security/passkeys/remove?id=AAAA")).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.PostAsync("sign-in-security/passkeys/remove?id=AAAA", ("Input.Password", TestSchool.Password))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("not JSON")]
    public async Task An_answer_that_nobody_asked_for_signs_nobody_in(string answer)
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        await browser.OpenAsync("/sign-in");
        (await browser.PostAsync("/sign-in/passkey", ("Credential", answer))).ShouldSay("That passkey did not work");
        await browser.PostAsync("/sign-in/passkey?handler=Options");
        (await browser.PostAsync("/sign-in/passkey", ("Credential", answer))).ShouldSay("That passkey did not work");
        Assert.Equal("/sign-in", (await browser.OpenAsync(school.Href())).Address.AbsolutePath);
    }
}
