using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tutela.Testing;

namespace Tutela.Browser.Tests;

/// <summary>One person's browser with one tab. Everything is found as a person finds it: by role, label and text.</summary>
public sealed class Visit : IAsyncDisposable
{
    public static readonly (int Width, int Height) Desk = (1280, 800), Phone = (390, 844), Narrow = (320, 640);

    private readonly IBrowserContext _context;
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Uri address) => (_context, Page, _address) = (context, page, address);

    public IPage Page { get; }
    /// <summary>What the page's scripts complained about.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Visit> OpenAsync(Chromium chromium, Uri address, (int Width, int Height) size, bool script = true)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = size.Width, Height = size.Height },
            JavaScriptEnabled = script,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        var visit = new Visit(context, await context.NewPageAsync(), address);
        visit.Page.PageError += (_, error) => visit.Complaints.Add(error);
        visit.Page.Console += (_, message) => { if (message.Type == "error") visit.Complaints.Add(message.Text); };
        return visit;
    }

    /// <summary>Signed in as a persona of the demonstration.</summary>
    public static async Task<Visit> AsAsync(Chromium chromium, Uri address, string persona, (int, int) size)
    {
        var visit = await OpenAsync(chromium, address, size);
        var form = visit._context.APIRequest.CreateFormData();
        form.Set("persona", persona);
        var answer = await visit._context.APIRequest.PostAsync(new Uri(address, "/demo/sign-in").ToString(), new() { Form = form });
        Assert.True(answer.Ok, $"{persona}: {answer.Status}");
        return visit;
    }

    /// <summary>Signs in on the page, as a person of a test's school does.</summary>
    public static async Task<Visit> AsAsync(Chromium chromium, TestSchool school, TestPerson person, (int, int) size, bool script = true)
    {
        var visit = await OpenAsync(chromium, school.Address, size, script);
        await visit.GoAsync("/sign-in");
        await visit.Field("User name or e-mail address").FillAsync(person.UserName);
        await visit.Page.Locator("input[type=password]").FillAsync(TestSchool.Password);
        await visit.PressAsync("Sign in");
        await visit.LeavesAsync("sign-in");
        await visit.GoAsync(school.Href());
        return visit;
    }

    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(new Uri(_address, path).ToString(), new() { WaitUntil = WaitUntilState.Load });
        Assert.True(answer!.Ok, $"{path}: {answer.Status}");
    }

    // Asked of the browser again and again: waiting for its load events misses one that came before the waiting began.
    public Task ArrivesAsync(string path) => Assertions.Expect(Page).ToHaveURLAsync(new Regex(path));

    public Task LeavesAsync(string path) => Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex(path));

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public Task SeesHeadingAsync(string heading) => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading })).ToBeVisibleAsync();

    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public Task<string> MainAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>How far the page is wider than the window, in pixels.</summary>
    public Task<int> OverhangAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>The same, once what follows the window (a chart) has followed it.</summary>
    public async Task<int> SettledOverhangAsync()
    {
        try
        {
            await Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth", null, new() { Timeout = 3_000 });
            return 0;
        }
        catch (TimeoutException)
        {
            return await OverhangAsync();
        }
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
