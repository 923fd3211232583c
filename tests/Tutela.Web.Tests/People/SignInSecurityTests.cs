using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People;

public sealed class SignInSecurityTests(TestHost host)
{
    [Fact]
    public async Task Authenticator_app_is_a_second_step_and_recovery_codes_open_once()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Teacher);
        var page = await browser.OpenAsync("sign-in-security/authenticator");
        Assert.NotNull(page.Document.QuerySelector(".t-qr svg"));
        var key = page.Document.QuerySelector("main code")!.TextContent;
        (await page.SubmitAsync(("Input.Code", Code(key, 0)), ("Input.Password", "wrong"))).ShouldShowError("Input.Password", "not your password");
        (await page.SubmitAsync(("Input.Code", "000000"), ("Input.Password", TestSchool.Password))).ShouldShowError("Input.Code", "That code is not right");
        var codes = (await page.SubmitAsync(("Input.Code", Code(key, 0)), ("Input.Password", TestSchool.Password))).Document.QuerySelectorAll("main code").Select(c => c.TextContent).ToList();
        Assert.Equal(10, codes.Count);
        (await browser.OpenAsync("sign-in-security")).ShouldSay("On, 10 recovery codes left");

        using var second = school.Anonymous();
        var step = await SignInAsync(second, browser.Person);
        Assert.Equal("/sign-in/code", step.Address.AbsolutePath);
        Assert.Equal("/sign-in", (await second.OpenAsync(school.Href())).Address.AbsolutePath);
        (await step.SubmitAsync(("Input.Code", ""))).ShouldShowError("Input.Code", "Enter the code");
        (await step.SubmitAsync(("Input.Code", "123456789"))).ShouldShowError("Input.Code", "That code is not right");
        Assert.Equal(school.Href(), (await step.SubmitAsync(("Input.Code", Code(key, 0)))).Address.AbsolutePath);

        using var third = school.Anonymous();
        Assert.Equal(school.Href(), (await (await SignInAsync(third, browser.Person)).SubmitAsync(("Input.Code", codes[0]))).Address.AbsolutePath);
        using var fourth = school.Anonymous();
        (await (await SignInAsync(fourth, browser.Person)).SubmitAsync(("Input.Code", codes[0]))).ShouldShowError("Input.Code", "That code is not right");
        var on = (await third.OpenAsync("sign-in-security")).ShouldSay("On, 9 recovery codes left");
        // Somebody at a screen that was left open takes nothing off.
        (await on.SubmitAsync(("Input.Password", "wrong"))).ShouldShowError("Input.Password", "not your password");
        (await on.SubmitAsync(("Input.Password", TestSchool.Password))).ShouldSay("The authenticator app is taken off").ShouldSay("Off");
    }

    [Fact]
    public async Task Passwords_are_hashed_in_as_many_rounds_as_the_host_says_and_a_hundred_thousand_unless_it_does()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync(Role.Teacher);
        var hash = await school.QueryAsync(db => db.Set<Account>().Where(a => a.UserName == teacher.UserName).Select(a => a.PasswordHash).SingleAsync());
        // Form 1, SHA-512 (2), rounds, length of the salt.
        var bytes = Convert.FromBase64String(hash!);
        Assert.Equal((1, 2u, (uint)TestHost.PasswordRounds), (bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5))));
        Assert.InRange(new HostSettings { Database = host.Database, DataFolder = "" }.PasswordRounds, 100_000, int.MaxValue);
    }

    [Fact]
    public async Task Second_step_without_the_first_leads_back()
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        Assert.Equal("/sign-in", (await browser.OpenAsync("/sign-in/code")).Address.AbsolutePath);
        Assert.Equal("/sign-in", (await browser.PostAsync("/sign-in/code", ("Input.Code", "123456"))).Address.AbsolutePath);
    }

    [Fact]
    public async Task Ten_wrong_passwords_lock_the_sign_in_and_a_new_one_from_the_teacher_opens_it()
    {
        var school = await host.SchoolAsync();
        var pupil = await school.PersonAsync(Role.Pupil);
        using var browser = school.Anonymous();
        for (var i = 0; i < 10; i++) await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", pupil.UserName), ("Input.Password", "wrong"));
        (await SignInAsync(browser, pupil)).ShouldShowError("Input.UserName", "too many tries");
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync($"people/{pupil.Id}")).ShouldSay("Locked after too many tries");
        await (await head.OpenAsync($"pupils/{pupil.Id}/password")).SubmitAsync(("Input.Password", "Kettle-42"));
        (await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", pupil.UserName), ("Input.Password", "Kettle-42"))).ShouldSay("Somebody else gave you this password");
    }

    [Theory]
    [InlineData(Role.Teacher, 15)]
    [InlineData(Role.Parent, 20)]
    [InlineData(Role.Pupil, 10)]
    public async Task Sign_in_ends_after_the_audiences_minutes_without_use(Role role, int minutes)
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("sign-in-security")).ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(minutes - 1));
            Assert.Equal(school.Href("sign-in-security"), (await browser.OpenAsync("sign-in-security")).Address.AbsolutePath);
        }
        clock.Advance(TimeSpan.FromMinutes(minutes + 1));
        Assert.Equal("/sign-in", (await browser.OpenAsync("sign-in-security")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Pupils_have_no_authenticator_app()
    {
        var school = await host.SchoolAsync();
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync("sign-in-security/authenticator")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<TestPage> SignInAsync(TestBrowser browser, TestPerson person) =>
        await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password));

    // RFC 6238, as the person's phone works it out.
    private static string Code(string key, int steps)
    {
        var bits = string.Concat(key.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant().Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // the standard's algorithm
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF) % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
