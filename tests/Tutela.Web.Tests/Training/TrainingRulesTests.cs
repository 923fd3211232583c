using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Training;

public sealed class TrainingRulesTests
{
    private static readonly TrainingSettings Settings = new()
    {
        InductionDays = 28,
        InductionTopics = [Choice("safe-use"), Choice("cyber-bullying")],
        UpdateMonths = 12,
        DslFullMonths = 24,
        DslRefreshMonths = 12,
        DslWarnDays = 60,
        ContentPoints = [Choice("nudes"), Choice("signs")],
        SocialMediaTopics = [Choice("reporting")],
        Audiences = [Audience.Staff, Audience.Governors, Audience.Volunteers],
    };

    private static readonly DateOnly Autumn = new(2026, 11, 21);

    [Theory]
    [InlineData("2024-11-21", StandingState.DueSoon, true)]   // The last day of 24 months still holds.
    [InlineData("2024-11-20", StandingState.Overdue, false)]
    [InlineData("2025-01-20", StandingState.DueSoon, true)]   // 60 days before it runs out.
    [InlineData("2025-01-21", StandingState.Done, true)]
    public void Leads_full_training_runs_out_after_24_months_and_warns_60_days_before(string doneOn, StandingState state, bool holds)
    {
        var lead = Somebody(PersonKind.Staff, [Role.DesignatedSafeguardingLead], Course(doneOn, [CoursePurpose.LeadFull]));
        var standing = Of(lead, Requirement.LeadFull);
        Assert.Equal((state, holds, DateOnly.Parse(doneOn, System.Globalization.CultureInfo.InvariantCulture).AddMonths(24)), (standing.State, standing.Holds, standing.DueOn));
    }

    [Fact]
    public void Full_training_counts_as_refresh_and_a_lead_without_any_is_overdue()
    {
        Assert.Equal(StandingState.Done, Of(Somebody(PersonKind.Staff, [Role.DeputySafeguardingLead], Course("2026-09-10", [CoursePurpose.LeadFull])), Requirement.LeadRefresh).State);
        Assert.Equal(StandingState.Overdue, Of(Somebody(PersonKind.Staff, [Role.DeputySafeguardingLead]), Requirement.LeadRefresh).State);
        Assert.DoesNotContain(new TrainingRules(Settings).For(Somebody(PersonKind.Staff, [Role.Teacher]), Autumn), s => s.Requirement is Requirement.LeadFull or Requirement.LeadRefresh);
    }

    [Theory]
    [InlineData("2026-11-21", StandingState.Due)]
    [InlineData("2027-05-31", StandingState.Due)]
    [InlineData("2027-06-01", StandingState.DueSoon)]   // 60 days before 31 July.
    [InlineData("2027-07-31", StandingState.DueSoon)]
    [InlineData("2027-08-01", StandingState.Overdue)]
    [InlineData("2027-09-01", StandingState.Due)]        // A new year asks anew.
    public void Refresher_is_warned_of_before_31_July(string today, StandingState state)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        var lastYear = Somebody(PersonKind.Staff, [Role.Teacher], Course("2026-08-31", [CoursePurpose.Safeguarding]));
        Assert.Equal(state, new TrainingRules(Settings).For(lastYear, day).Single(s => s.Requirement == Requirement.Refresher).State);
    }

    [Fact]
    public void Refresher_of_this_year_is_done_whatever_the_day()
    {
        var trained = Somebody(PersonKind.Staff, [Role.Teacher], Course("2026-09-01", [CoursePurpose.Safeguarding]));
        Assert.Equal(StandingState.Done, new TrainingRules(Settings).For(trained, new(2027, 8, 31)).Single(s => s.Requirement == Requirement.Refresher).State);
    }

    [Fact]
    public void Induction_counts_only_what_was_covered_since_joining()
    {
        var induction = new InductionFacts(new(2026, 11, 1), new(2026, 11, 29), ["induction:safe-use", "induction:cyber-bullying"]);
        var half = Somebody(PersonKind.Staff, [Role.Teacher], Course("2026-11-05", [], "induction:safe-use"), Course("2026-10-31", [], "induction:cyber-bullying")) with { Induction = induction };
        var standing = Of(half, Requirement.Induction);
        Assert.Equal(["induction:cyber-bullying"], standing.Missing.Select(m => m.Id));
        Assert.Equal(StandingState.DueSoon, standing.State);
        Assert.Equal(StandingState.Overdue, new TrainingRules(Settings).For(half, new(2026, 11, 30)).Single(s => s.Requirement == Requirement.Induction).State);
        Assert.DoesNotContain(new TrainingRules(Settings).For(half with { Induction = null }, Autumn), s => s.Requirement == Requirement.Induction);
    }

    [Fact]
    public void Content_points_count_of_this_school_year_only_and_social_media_while_in_date()
    {
        var person = Somebody(PersonKind.Staff, [Role.Teacher], Course("2026-08-31", [], "point:nudes", "social:reporting"), Course("2026-09-01", [], "point:signs"));
        Assert.Equal(["point:nudes"], Of(person, Requirement.ContentPoints).Missing.Select(m => m.Id));
        Assert.Equal(StandingState.Done, Of(person, Requirement.SocialMedia).State);
        var ranOut = Somebody(PersonKind.Staff, [Role.Teacher], Course("2025-10-01", [], "social:reporting") with { ExpiresOn = new(2026, 11, 20) });
        Assert.Equal(StandingState.Due, Of(ranOut, Requirement.SocialMedia).State);
    }

    [Fact]
    public void Governors_need_a_course_and_volunteers_only_when_marked()
    {
        var rules = new TrainingRules(Settings);
        Assert.Equal(StandingState.Due, Of(Somebody(PersonKind.Governor, [Role.Governor]), Requirement.Governor).State);
        Assert.Equal(StandingState.Overdue, Of(Somebody(PersonKind.Governor, [Role.Governor], Course("2025-01-01", [CoursePurpose.OnlineSafety]) with { ExpiresOn = new(2026, 1, 1) }), Requirement.Governor).State);
        Assert.Empty(rules.For(Somebody(PersonKind.Visitor, [Role.Visitor]), Autumn));
        var marked = Somebody(PersonKind.Visitor, [Role.Visitor]) with { NeedsTraining = true };
        Assert.Equal([Requirement.Volunteer, Requirement.CyberBullying], rules.For(marked, Autumn).Select(s => s.Requirement));
    }

    [Fact]
    public void Pack_says_who_is_trained_at_all_and_for_how_long_a_course_holds()
    {
        var governor = Somebody(PersonKind.Governor, [Role.Governor], Course("2025-11-20", [CoursePurpose.OnlineSafety], "point:cyber-bullying"));
        Assert.Equal(StandingState.Done, Of(governor, Requirement.Governor).State);
        var yearly = new TrainingRules(Settings with { GovernorMonths = 12 }).For(governor, Autumn).Single(s => s.Requirement == Requirement.Governor);
        Assert.Equal((StandingState.Overdue, new DateOnly(2026, 11, 20)), (yearly.State, yearly.DueOn!.Value));
        Assert.Empty(new TrainingRules(Settings with { Audiences = [Audience.Staff] }).For(governor, Autumn));
    }

    [Fact]
    public void Forms_of_abuse_are_asked_where_the_pack_names_all_five()
    {
        var five = Settings with { ContentPoints = [Choice("bullying"), Choice("emotional-abuse"), Choice("sexual-abuse"), Choice("sexting"), Choice("sexual-exploitation")] };
        var person = Somebody(PersonKind.Staff, [Role.Teacher], Course("2025-01-01", [], "point:bullying", "point:sexting"));
        Assert.Equal(["point:emotional-abuse", "point:sexual-abuse", "point:sexual-exploitation"], new TrainingRules(five).For(person, Autumn).Single(s => s.Requirement == Requirement.Abuse).Missing.Select(m => m.Id));
        Assert.DoesNotContain(new TrainingRules(five with { ContentPoints = [.. five.ContentPoints.Skip(1)] }).For(person, Autumn), s => s.Requirement == Requirement.Abuse);
    }

    [Fact]
    public void Lists_that_the_pack_leaves_empty_ask_nothing()
    {
        Assert.DoesNotContain(new TrainingRules(Settings).For(Somebody(PersonKind.Staff, [Role.Teacher]), Autumn), s => s.Requirement == Requirement.Abuse);
        var none = Settings with { ContentPoints = [], InductionTopics = [], SocialMediaTopics = [] };
        Assert.Equal([Requirement.Refresher], new TrainingRules(none).For(Somebody(PersonKind.Staff, [Role.Teacher]), Autumn).Select(s => s.Requirement));
    }

    private static Standing Of(Trainee person, Requirement requirement) => new TrainingRules(Settings).For(person, Autumn).Single(s => s.Requirement == requirement);

    private static Trainee Somebody(PersonKind kind, Role[] roles, params DoneCourse[] done) =>
        new() { Id = Guid.Empty, Name = "A. Person", Kind = kind, Roles = roles.ToHashSet(), Done = done };

    private static DoneCourse Course(string on, CoursePurpose[] purposes, params string[] topics) =>
        new(Guid.Empty, Guid.Empty, "A course", CourseKind.SchoolSession, purposes.Select(p => p.ToString()).ToHashSet(), topics.ToHashSet(), DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), null);

    private static ChoiceSetting Choice(string id) => new() { Id = id, Name = id };
}
