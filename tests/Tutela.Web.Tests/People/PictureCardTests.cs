using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.People.PictureCards;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People;

/// <summary>A child who cannot type yet: a card to scan and three pictures to tap.</summary>
public sealed class PictureCardTests(TestHost host)
{
    [Fact]
    public async Task Youngest_get_a_card_and_sign_in_by_tapping_their_three_pictures()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var (one, _) = await PupilSignInTests.ClassAsync(school, 0, teacher.Person.Id);
        // A class of this age is offered pictures first.
        var cards = await (await teacher.OpenAsync($"classes/{one}/cards")).SubmitAsync(("Input.Whom", "New"));
        var made = Cards(cards);
        Assert.Equal(3, made.Count);
        Assert.All(made, c => Assert.Equal(3, c.Pictures.Distinct().Count()));
        Assert.Equal(3, made.Select(c => c.Path).Distinct().Count());
        cards.ShouldSay("keep this page locked away");

        using var child = school.Anonymous();
        var page = await child.OpenAsync(made[0].Path);
        page.ShouldSay("Tap your first picture").ShouldNotSay("Pupil1");
        page = await page.PressAsync(made[0].Pictures[0]);
        page.ShouldSay("Now tap your second picture");
        page = await page.PressAsync(made[0].Pictures[1]);
        page.ShouldSay("Now tap your last picture");
        page = await page.PressAsync(made[0].Pictures[2]);
        Assert.Equal(school.Href(), page.Address.AbsolutePath);
        // Straight in: a child of four is asked for no new password.
        (await child.OpenAsync("tell")).ShouldBe(HttpStatusCode.OK).ShouldSay("Tell a grown-up");
        Assert.Equal(3, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == "people.picture-card-made")));
        Assert.False(await school.QueryAsync(db => db.Set<AuditPayload>().AnyAsync(p => p.Body.Contains(made[0].Path))));
    }

    [Fact]
    public async Task Wrong_pictures_open_nothing_and_ten_tries_lock_until_a_new_card()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var (_, pupils) = await PupilSignInTests.ClassAsync(school, 1, teacher.Person.Id);
        var card = Cards(await (await teacher.OpenAsync($"pupils/{pupils[0]}/password")).PressAsync("Make a picture card"))[0];
        using var child = school.Anonymous();
        var backwards = card.Pictures.Reverse().ToList();
        for (var i = 0; i < 9; i++) (await TapAsync(child, card.Path, backwards)).ShouldSay("Those are not your pictures").ShouldSay("Tap your first picture");
        (await TapAsync(child, card.Path, backwards)).ShouldSay("Too many tries");
        (await TapAsync(child, card.Path, card.Pictures)).ShouldSay("Too many tries. Ask your teacher for a new card.");
        (await child.OpenAsync(school.Href("tell"))).ShouldSay("Sign in");

        var fresh = Cards(await (await teacher.OpenAsync($"pupils/{pupils[0]}/password")).PressAsync("Make a picture card"))[0];
        (await child.OpenAsync(card.Path)).ShouldBe(HttpStatusCode.Gone).ShouldSay("This card does not work any more");
        Assert.Equal(school.Href(), (await TapAsync(child, fresh.Path, fresh.Pictures)).Address.AbsolutePath);
    }

    [Fact]
    public async Task Card_ends_with_a_password_with_the_school_year_and_with_leaving()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var (_, pupils) = await PupilSignInTests.ClassAsync(school, 2, Guid.Empty);
        async Task<Printed> MakeAsync(int pupil) => Cards(await (await head.OpenAsync($"pupils/{pupils[pupil]}/password")).PressAsync("Make a picture card"))[0];
        using var child = school.Anonymous();

        var card = await MakeAsync(0);
        (await (await head.OpenAsync($"pupils/{pupils[0]}/password")).SubmitAsync(("Input.Password", "kite"))).ShouldSay("kite");
        (await child.OpenAsync(card.Path)).ShouldBe(HttpStatusCode.Gone);

        card = await MakeAsync(0);
        (await child.OpenAsync(card.Path)).ShouldBe(HttpStatusCode.OK);
        await school.QueryAsync(db => db.Set<PictureCard>().ExecuteUpdateAsync(c => c.SetProperty(x => x.MadeAt, x => x.MadeAt.AddDays(-370))));
        (await child.OpenAsync(card.Path)).ShouldBe(HttpStatusCode.Gone);

        card = await MakeAsync(1);
        await (await head.OpenAsync($"people/{pupils[1]}/leave")).SubmitAsync(("Input.Reason", "Moved away"));
        (await child.OpenAsync(card.Path)).ShouldBe(HttpStatusCode.Gone);
        Assert.NotEqual(school.Href(), (await child.PostAsync(card.Path, ("Pick", "fox"))).Address.AbsolutePath);
    }

    [Fact]
    public async Task Card_of_another_school_unknown_and_hostile_ones_find_nothing()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var head = await one.AsAsync(Role.Headteacher);
        var (_, pupils) = await PupilSignInTests.ClassAsync(one, 1, Guid.Empty);
        var card = Cards(await (await head.OpenAsync($"pupils/{pupils[0]}/password")).PressAsync("Make a picture card"))[0];
        using var stranger = two.Anonymous();
        var secret = card.Path.Split('/')[^1];
        foreach (var tried in new[] { secret, new string('0', 32), "short", "%3Cscript%3E" }) (await stranger.OpenAsync($"card/{tried}")).ShouldBe(HttpStatusCode.Gone);
        using var child = one.Anonymous();
        (await child.PostAsync(card.Path, ("Pick", "dragon"))).ShouldSay("Tap your three pictures").ShouldSay("Tap your first picture");
        (await child.PostAsync(card.Path, ("Tapped", "<script>"), ("Pick", "fox"))).ShouldSay("Tap your first picture").ShouldNotSay("<script>\"");
        // More taps than a page ever sends are no way to try several orders at once.
        (await child.PostAsync(card.Path, [.. card.Pictures.Select(p => ("Tapped", p.ToLowerInvariant())), ("Pick", "fox")])).ShouldSay("Tap your first picture");
    }

    [Theory]
    [InlineData(Role.SupportStaff)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    public async Task Others_make_no_picture_card(Role role)
    {
        var school = await host.SchoolAsync();
        var (_, pupils) = await PupilSignInTests.ClassAsync(school, 1, Guid.Empty);
        using var browser = await school.AsAsync(role);
        (await browser.PostAsync($"pupils/{pupils[0]}/password?handler=Pictures")).ShouldBe(HttpStatusCode.Forbidden);
        Assert.False(await school.QueryAsync(db => db.Set<PictureCard>().AnyAsync()));
    }

    [Fact]
    public async Task Teacher_of_another_class_makes_none_where_only_the_own_teacher_sets_passwords()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var teacher = await school.AsAsync(Role.Teacher);
        var (_, others) = await PupilSignInTests.ClassAsync(school, 1, Guid.Empty);
        var (_, own) = await PupilSignInTests.ClassAsync(school, 2, teacher.Person.Id);
        (await teacher.PostAsync($"pupils/{others[0]}/password?handler=Pictures")).ShouldBe(HttpStatusCode.Forbidden);
        (await teacher.PostAsync($"pupils/{own[0]}/password?handler=Pictures")).ShouldBe(HttpStatusCode.OK).ShouldSay("Scan me");
    }

    private sealed record Printed(string Path, IReadOnlyList<string> Pictures);

    private static async Task<TestPage> TapAsync(TestBrowser browser, string path, IReadOnlyList<string> pictures)
    {
        var page = await browser.OpenAsync(path);
        foreach (var picture in pictures) page = await page.PressAsync(picture);
        return page;
    }

    private static List<Printed> Cards(TestPage page)
    {
        var paths = page.Document.QuerySelectorAll("[data-card]").Select(c => new Uri(c.GetAttribute("data-card")!).AbsolutePath);
        var pictures = page.Document.QuerySelectorAll(".t-print-page tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList());
        return [.. paths.Zip(pictures, (path, three) => new Printed(path, three))];
    }
}
