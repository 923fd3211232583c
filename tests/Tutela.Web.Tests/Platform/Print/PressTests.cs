using System.Globalization;
using Tutela.Testing;
using Tutela.Web.Platform.Print;

namespace Tutela.Web.Tests.Platform.Print;

public sealed class PressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private static PrintDocument Document(params PrintBlock[] body) => new("Oak Lane", "Policy of Oak Lane", "Version 7", "2026-27", Now, [new PrintHeading(1, "Policy of Oak Lane", InContents: false)], body);

    private static async Task<TestPdf> PrintAsync(params PrintBlock[] body) => await TestPdf.ReadAsync(await Press.PrintAsync(Document(body), TestContext.Current.CancellationToken));

    private static string Words(int count) => string.Join(' ', Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Contents_name_the_page_on_which_each_heading_stands_and_bookmarks_follow_them()
    {
        var pdf = await PrintAsync([.. Enumerable.Range(1, 70).SelectMany(i => new PrintBlock[] { new PrintHeading(i % 3 == 1 ? 2 : 3, $"{i} Heading number {i} ends"), new PrintParagraph(Words(120 + i * 7 % 150)) })]);
        var contents = string.Join(' ', pdf.Pages.Skip(1).TakeWhile(p => !p.Contains(" 100 101 102 ", StringComparison.Ordinal)));
        for (var i = 1; i <= 70; i++)
        {
            var heading = $"{i} Heading number {i} ends";
            var stands = pdf.PageWith(heading, after: 3);
            Assert.Contains($"{heading} {stands}", contents, StringComparison.Ordinal);
        }
        Assert.Contains($"Page 2 of {pdf.Pages.Count}", pdf.Pages[1], StringComparison.Ordinal);
        Assert.Contains($"Page {pdf.Pages.Count} of {pdf.Pages.Count}", pdf.Pages[^1], StringComparison.Ordinal);
        Assert.All(pdf.Pages.Skip(1), page => Assert.Contains("Version 7, school year 2026-27", page, StringComparison.Ordinal));
        Assert.DoesNotContain("Page 1", pdf.Pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_says_its_title_and_language_and_is_tagged_for_screen_readers()
    {
        var pdf = await PrintAsync(new PrintHeading(2, "1 Aims"), new PrintItem("One thing"), new PrintItem("Another"), new PrintItem("First", 1),
            new PrintTable("Figures", [new("What"), new("Count", 1, true)], [["Signed", "12"]]), new PrintParagraph([new("See "), new("the guidance", Link: "https://example.org/")]));
        Assert.Contains("Policy of Oak Lane", pdf.Info, StringComparison.Ordinal);
        Assert.Matches(@"Tagged:\s+yes", pdf.Info);
        foreach (var tag in (string[])["H1", "H2", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Link", "TOC", "TOCI"]) Assert.Matches($@"(?m)^\s*{tag}\b", pdf.Structure);
        // What stands on every page is no part of what is read.
        Assert.DoesNotContain("Page 2 of", pdf.Structure, StringComparison.Ordinal);
        Assert.Contains("en-GB", System.Text.Encoding.Latin1.GetString(pdf.Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_that_goes_over_pages_has_its_head_on_each_and_loses_no_row_even_one_longer_than_a_page()
    {
        var rows = Enumerable.Range(1, 120).Select(i => (IReadOnlyList<string>)[$"Row{i}.", i == 60 ? Words(3000) : $"What is said of it {i}"]).ToArray();
        var pdf = await PrintAsync(new PrintHeading(2, "1 Table"), new PrintTable("All of them", [new("Column one"), new("Column two", 2)], rows));
        var pages = pdf.Pages.Where(p => p.Contains("Row", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 3);
        Assert.All(pages, page => Assert.Contains("Column one Column two", page, StringComparison.Ordinal));
        for (var i = 1; i <= 120; i++) Assert.Single(pdf.Pages, p => p.Contains($"Row{i}.", StringComparison.Ordinal));
        Assert.Contains(" 2999 3000", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_word_is_cut_and_letters_beyond_the_western_alphabet_are_printed_or_replaced()
    {
        var pdf = await PrintAsync(new PrintHeading(2, "1 Zażółć gęślą jaźń"), new PrintParagraph(new string('m', 200) + " end"), new PrintParagraph([new("Łukasz "), new("Şahin", Bold: true), new(" Ḿ – “quoted” • €5 Ж 😀", Italic: true)]));
        pdf.ShouldSay("Zażółć gęślą jaźń").ShouldSay("Łukasz Şahin").ShouldSay("– “quoted” • €5 ? ?").ShouldNotSay("Ж");
        Assert.Equal(200, pdf.Pages[^1].Count(c => c == 'm'));
    }

    [Fact]
    public async Task Many_print_at_once()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Press.PrintAsync(Document(new PrintHeading(2, $"{i} Part"), new PrintParagraph(Words(400))), TestContext.Current.CancellationToken)));
        foreach (var (file, i) in files.Select((f, i) => (f, i))) (await TestPdf.ReadAsync(file)).ShouldSay($"{i} Part").ShouldSay("399 400");
    }
}
