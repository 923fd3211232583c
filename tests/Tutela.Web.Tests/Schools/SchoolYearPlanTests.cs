using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Modules.Schools.SettingUp.Calendar;
using Tutela.Web.Platform;

namespace Tutela.Web.Tests.Schools;

/// <summary>The calendar that is proposed, and what it refuses.</summary>
public sealed class SchoolYearPlanTests(TestHost host)
{
    private PackFile Pack => host.Services.GetRequiredService<PackCatalogue>().Get(TestSchool.DefaultPack).File;

    private SchoolYearPlan Plan => SchoolYearPlan.Propose(Pack.Settings.School, new(2026, 11, 28));

    [Fact]
    public void What_is_proposed_stands_in_every_year()
    {
        for (var day = new DateOnly(2024, 1, 15); day.Year < 2040; day = day.AddMonths(1))
        {
            var plan = SchoolYearPlan.Propose(Pack.Settings.School, day);
            plan.Check();
            Assert.True(plan.Terms[2].Term.To >= day, $"{day}: the year that is proposed is over");
        }
    }

    [Fact]
    public void Usual_dates_fall_on_school_days()
    {
        var plan = SchoolYearPlan.Propose(Pack.Settings.School, new(2030, 10, 1));
        Assert.Equal(2030, plan.Terms[0].Term.From.Year);
        Assert.All(plan.Terms, t => Assert.All([t.Term.From, t.Term.To, t.HalfTerm.From, t.HalfTerm.To], d => Assert.False(d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)));
    }

    [Fact]
    public void It_becomes_the_packs_calendar()
    {
        var plan = Plan with { Closed = [new(new(2027, 5, 3), "Early May: bank holiday")] };
        var calendar = PackAnswers.Set(Pack, plan.ToSettings()).Settings.School.ToCalendar();
        Assert.Equal(plan.Terms.Select(t => t.Term.From), calendar.Terms.Select(t => t.Starts));
        Assert.Equal(["Autumn term 2026", "Spring term 2027", "Summer term 2027"], calendar.Terms.Select(t => t.Name));
        Assert.False(calendar.IsSchoolDay(new(2027, 5, 3)));
        Assert.False(calendar.IsSchoolDay(plan.Terms[0].HalfTerm.From));
        Assert.True(calendar.IsSchoolDay(new(2027, 5, 4)));
        Assert.Equal(plan.Write(), SchoolYearPlan.Read(plan.Write()).Write());
    }

    [Fact]
    public void What_cannot_be_is_refused_beside_its_field()
    {
        Refuses(p => p with { Closes = p.Opens }, "Input.Closes", "ends after it begins");
        Refuses(p => With(p, 1, t => t with { Term = new(t.Term.To, t.Term.From) }), "Input.SpringEnds", "ends before it begins");
        Refuses(p => With(p, 1, t => t with { Term = new(p.Terms[0].Term.To, t.Term.To) }), "Input.SpringStarts", "begins before the autumn term has ended");
        Refuses(p => With(p, 2, t => t with { Term = new(t.Term.From.AddYears(1), t.Term.To.AddYears(1)) }), "Input.SummerStarts", "another school year");
        Refuses(p => With(p, 0, t => t with { HalfTerm = new(t.HalfTerm.To, t.HalfTerm.From) }), "Input.AutumnHalfEnds", "half term ends before");
        Refuses(p => With(p, 0, t => t with { HalfTerm = new(t.Term.To, t.Term.To.AddDays(4)) }), "Input.AutumnHalfStarts", "lies within");
        Refuses(p => p with { Closed = [new(p.Terms[0].Term.To.AddDays(3), "Too late")] }, "Input.Closed", "not in a term");
        Refuses(p => p with { Closed = [new(p.Terms[0].HalfTerm.From, "Twice")] }, "Input.Closed", "in a half term already");
        Refuses(p => p with { Closed = [new(p.Terms[0].Term.From, "A"), new(p.Terms[0].Term.From, "B")] }, "Input.Closed", "stands twice");
    }

    [Fact]
    public void Closed_days_are_read_a_line_each()
    {
        Assert.Equal([new(new(2027, 1, 4), "Staff training day"), new(new(2027, 5, 3), "Closed")], SchoolYearPlan.ReadClosed("4 January 2027 Staff training day\r\n\n3 May 2027"));
        Assert.Equal("Input.Closed", Assert.Throws<Refused>(() => SchoolYearPlan.ReadClosed("some Monday in May")).Field);
    }

    [Theory]
    [InlineData("Oak Lane Primary School", "oak-lane")]
    [InlineData("St Piran's C of E Junior School", "st-pirans")]
    [InlineData("Ysgol Tŷ Gwyn", "ysgol-ty-gwyn")]
    [InlineData("The Primary School", "the-primary-school")]
    public void Short_name_is_suggested_from_the_name(string name, string slug)
    {
        Assert.Equal(slug, SchoolDesk.SuggestSlug(name));
        Assert.Null(Tutela.Web.Platform.Tenancy.School.Fault(slug));
    }

    [Fact]
    public void Packs_are_compared_topic_by_topic_from_their_settings()
    {
        var packs = host.Services.GetRequiredService<PackCatalogue>().Packs;
        var topics = PackComparison.Of(packs);
        Assert.All(topics, t => Assert.Equal(packs.Count, t.Words.Count));
        Assert.All(topics.SelectMany(t => t.Words), words => Assert.NotEmpty(words));
        var review = topics.Single(t => t.Title == "Review of the policy");
        Assert.Contains("When there is need, without a date", review.Words);
        Assert.Contains("Every 12 months", review.Words);
        Assert.All(packs, p => Assert.NotEmpty(p.Fits));
    }

    private static SchoolYearPlan With(SchoolYearPlan plan, int term, Func<PlannedTerm, PlannedTerm> change) =>
        plan with { Terms = [.. plan.Terms.Select((t, i) => i == term ? change(t) : t)] };

    private void Refuses(Func<SchoolYearPlan, SchoolYearPlan> change, string field, string words)
    {
        var refused = Assert.Throws<Refused>(() => change(Plan).Check());
        Assert.Equal(field, refused.Field);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
