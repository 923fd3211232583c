using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Tutela.Cli.Tests.Demonstration;
using Tutela.Web.Platform.Identity.SignIn;

namespace Tutela.Browser.Tests.Access;

/// <summary>Every main page of every persona, at a desk and on a phone: no fault that axe finds under WCAG 2.2 AA, nothing wider than the window.</summary>
public abstract class AxeTests(Chromium chromium, DemonstrationHost demonstration)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // Pages that look the same to everybody of a layout are looked at once for each.
    private static readonly string[] Shared =
    [
        "/notices", "/policy", "/sign-in-security", "/concerns/report", "/classes", "/access", "/filtering", "/monitoring", "/governors", "/people", "/agreements", "/agreements/questions", "/agreements/refusals",
        "/concerns/actions", "/concerns?Show=undecided", "/concerns?Show=unread", "/filtering/failures", "/governors/actions", "/governors/meetings", "/monitoring/alerts",
    ];
    private static readonly string[] LooksAtShared = ["dsl", "pupil"];

    // Beyond what the start page and the menu lead to. "*" opens the first link of that page with this beginning.
    private static readonly Dictionary<string, string[]> More = new()
    {
        ["dsl"] = ["concerns?*concerns/", "concerns/figures", "monitoring/alerts?*monitoring/alerts/", "policy/controls", "agreements/coverage", "concerns/report/adult"],
        ["headteacher"] = ["people/roles", "governors", "people", "access"],
        ["teacher"] = ["concerns/mine", "concerns/report", "agreements/coverage"],
        ["computing-lead"] = ["filtering", "filtering/nodes", "equipment/add", "monitoring"],
        ["ict-support"] = ["access", "equipment?*equipment/", "agreements?*agreements/", "filtering/requests?*filtering/requests/", "filtering/requests/ask", "filtering/requests/unsuitable"],
        ["governor"] = ["governors"],
        ["pupil"] = ["tell", "agreements?*agreements/"],
        ["parent"] = ["agreements?*agreements/"],
        ["visitor"] = ["agreements?*agreements/"],
    };

    protected async Task CheckPersonaAsync(string code)
    {
        await using var visit = await Visit.AsAsync(chromium, demonstration.Address, code, Visit.Desk);
        var faults = new List<string>();
        foreach (var path in await PagesAsync(visit, code)) faults.AddRange(await FaultsAsync(visit, path));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    protected async Task CheckAsync(string path)
    {
        await using var visit = await Visit.OpenAsync(chromium, demonstration.Address, Visit.Desk);
        var faults = await FaultsAsync(visit, path);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    protected static async Task<List<string>> FaultsAsync(Visit visit, string path)
    {
        var faults = new List<string>();
        await visit.Page.SetViewportSizeAsync(Visit.Desk.Width, Visit.Desk.Height);
        await visit.GoAsync(path);
        foreach (var (width, height) in ((int, int)[])[Visit.Desk, Visit.Phone, Visit.Narrow]) faults.AddRange(await AtAsync(visit, path, width, height));
        faults.AddRange(visit.Complaints.Select(c => $"{path}: script: {c}"));
        visit.Complaints.Clear();
        return faults;
    }

    protected static async Task<List<string>> AtAsync(Visit visit, string path, int width, int height)
    {
        var faults = new List<string>();
        await visit.Page.SetViewportSizeAsync(width, height);
        if (await visit.SettledOverhangAsync() is > 0 and var over) faults.Add($"{path} at {width}: {over} px too wide: {await WidestAsync(visit)}");
        if (width == Visit.Narrow.Width) return faults;
        var result = await visit.Page.RunAxe(Rules);
        faults.AddRange(from violation in result.Violations from node in violation.Nodes select $"{path} at {width}: {violation.Id}: {node.Target} {node.Html}");
        return faults;
    }

    private static Task<string> WidestAsync(Visit visit) => visit.Page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map(e => e.tagName + '.' + e.className).join(' ')");

    private static async Task<List<string>> PagesAsync(Visit visit, string code)
    {
        const string home = "/s/oakfield";
        await visit.GoAsync(home);
        var links = await LinksAsync(visit);
        var pages = new List<string> { home };
        pages.AddRange(links.Where(l => LooksAtShared.Contains(code) || !Shared.Any(s => l == home + s)));
        foreach (var more in More.GetValueOrDefault(code, []))
        {
            var parts = more.Split("?*");
            pages.Add($"{home}/{parts[0]}");
            if (parts.Length == 1) continue;
            await visit.GoAsync($"{home}/{parts[0]}");
            var first = (await LinksAsync(visit)).FirstOrDefault(l => Guid.TryParse(l.Split('?')[0].Split('/')[^1], out _) && l.StartsWith($"{home}/{parts[1]}", StringComparison.Ordinal));
            Assert.True(first is not null, $"{more}: no such link");
            pages.Add(first);
        }
        return [.. pages.Distinct()];
    }

    private static async Task<string[]> LinksAsync(Visit visit) => await visit.Page.EvaluateAsync<string[]>(
        "() => [...new Set([...document.querySelectorAll('a[href^=\"/s/oakfield\"]')].map(a => a.getAttribute('href').split('#')[0]))]");
}

/// <summary>The leaders: half of the work, so that it runs beside the other half.</summary>
public sealed class AxeOfLeadersTests(Chromium chromium, DemonstrationHost demonstration) : AxeTests(chromium, demonstration)
{
    internal static readonly string[] Leaders = ["dsl", "headteacher", "senior-leader"];

    public static TheoryData<string> Codes => [.. Leaders];

    [Theory, MemberData(nameof(Codes))]
    public Task Main_pages_have_no_fault_and_fit(string code) => CheckPersonaAsync(code);
}

/// <summary>Everybody else, and who has not signed in.</summary>
public sealed class AxeOfOthersTests(Chromium chromium, DemonstrationHost demonstration) : AxeTests(chromium, demonstration)
{
    private readonly Chromium _chromium = chromium;

    public static TheoryData<string> Codes => [.. Personas.All.Select(p => p.Code).Except(AxeOfLeadersTests.Leaders)];

    [Theory, MemberData(nameof(Codes))]
    public Task Main_pages_have_no_fault_and_fit(string code) => CheckPersonaAsync(code);

    [Fact]
    public Task Sign_in_has_no_fault_and_fits() => CheckAsync("/sign-in");

    [Fact]
    public async Task A_fault_and_what_is_too_wide_are_found()
    {
        await using var visit = await Visit.OpenAsync(_chromium, new Uri("http://127.0.0.1"), Visit.Desk);
        await visit.Page.SetContentAsync("<html lang=en><title>x</title><main><h1>x</h1><input><div style='width:500px'>x</div></main></html>");
        var faults = await AtAsync(visit, "/x", Visit.Phone.Width, Visit.Phone.Height);
        Assert.Contains(faults, f => f.Contains("too wide", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains(": label: ", StringComparison.Ordinal));
    }
}
