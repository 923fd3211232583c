using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests.Policy;

public sealed class GroupingTests
{
    private static readonly RuleSet School = Workshop.Rules(
        """
        {"groups":[
          {"name":"school","networks":["10.0.0.0/8","fd00::/8"],"block":["adult"]},
          {"name":"staff","networks":["10.2.0.0/16"],"users":["Head@School.example"],"block":[]},
          {"name":"library","networks":["10.2.3.4"],"devices":["AA-BB-CC-00-11-22","tablet-7"],"block":["adult","gambling","games"]},
          {"name":"year-4","profiles":["Y4"],"block":["adult","gambling"]},
          {"name":"no-access","users":["left"],"devices":["00:00:00:00:00:01"],"allow":["school.example"]}
        ]}
        """);

    [Theory]
    [InlineData("10.9.9.9", null, null, null, "school")]
    [InlineData("fd12::1", null, null, null, "school")]
    [InlineData("10.2.9.9", null, null, null, "staff")]
    [InlineData("::ffff:10.2.9.9", null, null, null, "staff")]
    [InlineData("10.2.3.4", null, null, null, "library")]
    [InlineData("10.2.9.9", "aabb.cc00.1122", null, null, "library")]
    [InlineData("10.2.9.9", "TABLET-7", null, null, "library")]
    [InlineData("10.2.9.9", null, null, "y4", "year-4")]
    [InlineData("10.2.9.9", "tablet-7", null, "y4", "library")]
    [InlineData("10.9.9.9", "tablet-7", "head@school.EXAMPLE", null, "staff")]
    [InlineData("10.2.3.4", null, "LEFT", null, "no-access")]
    [InlineData("10.2.3.4", "00-00-00-00-00-01", "head@school.example", null, "no-access")]
    [InlineData("10.2.9.9", "unknown", "unknown", "unknown", "staff")]
    [InlineData("192.0.2.1", null, null, null, "library")]
    [InlineData("2001:db8::1", null, null, null, "library")]
    public void A_client_is_in_one_group(string address, string? device, string? user, string? profile, string group) =>
        Assert.Equal(group, School.GroupOf(Workshop.At(address, device, user, profile)).Name);

    [Fact]
    public void A_client_of_no_group_is_in_default_where_there_is_one()
    {
        var rules = Workshop.Rules("""{"groups":[{"name":"strict","block":["*"]},{"name":"default","block":["adult"]}]}""");
        Assert.Equal("default", rules.GroupOf(Workshop.At("192.0.2.1")).Name);
    }

    [Theory]
    [InlineData("192.0.2.1", "four")]
    [InlineData("2001:db8::1", "six")]
    [InlineData("2001:db8:7::1", "seven")]
    public void All_of_IPv6_is_not_all_of_IPv4(string address, string group)
    {
        var rules = Workshop.Rules("""{"groups":[{"name":"six","networks":["::/0"]},{"name":"four","networks":["0.0.0.0/0"]},{"name":"seven","networks":["2001:db8:7::/48"]}]}""");
        Assert.Equal(group, rules.GroupOf(Workshop.At(address)).Name);
        Assert.Equal(group != "four", new Network(0, 0).Contains(Workshop.At(address).Address));
    }

    [Fact]
    public void Everything_is_stricter_than_any_list_of_categories_and_no_access_is_not_meant()
    {
        var rules = Workshop.Rules("""{"groups":[{"name":"a","block":["adult","games"]},{"name":"b","block":["*"]},{"name":"no-access"}]}""");
        Assert.Equal("b", rules.GroupOf(Workshop.At("192.0.2.1")).Name);
    }

    [Fact]
    public void No_access_wins_over_another_group_of_the_same_user_in_any_order()
    {
        foreach (var json in (string[])["""{"groups":[{"name":"a","users":["u"]},{"name":"no-access","users":["u"]}]}""", """{"groups":[{"name":"no-access","users":["u"]},{"name":"a","users":["u"]}]}"""])
            Assert.Equal("no-access", Workshop.Rules(json).GroupOf(Workshop.At("192.0.2.1", user: "u")).Name);
    }

    [Fact]
    public void London_time_agrees_with_the_time_zone_database()
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        for (var time = new DateTimeOffset(2000, 1, 1, 0, 30, 0, TimeSpan.Zero); time.Year < 2037; time = time.AddMinutes(313))
        {
            var local = TimeZoneInfo.ConvertTime(time, london);
            Assert.Equal((local.DayOfWeek, local.Hour * 60 + local.Minute), LondonTime.At(time));
        }
    }

    [Theory]
    [InlineData("2026-03-29T00:59:00Z", 0 * 60 + 59)]
    [InlineData("2026-03-29T01:00:00Z", 2 * 60)]
    [InlineData("2026-10-25T00:59:00Z", 1 * 60 + 59)]
    [InlineData("2026-10-25T01:00:00Z", 1 * 60)]
    public void The_skipped_and_the_doubled_hour(string utc, int minute) =>
        Assert.Equal((DayOfWeek.Sunday, minute), LondonTime.At(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)));
}
