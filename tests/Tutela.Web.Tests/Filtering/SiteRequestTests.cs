using Tutela.Web.Modules.Filtering.Requests;
using Tutela.Web.Platform;

namespace Tutela.Web.Tests.Filtering;

/// <summary>The rules of requests, without a page.</summary>
public sealed class SiteRequestTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 3);
    private static readonly Guid Asker = Guid.CreateVersion7(Noon), Decider = Guid.CreateVersion7(Noon);

    private static SiteRequest.Wish Wish(string? address = "https://maps.example/rivers?x=1", string? why = "Rivers, year 4", string? group = "pupils", string? className = "4B", DateOnly? from = null, DateOnly? until = null) =>
        new(address, why, group, ForPupils: true, className, from ?? Today, until ?? Today.AddDays(7));

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("  HTTPS://Www.Example.com/a/b?c=d#e ", "www.example.com")]
    [InlineData("http://user:secret@example.com:8080/x", "example.com")]
    [InlineData("example.com:443", "example.com")]
    [InlineData("*.example.com", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("http://192.0.2.1/a", null)]
    [InlineData("[2001:db8::1]", null)]
    [InlineData("a game about cars", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("localhost", null)]
    public void Name_is_read_from_what_people_copy_or_type(string? typed, string? name) => Assert.Equal(name, SiteAddress.NameOf(typed));

    [Fact]
    public void Each_missing_or_wrong_part_of_a_request_is_told_beside_its_field()
    {
        void Refuses(string field, SiteRequest.Wish wish, bool byPupil = false) =>
            Assert.Equal(field, Assert.Throws<Refused>(() => SiteRequest.AskFor(wish, byPupil, [], [], Asker, Noon)).Field);

        Refuses("Input.Site", Wish(address: " "));
        Refuses("Input.Site", Wish(address: "the river game"));
        Refuses("Input.Site", Wish(address: new string('a', 2001)));
        Refuses("Input.Why", Wish(why: ""));
        Refuses("Input.Why", Wish(why: new string('a', 1001)));
        Refuses("Input.Group", Wish(group: null));
        Refuses("Input.ClassName", Wish(className: ""));
        Refuses("Input.ClassName", Wish(className: new string('4', 61)));
        Refuses("Input.StartsOn", Wish(from: Today.AddDays(-1)));
        Refuses("Input.StartsOn", Wish() with { StartsOn = null });
        Refuses("Input.EndsOn", Wish() with { EndsOn = null });
        Refuses("Input.EndsOn", Wish(until: Today.AddDays(-1), from: Today));
        Refuses("Input.EndsOn", Wish(until: Today.AddDays(367)));
        Refuses("Input.Site", new(null, "x"), byPupil: true);
        Refuses("Input.Why", new("a.example", null), byPupil: true);
        Assert.Null(SiteRequest.AskFor(Wish(className: null) with { ForPupils = false, Group = "staff" }, false, [], [], Asker, Noon).ClassName);
    }

    [Fact]
    public void The_same_site_is_asked_for_once_at_a_time_and_a_pupil_asks_for_five_at_most()
    {
        var first = SiteRequest.AskFor(Wish(), false, [], [], Asker, Noon);
        Assert.Equal("Input.Site", Assert.Throws<Refused>(() => SiteRequest.AskFor(Wish("maps.example"), false, [first], [], Asker, Noon)).Field);
        Assert.Equal("maps.example", SiteRequest.AskFor(Wish("maps.example", group: "staff"), false, [first], [], Asker, Noon).Name);

        var five = Enumerable.Range(0, 5).Select(i => SiteRequest.AskFor(new($"a{i}.example", "play"), true, [], [], Asker, Noon)).ToList();
        Assert.Contains("5 websites", Assert.Throws<Refused>(() => SiteRequest.AskFor(new("b.example", "play"), true, five, [], Asker, Noon)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_needs_what_is_wrong_and_of_staff_when_it_was_seen_and_a_child_need_not_know_the_address()
    {
        Assert.Equal("Input.Wrong", Assert.Throws<Refused>(() => SiteRequest.Report(new("a.example", null, null), false, [], Asker, Noon)).Field);
        Assert.Equal("Input.At", Assert.Throws<Refused>(() => SiteRequest.Report(new("a.example", Unsuitability.Other, null), false, [], Asker, Noon)).Field);
        Assert.Equal("Input.At", Assert.Throws<Refused>(() => SiteRequest.Report(new("a.example", Unsuitability.Other, null, SeenAt: Noon.AddMinutes(1)), false, [], Asker, Noon)).Field);
        Assert.Equal("Input.Site", Assert.Throws<Refused>(() => SiteRequest.Report(new("", Unsuitability.Other, null, SeenAt: Noon), false, [], Asker, Noon)).Field);
        var child = SiteRequest.Report(new("the blue one", Unsuitability.Violent, null), true, [], Asker, Noon);
        Assert.Equal(("the blue one", null, null), (child.Address, child.Name, child.SaidAfter));
        Assert.Equal(TimeSpan.FromMinutes(9), SiteRequest.Report(new("a.example", Unsuitability.Other, null, SeenAt: Noon.AddMinutes(-9)), false, [], Asker, Noon).SaidAfter);
    }

    [Fact]
    public void Every_step_is_taken_by_whom_the_table_names_and_only_once()
    {
        foreach (var step in SiteRequestSteps.All)
        {
            var request = SiteRequest.AskFor(Wish(), false, [], [], Asker, Noon);
            var (right, wrong) = step.By == SiteRequestDoer.Asker ? (Asker, Decider) : (Decider, Asker);
            if (step.By == SiteRequestDoer.Asker) Assert.Throws<Forbidden>(() => request.StepFor(step.Action, true, wrong));
            else
            {
                Assert.Contains("yourself", Assert.Throws<Refused>(() => request.StepFor(step.Action, true, wrong)).Message, StringComparison.Ordinal);
                Assert.Throws<Forbidden>(() => request.StepFor(step.Action, false, right));
            }
            var taken = request.StepFor(step.Action, true, right);
            if (step.NeedsAnswer) Assert.Equal("Input.Answer", Assert.Throws<Refused>(() => request.Take(taken, " ", right, Noon)).Field);
            Assert.Equal(SiteRequestStatus.Waiting, request.Status);
            request.Take(taken, "Because", right, Noon.AddMinutes(3));
            Assert.Equal((step.To, right, TimeSpan.FromMinutes(3)), (request.Status, request.DecidedById, request.WaitedAt(Noon.AddDays(1))));
            foreach (var again in Enum.GetValues<SiteRequestAction>())
                Assert.Contains("answered already", Assert.Throws<Refused>(() => request.StepFor(again, true, right)).Message, StringComparison.Ordinal);
        }
    }
}
