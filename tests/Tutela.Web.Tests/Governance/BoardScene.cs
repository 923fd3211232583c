using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.People;
using static Tutela.Web.Tests.People.PostScene;

namespace Tutela.Web.Tests.Governance;

/// <summary>A board and the staff whom it meets, doing what they do on the pages.</summary>
internal sealed partial class BoardScene : IDisposable
{
    private BoardScene(TestSchool school, TestBrowser governor, TestBrowser head, TestBrowser lead, TestBrowser ict) => (School, Governor, Head, Lead, Ict) = (school, governor, head, lead, ict);

    public TestSchool School { get; }
    public TestBrowser Governor { get; }
    public TestBrowser Head { get; }
    public TestBrowser Lead { get; }
    public TestBrowser Ict { get; }

    public static async Task<BoardScene> AtAsync(TestSchool school) => new(school, await school.AsAsync(Role.Governor), await school.AsAsync(Role.Headteacher),
        await school.AsAsync(Role.DesignatedSafeguardingLead), await school.AsAsync(Role.ComputingLead));

    /// <summary>Plans a meeting and returns its path.</summary>
    public async Task<string> PlanAsync(MeetingKind kind, int inDays = 0, string? title = null, string agenda = "")
    {
        var page = await SendPlanAsync(kind.ToString(), Today.AddDays(inDays), title, agenda);
        page.ShouldSay("It is planned.");
        return page.Address.AbsolutePath;
    }

    public async Task<TestPage> SendPlanAsync(string kind, DateOnly on, string? title = null, string agenda = "") => await (await Governor.OpenAsync("governors/meetings/plan"))
        .SubmitAsync([("Input.Kind", kind), .. Day("Input.PlannedOn", on), ("Input.Title", title ?? ""), ("Input.Agenda", agenda)]);

    /// <summary>Everybody a review needs was there, unless one is left out.</summary>
    public async Task<TestPage> HoldAsync(string meeting, string minutes = "We talked and agreed.", DateOnly? on = null, params string[] without)
    {
        var form = await Governor.OpenAsync(meeting + "/record");
        (string, string)[] there = [("Input.Governor", Governor.Person.Id.ToString()), ("Input.SeniorLeader", Head.Person.Id.ToString()), ("Input.SafeguardingLead", Lead.Person.Id.ToString()), ("Input.Ict", Ict.Person.Id.ToString())];
        return await form.SubmitAsync([.. Day("Input.HeldOn", on ?? Today), .. there.Select(t => without.Contains(t.Item1) ? (t.Item1, "") : t), ("Input.Minutes", minutes)]);
    }

    public async Task AnswerAllAsync(string meeting)
    {
        var page = await Governor.OpenAsync(meeting);
        foreach (var path in Points().Matches(page.Source).Select(m => m.Groups[1].Value).Distinct())
            await (await Governor.OpenAsync(path)).SubmitAsync(("Input.Evidence", "The test of today"), ("Input.Finding", "It works"));
    }

    public async Task HazardAsync(string meeting, string risk, string hazard)
    {
        var point = await (await Governor.OpenAsync(meeting + "/points/add")).SubmitAsync(("Input.Risk", risk), ("Input.Question", hazard));
        await point.SubmitAsync(("Input.Evidence", "Lessons and filtering"), ("Input.Finding", "Little is left"));
    }

    public async Task<TestPage> SignOffAsync(string meeting, DateOnly? next = null, string? name = null) => await (await Lead.OpenAsync(meeting + "/sign-off"))
        .SubmitAsync([("Input.Findings", "Filtering works; the tablets need a look."), .. Day("Input.NextOn", next ?? Today.AddMonths(11)), ("Input.SignedName", name ?? Lead.Person.Name)]);

    public static async Task<TestPage> GiveAsync(TestBrowser by, string query, TestPerson owner, string text, int inDays = 7) =>
        await (await by.OpenAsync("governors/actions/add" + query)).SubmitAsync([("Input.Text", text), ("Input.Owner", owner.Id.ToString()), .. Day("Input.DueOn", Today.AddDays(inDays))]);

    /// <summary>A week passes for what is to be done: its day is over.</summary>
    public Task<int> DaysPassAsync(int days) => School.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.governance_actions set due_on = due_on - {days} where school_id = {School.School.Id}"));

    public void Dispose()
    {
        foreach (var browser in new[] { Governor, Head, Lead, Ict }) browser.Dispose();
    }

    [GeneratedRegex("href=\"([^\"]*/points/[0-9a-f-]{36})\"")]
    private static partial Regex Points();
}
