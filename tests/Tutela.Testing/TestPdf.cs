using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Tutela.Testing;

/// <summary>A PDF as poppler reads it: its words page by page, its metadata, and the structure for screen readers.</summary>
public sealed partial class TestPdf
{
    private TestPdf(byte[] content, IReadOnlyList<string> pages, string info, string structure) => (Content, Pages, Info, Structure) = (content, pages, info, structure);

    public byte[] Content { get; }
    public IReadOnlyList<string> Pages { get; }
    public string Info { get; }
    public string Structure { get; }
    public string Text => string.Join(' ', Pages);

    /// <summary>Gets the file as the browser would, and reads it.</summary>
    public static async Task<TestPdf> GetAsync(TestBrowser browser, string path)
    {
        using var answer = await browser.Http.GetAsync(path.StartsWith('/') ? path : browser.School.Href(path));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        return await ReadAsync(await answer.Content.ReadAsByteArrayAsync());
    }

    public static async Task<TestPdf> ReadAsync(byte[] content)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, content);
        try
        {
            var text = await RunAsync("pdftotext", "-layout", file, "-");
            return new TestPdf(content, [.. text.TrimEnd('\f', '\n').Split('\f').Select(page => Spaces().Replace(page, " ").Trim())], await RunAsync("pdfinfo", file), await RunAsync("pdfinfo", "-struct-text", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The page, counted from 1, on which the words stand below the head, after the given page.</summary>
    public int PageWith(string words, int after = 0)
    {
        for (var page = after; page < Pages.Count; page++)
            if (Pages[page].Contains(words, StringComparison.Ordinal)) return page + 1;
        Assert.Fail($"No page after {after} says “{words}”.");
        return 0;
    }

    public TestPdf ShouldSay(string words)
    {
        Assert.Contains(words, Text, StringComparison.Ordinal);
        return this;
    }

    public TestPdf ShouldNotSay(string words)
    {
        Assert.DoesNotContain(words, Text, StringComparison.Ordinal);
        return this;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
