using Microsoft.Playwright;
using Tutela.Testing;
using Tutela.Web.Platform.Identity;

namespace Tutela.Browser.Tests.Journeys;

/// <summary>A passkey made and used with Chromium's own authenticator. By name: a passkey belongs to a host name, never to numbers.</summary>
public sealed class PasskeyJourneys(Chromium chromium, TestHost host)
{
    [Fact]
    public async Task A_passkey_is_made_signs_in_by_itself_and_no_longer_does_once_taken_off()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync(Role.Teacher);
        await using var visit = await Visit.OpenAsync(chromium, new UriBuilder(school.Address) { Host = "localhost" }.Uri, Visit.Desk);
        var devTools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        await visit.GoAsync("/sign-in");
        await visit.Field("User name or e-mail address").FillAsync(teacher.UserName);
        await visit.Page.Locator("input[type=password]").FillAsync(TestSchool.Password);
        await visit.PressAsync("Sign in");
        await visit.LeavesAsync("sign-in");
        await visit.GoAsync(school.Href("sign-in-security/passkeys"));
        await visit.Field("A name for this passkey").FillAsync("My laptop");
        await visit.Page.Locator("input[type=password]").FillAsync(TestSchool.Password);
        await visit.PressAsync("Make the passkey");
        await visit.SeesAsync("Your passkey is made");
        await visit.SeesAsync("My laptop");

        await visit.PressAsync("Sign out");
        await visit.GoAsync("/sign-in");
        await visit.PressAsync("Use a passkey");
        await visit.LeavesAsync("sign-in");
        await visit.GoAsync(school.Href("sign-in-security"));
        await visit.SeesAsync("1 passkey");

        await visit.GoAsync(school.Href("sign-in-security/passkeys"));
        await visit.FollowAsync("Take off");
        await visit.Page.Locator("input[type=password]").FillAsync(TestSchool.Password);
        await visit.PressAsync("Take it off");
        await visit.SeesAsync("The passkey is taken off");
        await visit.PressAsync("Sign out");
        await visit.GoAsync("/sign-in");
        await visit.PressAsync("Use a passkey");
        await visit.SeesHeadingAsync("That passkey did not work");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Without_a_host_name_or_JavaScript_no_passkey_is_offered_and_the_page_says_why()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync(Role.Teacher);
        await using var visit = await Visit.AsAsync(chromium, school, teacher, Visit.Phone, script: false);
        await visit.GoAsync(school.Href("sign-in-security/passkeys"));
        await visit.SeesAsync("To add a passkey, open Tutela by its https address");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the passkey" })).ToBeHiddenAsync();
    }
}
