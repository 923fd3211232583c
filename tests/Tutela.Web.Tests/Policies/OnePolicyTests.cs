using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

public sealed class OnePolicyTests(TestHost host)
{
    [Fact, Shows("WID-0.1")]
    public async Task One_statement_covers_e_safety_own_devices_and_social_media()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var teacher = await school.AsAsync(Role.Teacher);
        var policy = (await teacher.OpenAsync("policy")).ShouldBe(HttpStatusCode.OK);
        Assert.NotNull(policy.Document.GetElementById("WID-8.1"));
        Assert.NotNull(policy.Document.GetElementById("WID-9.1"));

        var page = await teacher.OpenAsync("policy/attest");
        var parts = page.Document.QuerySelectorAll("#parts li").Select(part => part.TextContent).ToArray();
        Assert.Equal(10, parts.Length);
        Assert.Contains("Devices of one's own", parts);
        Assert.Contains("Social media", parts);

        await page.SubmitAsync(("Input.HasUnderstood", "true"));
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Attestation>().CountAsync(a => a.PersonId == teacher.Person.Id)));
        (await teacher.OpenAsync("policy/attest")).ShouldSay("You have read version 1");
    }

    [Fact, Shows("WID-0.1")]
    public async Task Without_the_tick_no_part_of_it_is_acknowledged()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var teacher = await school.AsAsync(Role.Teacher);

        var page = await (await teacher.OpenAsync("policy/attest")).SubmitAsync();

        page.ShouldShowError("Input.HasUnderstood", "Read the policy, then tick the box");
        Assert.Equal(10, page.Document.QuerySelectorAll("#parts li").Length);
        Assert.False(await school.QueryAsync(db => db.Set<Attestation>().AnyAsync()));
    }
}
