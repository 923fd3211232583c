using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Access.Scim;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Access;

/// <summary>Accounts are pushed to a real SCIM server on a real socket.</summary>
public sealed class ScimTests(TestHost host)
{
    private static readonly Dictionary<string, string?> Loopback = new() { ["Tutela:Scim:Loopback"] = "true" };

    [Fact]
    public async Task Accounts_and_groups_go_out_once_and_again_only_when_they_change()
    {
        await using var server = await ScimServer.StartAsync();
        await using var app = await host.StartAsync(TimeProvider.System, Loopback);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        var (ida, ben) = (await school.PersonAsync("Ida", "Ash", Role.Pupil), await school.PersonAsync("Ben", "Elm", Role.Pupil));
        await ReadyAsync(school, lead, server, (ida, "i.ash"), (ben, "b.elm"));
        Assert.DoesNotContain(ScimServer.Token, await school.QueryAsync(db => db.Set<ScimTarget>().Select(t => t.ProtectedToken).SingleAsync()), StringComparison.Ordinal);

        await school.RunJobAsync<ScimPush>();
        Assert.Equal(["b.elm@school.example", "i.ash@school.example"], server.Users.Values.Select(u => (string)u["userName"]!).Order());
        var user = server.UserNamed("i.ash@school.example");
        Assert.Equal((true, "Ash", ida.Id.ToString()), ((bool)user["active"]!, (string)user["name"]!["familyName"]!, (string)user["externalId"]!));
        var group = Assert.Single(server.Groups.Values);
        Assert.Equal(("Year 4", 2), ((string)group["displayName"]!, group["members"]!.AsArray().Count));

        // Nothing has changed, so nothing is asked.
        server.Asked.Clear();
        await school.RunJobAsync<ScimPush>();
        Assert.Empty(server.Asked);

        // Withdrawn access switches the account off and takes it out of its group; nobody is removed.
        await (await head.OpenAsync($"access/{ida.Id}")).PressAsync("Withdraw access", ("Input.Reason", "A sanction"));
        await school.RunJobAsync<ScimPush>();
        Assert.False((bool)server.UserNamed("i.ash@school.example")["active"]!);
        Assert.Equal(2, server.Users.Count);
        Assert.Single(server.Groups.Values.Single()["members"]!.AsArray());
        Assert.DoesNotContain(server.Asked, a => a.StartsWith("DELETE", StringComparison.Ordinal));
        (await lead.OpenAsync("access/scim")).ShouldSay("Sent so far").ShouldNotSay(ScimServer.Token).ShouldNotSay("did not go through");
    }

    [Fact]
    public async Task Push_that_was_cut_off_goes_on_without_making_anybody_twice()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var server = await ScimServer.StartAsync();
        await using var app = await host.StartAsync(clock, Loopback);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.ComputingLead);
        var (ida, ben) = (await school.PersonAsync("Ida", "Ash", Role.Pupil), await school.PersonAsync("Ben", "Elm", Role.Pupil));
        await ReadyAsync(school, lead, server, (ida, "i.ash"), (ben, "b.elm"));
        // The directory has somebody of that name already: taken over, not doubled.
        server.Users["old"] = new() { ["id"] = "old", ["userName"] = "i.ash@school.example" };
        // A question and a change are answered, and then no more.
        server.Answers = 2;
        await school.RunJobAsync<ScimPush>();
        Assert.Single(server.Users);
        Assert.Equal(ida.Id.ToString(), (string)server.Users["old"]["externalId"]!);
        (await lead.OpenAsync("access/scim")).ShouldSay("The last push did not go through").ShouldSay("answered 503");
        // It waits before it tries again.
        server.Answers = -1;
        server.Asked.Clear();
        await school.RunJobAsync<ScimPush>();
        Assert.Empty(server.Asked);
        clock.Now = clock.Now.AddMinutes(2);
        await school.RunJobAsync<ScimPush>();
        Assert.Equal(2, server.Users.Count);
        Assert.Single(server.Groups);
        Assert.DoesNotContain(server.Asked, a => a == "PUT /scim/v2/Users/old");
        // Gone there: made anew with the next change.
        server.Users.TryRemove("old", out _);
        await (await lead.OpenAsync($"access/{ida.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "ida.ash"));
        await school.RunJobAsync<ScimPush>();
        Assert.Equal(["b.elm@school.example", "ida.ash@school.example"], server.Users.Values.Select(u => (string)u["userName"]!).Order());
    }

    [Fact]
    public async Task Wrong_token_is_said_and_set_up_is_checked_and_for_those_who_run_the_network()
    {
        await using var server = await ScimServer.StartAsync();
        await using var app = await host.StartAsync(TimeProvider.System, Loopback);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var support = await school.AsAsync(Role.IctSupport);
        var pupil = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        await (await lead.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", "school.example"));
        await (await lead.OpenAsync($"access/{pupil.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "i.ash"));
        var page = await lead.OpenAsync("access/scim");
        (string, string)[] right = [("Input.Address", server.Address), ("Input.Token", "wrong"), ("Input.Domain", "school.example")];
        (await page.SubmitAsync([("Input.Address", "http://directory.example/scim"), .. right[1..]])).ShouldShowError("Input.Address", "beginning with https://");
        (await page.SubmitAsync([right[0], ("Input.Token", ""), right[2]])).ShouldShowError("Input.Token", "Enter the token");
        (await page.SubmitAsync([.. right[..2], ("Input.Domain", "evil.example")])).ShouldShowError("Input.Domain", "Choose the domain");
        (await support.PostAsync("access/scim", right)).ShouldBe(HttpStatusCode.Forbidden);
        (await lead.PostAsync("access/scim?handler=Now")).ShouldBe(HttpStatusCode.NotFound);
        await page.SubmitAsync(right);
        await school.RunJobAsync<ScimPush>();
        (await lead.OpenAsync("access/scim")).ShouldSay("answered 401");
        Assert.Empty(server.Users);
        (await (await lead.OpenAsync("access/scim")).PressAsync("Take the directory off")).ShouldSay("Address of the SCIM service");
        server.Asked.Clear();
        await school.RunJobAsync<ScimPush>();
        Assert.Empty(server.Asked);
    }

    private static async Task ReadyAsync(TestSchool school, TestBrowser lead, ScimServer server, params (TestPerson Pupil, string Name)[] pupils)
    {
        await school.AskedAsync();
        await (await lead.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", "school.example"));
        foreach (var (pupil, name) in pupils)
        {
            await TermsTests.SignedAsync(school, pupil.Id);
            await (await lead.OpenAsync($"access/{pupil.Id}")).PressAsync("Record the user name", ("Input.NetworkId", name));
        }
        (await (await lead.OpenAsync("access/scim")).SubmitAsync(("Input.Address", server.Address), ("Input.Token", ScimServer.Token), ("Input.Domain", "school.example"))).ShouldSay("school.example");
    }
}
