using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Tutela.Testing;

/// <summary>What a person's browser does without JavaScript: keeps cookies, opens pages, fills and sends the form on the page.
/// Redirects are followed, so that a test sees the page that the person sees.</summary>
public sealed class TestBrowser(TestSchool school, TestPerson? person) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = school.Address };

    public TestSchool School { get; } = school;
    public TestPerson Person => person ?? throw new InvalidOperationException("Nobody is signed in.");
    public HttpClient Http => _http;

    public async Task SignInAsync()
    {
        var page = await OpenAsync("/sign-in");
        var after = await page.SubmitAsync(("Input.UserName", Person.UserName), ("Input.Password", TestSchool.Password));
        Assert.DoesNotContain("/sign-in", after.Address.AbsolutePath, StringComparison.Ordinal);
    }

    /// <summary>Opens a page by its path; a path without a leading slash is below the school's address.</summary>
    public async Task<TestPage> OpenAsync(string path) => await PageAsync(await _http.GetAsync(Resolve(path)));

    /// <summary>Sends a form that the person may never have been shown, with a valid antiforgery token: what a hand-made request
    /// would be.</summary>
    public async Task<TestPage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = (await OpenAsync(person is null ? "/sign-in" : School.Href())).Token
            ?? throw new InvalidOperationException("The page has no antiforgery token.");
        return await SendAsync(Resolve(path), [.. fields, ("__RequestVerificationToken", token)]);
    }

    internal async Task<TestPage> SendAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await PageAsync(await _http.PostAsync(path, content));
    }

    internal async Task<TestPage> SendFilesAsync(string path, MultipartFormDataContent content) => await PageAsync(await _http.PostAsync(path, content));

    private string Resolve(string path) => path.StartsWith('/') ? path : School.Href(path);

    private async Task<TestPage> PageAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var parser = BrowsingContext.New(Configuration.Default).GetService<IHtmlParser>()!;
        return new TestPage(this, response, parser.ParseDocument(text), text);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>A page as it was answered.</summary>
public sealed class TestPage(TestBrowser browser, HttpResponseMessage response, IHtmlDocument document, string text)
{
    public HttpStatusCode Status => response.StatusCode;
    public Uri Address => response.RequestMessage!.RequestUri!;
    public IHtmlDocument Document { get; } = document;
    public string Source { get; } = text;
    /// <summary>The words of the main part, with white space folded.</summary>
    public string Text => Fold((Document.QuerySelector("main") ?? Document.Body)?.TextContent ?? "");
    public string? Token => (Document.QuerySelector("input[name=__RequestVerificationToken]") as IHtmlInputElement)?.Value;

    /// <summary>Fills the fields and presses the button of the form in the main part (or the one that has <paramref name="button"/>'s text), as
    /// the page would send it: fields that are not named keep what the page holds.</summary>
    public Task<TestPage> SubmitAsync(params (string Name, string Value)[] fields) => PressAsync(null, fields);

    public async Task<TestPage> PressAsync(string? button, params (string Name, string Value)[] fields)
    {
        var forms = Document.QuerySelectorAll<IHtmlFormElement>("main form").ToList();
        var form = button is null ? forms.FirstOrDefault()
            : forms.FirstOrDefault(f => f.QuerySelectorAll("button").Any(b => Fold(b.TextContent) == button));
        Assert.True(form is not null, $"No form{(button is null ? "" : $" with a button “{button}”")} on {Address}: {Status} {Text}");
        var pressed = form.QuerySelectorAll<IHtmlButtonElement>("button").FirstOrDefault(b => button is null || Fold(b.TextContent) == button);
        var values = new List<(string, string)>();
        foreach (var element in form.Elements)
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || element is IHtmlButtonElement || fields.Any(f => f.Name == name)) continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when !box.IsChecked: break;
                case IHtmlInputElement { Type: "file" }: break;
                case IHtmlInputElement input: values.Add((name, input.Value)); break;
                case IHtmlTextAreaElement area: values.Add((name, area.Value)); break;
                case IHtmlSelectElement select: values.Add((name, select.Value ?? "")); break;
            }
        }
        values.AddRange(fields);
        if (pressed?.Name is { Length: > 0 } pressedName) values.Add((pressedName, pressed.Value));
        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? Address.PathAndQuery : new Uri(Address, action).PathAndQuery;
        if (string.Equals(form.Method, "get", StringComparison.OrdinalIgnoreCase))
            return await browser.OpenAsync(target.Split('?')[0] + "?" + string.Join('&', values.Select(v => $"{Uri.EscapeDataString(v.Item1)}={Uri.EscapeDataString(v.Item2)}")));
        return await browser.SendAsync(target, values);
    }

    /// <summary>Sends the first form of the main part that has a file field, with these files and fields.</summary>
    public async Task<TestPage> UploadAsync((string Field, string FileName, byte[] Content)[] files, params (string Name, string Value)[] fields)
    {
        var form = Document.QuerySelectorAll<IHtmlFormElement>("main form").FirstOrDefault(f => f.QuerySelector("input[type=file]") is not null);
        Assert.True(form is not null, $"No form with a file field on {Address}: {Status} {Text}");
        using var content = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[name]"))
            if ((input.Type is "hidden" or "text" || (input.Type is "radio" or "checkbox" && input.IsChecked)) && fields.All(f => f.Name != input.Name))
                content.Add(new StringContent(input.Value), input.Name!);
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        foreach (var (field, fileName, bytes) in files) content.Add(new ByteArrayContent(bytes), field, fileName);
        var action = form.GetAttribute("action");
        return await browser.SendFilesAsync(string.IsNullOrEmpty(action) ? Address.PathAndQuery : new Uri(Address, action).PathAndQuery, content);
    }

    /// <summary>Follows the link with this text.</summary>
    public async Task<TestPage> FollowAsync(string text)
    {
        var link = Document.QuerySelectorAll<IHtmlAnchorElement>("a").FirstOrDefault(a => Fold(a.TextContent) == text);
        Assert.True(link is not null, $"No link “{text}” on {Address}: {Text}");
        return await browser.OpenAsync(new Uri(Address, link.GetAttribute("href")!).PathAndQuery);
    }

    public TestPage ShouldBe(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Address} answered {(int)Status}, not {(int)status}: {Text}");
        return this;
    }

    public TestPage ShouldSay(string words)
    {
        Assert.True(Text.Contains(words, StringComparison.Ordinal), $"{Address} ({Status}) does not say “{words}”: {Text}");
        return this;
    }

    public TestPage ShouldNotSay(string words)
    {
        Assert.False(Source.Contains(words, StringComparison.Ordinal) || Text.Contains(words, StringComparison.Ordinal), $"{Address} says “{words}”");
        return this;
    }

    /// <summary>The error stands beside the field, and the summary links to it.</summary>
    public TestPage ShouldShowError(string field, string message)
    {
        var id = field.Replace('.', '_');
        var error = Document.GetElementById($"{id}-error");
        Assert.True(error is not null, $"No error beside {field} on {Address}: {Text}");
        Assert.Contains(message, Fold(error.TextContent), StringComparison.Ordinal);
        Assert.Contains(Document.QuerySelectorAll(".govuk-error-summary a"), a => a.GetAttribute("href")!.StartsWith('#') && Fold(a.TextContent).Contains(message, StringComparison.Ordinal));
        return this;
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
