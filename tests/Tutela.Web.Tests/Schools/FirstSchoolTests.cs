using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.First;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Tests.Schools;

/// <summary>The link that a start prints while there is no school, up to the choice of a pack. None of these tests makes the school.</summary>
public sealed class FirstSchoolTests(EmptyHost host) : IClassFixture<EmptyHost>
{
    private static readonly (string, string)[] Right = [("Input.Name", "Oak Lane Primary School"), ("Input.GivenName", "Ada"), ("Input.FamilyName", "Office"), ("Input.Email", "office@oak.example")];

    [Fact]
    public async Task Opening_the_link_uses_nothing_up_and_only_the_digest_is_kept()
    {
        var link = (await host.IssueAsync())!;
        using var browser = host.Browser();
        (await browser.OpenAsync(link)).ShouldSay("Make your school");
        (await browser.OpenAsync(link)).ShouldSay("Make your school");
        var row = await host.QueryAsync(db => db.Set<FirstSchoolLink>().SingleAsync(l => l.VoidedAt == null && l.UsedAt == null));
        Assert.Equal(32, row.SecretHash.Length);
        Assert.Equal(32, link.Split('/')[^1].Length);
        Assert.DoesNotContain(link.Split('/')[^1], Convert.ToHexStringLower(row.SecretHash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_start_voids_the_older_link()
    {
        var (older, newer) = ((await host.IssueAsync())!, (await host.IssueAsync())!);
        using var browser = host.Browser();
        (await browser.OpenAsync(older)).ShouldSay("This link no longer works");
        (await browser.OpenAsync(older + "/pack")).ShouldSay("This link no longer works");
        (await browser.PostAsync(older, Right)).ShouldSay("This link no longer works");
        (await browser.PostAsync(older + "/pack", ("Input.Pack", TestSchool.DefaultPack))).ShouldSay("This link no longer works");
        (await browser.OpenAsync("/first-school/" + new string('a', 32))).ShouldSay("This link no longer works");
        (await browser.OpenAsync("/first-school/short")).ShouldSay("This link no longer works");
        (await browser.OpenAsync(newer)).ShouldSay("Make your school");
        Assert.False(await host.QueryAsync(db => db.Set<School>().AnyAsync()));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_what_was_typed_stays()
    {
        using var browser = host.Browser();
        var page = await (await browser.OpenAsync((await host.IssueAsync())!)).SubmitAsync(("Input.Name", ""), ("Input.GivenName", "Ada"), ("Input.Email", "office"));
        page.ShouldShowError("Input.Name", "Enter the school's name").ShouldShowError("Input.FamilyName", "Enter your last name").ShouldShowError("Input.Email", "Enter an e-mail address in full");
        Assert.Equal("Ada", page.Document.GetElementById("Input_GivenName")!.GetAttribute("value"));
        Assert.Equal("office", page.Document.GetElementById("Input_Email")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Oak Lane", "Use only lower case letters, digits and hyphens")]
    [InlineData("x", "Use between 2 and 40 characters")]
    public async Task A_short_name_that_cannot_stand_in_an_address_is_refused(string slug, string words)
    {
        using var browser = host.Browser();
        (await (await browser.OpenAsync((await host.IssueAsync())!)).SubmitAsync([.. Right, ("Input.Slug", slug)])).ShouldShowError("Input.Slug", words);
    }

    [Fact]
    public async Task A_name_without_letters_asks_for_a_short_name()
    {
        using var browser = host.Browser();
        (await (await browser.OpenAsync((await host.IssueAsync())!)).SubmitAsync([.. Right[1..], ("Input.Name", "学校")])).ShouldShowError("Input.Slug", "Use between 2 and 40 characters");
    }

    [Fact]
    public async Task Short_name_left_blank_is_made_from_the_name_and_what_was_typed_is_there_on_coming_back()
    {
        var link = (await host.IssueAsync())!;
        using var browser = host.Browser();
        var packs = await (await browser.OpenAsync(link)).SubmitAsync(Right);
        packs.ShouldSay("Choose the policy nearest to you").ShouldSay("Oak Lane Primary School");
        Assert.EndsWith("/pack", packs.Address.AbsolutePath, StringComparison.Ordinal);
        var back = await browser.OpenAsync(link);
        Assert.Equal("oak-lane", back.Document.GetElementById("Input_Slug")!.GetAttribute("value"));
        Assert.Equal("office@oak.example", back.Document.GetElementById("Input_Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Five_packs_stand_side_by_side_with_stance_and_school()
    {
        var packs = host.Services.GetRequiredService<PackCatalogue>().Packs;
        using var browser = host.Browser();
        var page = await (await browser.OpenAsync((await host.IssueAsync())!)).SubmitAsync(Right);
        Assert.Equal(5, packs.Count);
        foreach (var pack in packs) page.ShouldSay(pack.Stance).ShouldSay(pack.Fits[1..]);
        foreach (var topic in PackComparison.Of(packs)) page.ShouldSay(topic.Title);
        Assert.All(page.Document.QuerySelectorAll("main tbody tr"), row => Assert.Equal(5, row.QuerySelectorAll("td").Length));
    }

    [Fact]
    public async Task Pack_comes_after_the_first_page_and_has_to_be_chosen()
    {
        var link = (await host.IssueAsync())!;
        using var browser = host.Browser();
        Assert.Equal(link, (await browser.OpenAsync(link + "/pack")).Address.AbsolutePath);
        Assert.Equal(link, (await browser.PostAsync(link + "/pack", ("Input.Pack", TestSchool.DefaultPack))).Address.AbsolutePath);
        var page = await (await browser.OpenAsync(link)).SubmitAsync(Right);
        (await page.SubmitAsync()).ShouldShowError("Input.Pack", "Choose the policy that is nearest to your school");
        (await page.SubmitAsync(("Input.Pack", "no-such-pack"))).ShouldShowError("Input.Pack", "Choose the policy that is nearest to your school");
        Assert.False(await host.QueryAsync(db => db.Set<School>().AnyAsync()));
    }
}

/// <summary>The same link, all the way.</summary>
public sealed class FirstSchoolMadeTests(EmptyHost host) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task The_link_makes_the_school_once_and_leads_through_the_password_to_the_list()
    {
        var link = (await host.IssueAsync())!;
        using var browser = host.Browser();
        using var second = host.Browser();
        var page = await (await browser.OpenAsync(link)).SubmitAsync(("Input.Name", "Oak Lane Primary School"), ("Input.GivenName", "Ada"), ("Input.FamilyName", "Office"), ("Input.Email", "office@oak.example"));
        var late = await second.OpenAsync(link + "/pack");
        var setUp = await page.SubmitAsync(("Input.Pack", "signed-code"));
        Assert.Matches("^/s/oak-lane/set-up/[0-9a-f]{32}$", setUp.Address.AbsolutePath);
        Assert.Equal("Ada", setUp.Document.GetElementById("Input_GivenName")!.GetAttribute("value"));
        Assert.Equal("office@oak.example", setUp.Document.GetElementById("Input_Email")!.GetAttribute("value"));

        (await late.SubmitAsync(("Input.Pack", "whole-school-duty"))).ShouldSay("This link no longer works");
        (await second.OpenAsync(link)).ShouldSay("This link no longer works");
        Assert.Null(await host.IssueAsync());
        var row = await host.QueryAsync(db => db.Set<FirstSchoolLink>().SingleAsync());
        Assert.NotNull(row.UsedAt);
        Assert.Equal((null, null, null), (row.GivenName, row.FamilyName, row.Email));
        var school = await host.QueryAsync(db => db.Set<School>().SingleAsync());
        Assert.Equal(("signed-code", "Oak Lane Primary School", false), (school.Pack, school.Name, school.IsLive));

        var list = await setUp.SubmitAsync(("Input.Password", TestSchool.Password));
        list.ShouldBe(HttpStatusCode.OK).ShouldSay("Set up Oak Lane Primary School").ShouldSay("0 of 7 done");
        Assert.Equal("/s/oak-lane/setting-up", list.Address.AbsolutePath);
        (await browser.OpenAsync("/s/oak-lane")).ShouldSay("Go on setting up (0 of 7 done)");
    }
}
