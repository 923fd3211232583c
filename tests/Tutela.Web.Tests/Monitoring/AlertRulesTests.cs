using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Monitoring;

public sealed class AlertRulesTests
{
    private static readonly AlertSettings Settings = new() { RepeatedAttempts = 5, WindowMinutes = 10, HighRiskCategories = ["self-harm"] };
    private static readonly DateTimeOffset Noon = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    private static Refusal At(double minute, string name = "gambling.example", string category = "gambling", string type = "A", int count = 1) =>
        new("address:127.0.1.5", 1, "pupils", name, category, type, count, Noon.AddMinutes(minute));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void Repeated_attempts_begin_at_the_packs_number(int attempts, bool raised) =>
        Assert.Equal(raised, AlertRules.Repeated([.. Enumerable.Range(0, attempts).Select(i => At(i))], Settings) is not null);

    [Theory]
    [InlineData(10, true)]
    [InlineData(10.1, false)]
    public void Repeated_attempts_count_within_one_window(double last, bool raised) =>
        Assert.Equal(raised, AlertRules.Repeated([At(0), At(1), At(2), At(3), At(last)], Settings) is not null);

    [Fact]
    public void One_visit_that_asks_for_several_record_types_is_one_attempt()
    {
        Refusal[] visit = [At(0), At(0, type: "AAAA"), At(0, type: "HTTPS")];
        Assert.Equal(1, AlertRules.Attempts(visit));
        Assert.Null(AlertRules.Repeated([.. visit, At(1), At(1, type: "AAAA"), At(2)], Settings));
    }

    [Theory]
    [InlineData("ads")]
    [InlineData("tracking")]
    [InlineData("malware")]
    public void What_nobody_chose_is_no_attempt(string category) =>
        Assert.Null(AlertRules.Repeated([.. Enumerable.Range(0, 50).Select(i => At(i / 10.0, category: category))], Settings));

    [Fact]
    public void Repeated_attempts_are_named_by_the_gravest_category()
    {
        var found = AlertRules.Repeated([At(0, "a.example", "games"), At(1, "b.example", "games"), At(2, "c.example", "games"), At(3, "d.example", "games"), At(4, "e.example", "adult")], Settings);
        Assert.Equal(("adult", 3, 5), (found!.Category, found.Grade, found.Count));
    }

    [Theory]
    [InlineData("child-abuse", AlertKind.HighRisk, 5)]
    [InlineData("terrorism", AlertKind.HighRisk, 5)]
    [InlineData("self-harm", AlertKind.HighRisk, 4)]
    [InlineData("vpn", AlertKind.Circumvention, 3)]
    public void Grave_categories_need_one_request(string category, AlertKind kind, int grade)
    {
        var (raised, finding) = Assert.Single(AlertRules.AtOnce([At(0, category: category), At(1, category: category)], Settings));
        Assert.Equal((kind, grade, 2), (raised, finding.Grade, finding.Count));
    }

    [Theory]
    [InlineData("adult", 3)]
    [InlineData("games", 2)]
    [InlineData("a-list-of-the-school", 2)]
    public void Repeated_attempts_are_graded_by_harm(string category, int grade) => Assert.Equal(grade, AlertRules.Grade(AlertKind.RepeatedAttempts, category, Settings));

    [Fact]
    public void One_refusal_of_an_ordinary_category_is_no_alert() => Assert.Empty(AlertRules.AtOnce([At(0)], Settings));

    [Fact]
    public void Every_step_leads_somewhere_and_only_tutela_itself_ends_a_node_alert()
    {
        Assert.All(AlertSteps.All, s => Assert.NotEqual(s.From, s.To));
        Assert.All(AlertSteps.All, s => Assert.Equal(s.Action == AlertAction.HeardAgain, s.For.Count == 0));
        Assert.All(AlertSteps.All.Where(s => s.For.Count > 0), s => Assert.Equal(Roles.Safeguarding, s.For));
    }

    [Fact]
    public void Step_is_refused_from_another_status_and_without_its_reason()
    {
        var alert = Alert.Raise(AlertKind.RepeatedAttempts, new(2, "address:10.0.0.1", "pupils", "games", 1, null, ["a.example"], 5, Noon, Noon), Noon);
        Assert.Throws<Refused>(() => alert.Take(AlertSteps.Of(AlertAction.NotAWorry), " ", null, Noon));
        Assert.Throws<Refused>(() => alert.Take(AlertSteps.Of(AlertAction.Reopen), "why", null, Noon));
        Assert.Throws<Refused>(() => alert.Take(AlertSteps.Of(AlertAction.HeardAgain), null, null, Noon));
        alert.Take(AlertSteps.Of(AlertAction.NotAWorry), "A misspelt address", null, Noon);
        Assert.Equal(AlertStatus.NotAWorry, alert.Status);
        Assert.Throws<Refused>(() => alert.Take(AlertSteps.Of(AlertAction.RaiseConcern), null, null, Noon));
    }
}
