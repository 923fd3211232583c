using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Concerns;

/// <summary>A school with the people whom a concern concerns, and reports made through the pages.</summary>
public sealed class ConcernScene : IDisposable
{
    private readonly List<TestBrowser> _browsers = [];

    public required TestSchool School { get; init; }
    public TestBrowser Lead { get; private set; } = null!;
    public TestBrowser Teacher { get; private set; } = null!;
    public TestPerson Pupil { get; private set; } = null!;

    public static async Task<ConcernScene> AtAsync(TestSchool school)
    {
        var scene = new ConcernScene { School = school };
        scene.Lead = await scene.AsAsync(Role.DesignatedSafeguardingLead);
        scene.Teacher = await scene.AsAsync(Role.Teacher);
        scene.Pupil = await school.PersonAsync("Ottoline", "Featherstone", Role.Pupil);
        return scene;
    }

    public async Task<TestBrowser> AsAsync(params Role[] roles) => Keep(await School.AsAsync(roles));

    public async Task<TestBrowser> AsAsync(TestPerson person) => Keep(await School.AsAsync(person));

    /// <summary>Goes through every page as a person does, and sends. The answer is the last page.</summary>
    public async Task<TestPage> SendAsync(TestBrowser by, string account = "She showed me a message.", string risk = "Content", string? subtype = null, string? consent = null)
    {
        var page = await ToCheckAsync(by, account, risk, subtype, consent);
        return await page.PressAsync("Send the report");
    }

    public async Task<TestPage> ToCheckAsync(TestBrowser by, string account, string risk = "Content", string? subtype = null, string? consent = null)
    {
        var page = await (await by.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", account));
        page = await page.PressAsync("Find", ("Input.Search", "Ottoline Feath"));
        page = await page.PressAsync("Add the children I chose", ("Input.Found", Pupil.Id.ToString()));
        page = await page.PressAsync("Continue");
        page = await page.PressAsync("Continue", ("Input.When", "Today"));
        (string, string)[] kinds = subtype is null ? [("Input.Risks", risk)] : [("Input.Risks", risk), ("Input.Subtypes", subtype)];
        page = await page.PressAsync("Continue", kinds);
        if (consent is not null) page = await page.PressAsync("Continue", ($"Consent[{subtype}]", consent));
        return page.ShouldSay("Check your report");
    }

    /// <summary>A report that was sent; the answer is the concern's id.</summary>
    public async Task<Guid> ReportedAsync(string account = "She showed me a message.", string risk = "Content", string? subtype = null, string? consent = null, TestBrowser? by = null)
    {
        var page = await SendAsync(by ?? Teacher, account, risk, subtype, consent);
        page.ShouldSay("Report sent");
        return Guid.Parse(page.Address.Segments[^1]);
    }

    /// <summary>A report that the lead decided on.</summary>
    public async Task<Guid> OpenedAsync(string risk = "Content", string? subtype = null)
    {
        var id = await ReportedAsync(risk: risk, subtype: subtype);
        await DoAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "It needs a talk."));
        return id;
    }

    /// <summary>The lead does a step and must succeed.</summary>
    public async Task<TestPage> DoAsync(Guid id, string step, params (string Name, string Value)[] fields)
    {
        var page = await AskAsync(id, step, fields);
        Assert.True(page.Address.AbsolutePath.EndsWith(id.ToString(), StringComparison.Ordinal), $"{step} was refused: {page.Text}");
        return page;
    }

    /// <summary>The lead fills a step's form and sends it.</summary>
    public async Task<TestPage> AskAsync(Guid id, string step, params (string Name, string Value)[] fields)
    {
        var page = await Lead.OpenAsync($"concerns/{id}/{step}");
        var form = page.Document.QuerySelectorAll("main form").First(f => f.GetAttribute("method") == "post");
        return await page.PressAsync(string.Join(' ', form.QuerySelectorAll("button")[^1].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), fields);
    }

    public Task<Concern> ConcernAsync(Guid id) => School.QueryAsync(db => db.Set<Concern>().AsNoTracking().Include(c => c.Entries).Include(c => c.Kinds)
        .Include(c => c.People).Include(c => c.Recipients).Include(c => c.Actions).Include(c => c.Contacts).AsSplitQuery().SingleAsync(c => c.Id == id));

    public void Dispose() => _browsers.ForEach(b => b.Dispose());

    private TestBrowser Keep(TestBrowser browser)
    {
        _browsers.Add(browser);
        return browser;
    }
}
