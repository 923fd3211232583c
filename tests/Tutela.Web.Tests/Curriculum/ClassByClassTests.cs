using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements.Breaches;
using Tutela.Web.Modules.Curriculum;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Curriculum;

/// <summary>What classes were taught, and the headteacher's view of every class.</summary>
public sealed class ClassByClassTests(TestHost host)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact, Shows("WED-3.2b")]
    public async Task Head_sees_agreements_lessons_and_breaches_of_each_class_and_the_gaps_are_marked()
    {
        var clock = new TestClock(Start);
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        var (ida, ben) = (await school.PersonAsync("Ida", "Ash", Role.Pupil), await school.PersonAsync("Ben", "Elm", Role.Pupil));
        var oak = await school.ClassAsync("4 Oak", 4, teacher.Person.Id, ida.Id);
        var fir = await school.ClassAsync("4 Fir", 4, null, ben.Id);
        await school.AskedAsync();
        (await head.OpenAsync("curriculum/classes")).ShouldSay("2 of 2 classes have a gap");
        Assert.Equal("0 of 1 | 0 | 0 | Gap 1 agreement is outstanding No lesson is recorded this school year", await RowAsync(head, oak));

        (await teacher.OpenAsync("curriculum/classes")).ShouldBe(HttpStatusCode.Forbidden);

        // Taught, signed: the class has no gap, and the other one still has.
        (await TeachAsync(teacher, oak)).ShouldSay("“Who sees what we post” is recorded").ShouldSay("Online reputation");
        await school.SignBothAsync(ida);
        Assert.Equal("1 of 1 | 1, last on 2 November 2026 | 0 | No gap", await RowAsync(head, oak));
        (await head.OpenAsync("curriculum/classes")).ShouldSay("1 class has a gap");

        // A breach counts while the year lasts, and is a gap while it is open.
        await BreakTermAsync(head, ida.Id);
        Assert.Equal("1 of 1 | 1, last on 2 November 2026 | 1, 1 open | Gap 1 breach is open", await RowAsync(head, oak));
        Assert.Contains("| 0 |", await RowAsync(head, fir), StringComparison.Ordinal);

        // Seven weeks without a lesson are a gap, as the pack sets it; the day before they are not.
        clock.Set(Start.AddDays(49));
        using var later = await school.AsAsync(head.Person);
        Assert.DoesNotContain("weeks", await RowAsync(later, oak), StringComparison.Ordinal);
        clock.Set(Start.AddDays(50));
        using var after = await school.AsAsync(head.Person);
        Assert.Contains("No lesson for more than 7 weeks", await RowAsync(after, oak), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.SeniorLeader)]
    [InlineData(Role.ComputingLead)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    public async Task Others_do_not_see_breaches_by_class(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("curriculum/classes")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Lesson_needs_a_class_of_ones_own_words_a_strand_and_a_day_that_has_been()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("curriculum")).ShouldSay("No class of yours is here yet");
        var mine = await school.ClassAsync("4 Oak", 4, teacher.Person.Id);
        var (theirs, elsewhere) = (await school.ClassAsync("4 Fir", 4, null), await other.ClassAsync("4 Ash", 4, null));
        var page = await teacher.OpenAsync("curriculum");
        page.ShouldNotSay("4 Fir");
        var typed = await page.SubmitAsync(("Input.Title", "Kind <b>words</b>"));
        typed.ShouldShowError("Input.Strand", "Choose what it was about");
        Assert.NotNull(typed.Document.QuerySelector("input[name='Input.Title'][value='Kind <b>words</b>']"));
        (await page.SubmitAsync(("Input.Strand", "Bullying"))).ShouldShowError("Input.Title", "Enter what was taught");
        (await page.SubmitAsync(("Input.Strand", "Bullying"), ("Input.Title", new string('x', 201)))).ShouldShowError("Input.Title", "Use at most 200 characters");
        (await page.SubmitAsync(("Input.Class", ""), ("Input.Strand", "Bullying"), ("Input.Title", "x"))).ShouldShowError("Input.Class", "Choose the class");
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await page.SubmitAsync(("Input.Strand", "Bullying"), ("Input.Title", "x"), ("Input.On", tomorrow), ("Input.On.Day", ""), ("Input.On.Month", ""), ("Input.On.Year", ""))).ShouldShowError("Input.On", "can't be in the future");
        foreach (var wrong in new[] { theirs, elsewhere })
            (await page.SubmitAsync(("Input.Class", wrong.ToString()), ("Input.Strand", "Bullying"), ("Input.Title", "x"))).ShouldBe(HttpStatusCode.NotFound);
        Assert.False(await school.QueryAsync(db => db.Set<Lesson>().AnyAsync()));
        (await TeachAsync(teacher, mine)).ShouldSay("is recorded");
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.PostAsync("curriculum", ("Input.Class", mine.ToString()))).ShouldBe(HttpStatusCode.Forbidden);
        // The computing lead writes for any class of the school and of no other.
        using var lead = await school.AsAsync(Role.ComputingLead);
        (await TeachAsync(lead, theirs)).ShouldSay("is recorded").ShouldSay("4 Fir").ShouldNotSay("4 Ash");
    }

    private static async Task<TestPage> TeachAsync(TestBrowser browser, Guid classId) => await (await browser.OpenAsync("curriculum"))
        .SubmitAsync(("Input.Class", classId.ToString()), ("Input.Strand", "Reputation"), ("Input.Title", "Who sees what we post"));

    private static async Task<string> RowAsync(TestBrowser browser, Guid classId)
    {
        var row = (await browser.OpenAsync("curriculum/classes")).Document.GetElementById($"class-{classId}")!;
        return string.Join(" | ", row.QuerySelectorAll("td").Select(c => string.Join(' ', c.Descendants<IText>().SelectMany(t => t.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
    }

    private static async Task BreakTermAsync(TestBrowser head, Guid pupil)
    {
        var form = await head.OpenAsync($"agreements/breaches/record/{pupil}");
        var term = form.Document.QuerySelector("input[name='Input.Term']")!.GetAttribute("value")!;
        await form.SubmitAsync(("Input.Term", term), ("Input.Account", "Went on with a game"), ("Input.HappenedOn", "2026-11-02"));
        Assert.Equal(1, await head.School.QueryAsync(db => db.Set<AgreementBreach>().CountAsync()));
    }
}
