using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PolicyMarkdownTests
{
    [Theory]
    [InlineData("**Bold** and *soft*", "<p><strong>Bold</strong> and <em>soft</em></p>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("a <img src=x onerror=alert(1)> b", "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>")]
    [InlineData("[go](javascript:alert(1))", "<p>go</p>")]
    [InlineData("[go](JavaScript:alert(1))", "<p>go</p>")]
    [InlineData("[go](&#106;avascript:alert(1))", "<p>go</p>")]
    [InlineData("[go](data:text/html,x)", "<p>go</p>")]
    [InlineData("[go](//elsewhere.example)", "<p>go</p>")]
    [InlineData("[go](</\\elsewhere.example>)", "<p>go</p>")]
    [InlineData("[go][r]\n\n[r]: javascript:alert(1)", "<p>go</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("![a picture](https://elsewhere.example/x.png)", "<p>a picture</p>")]
    [InlineData("[go](https://a.example/)", "<p><a href=\"https://a.example/\">go</a></p>")]
    [InlineData("[go](/policy)", "<p><a href=\"/policy\">go</a></p>")]
    [InlineData("[write](mailto:office@a.example)", "<p><a href=\"mailto:office@a.example\">write</a></p>")]
    public void Only_safe_html_comes_out(string markdown, string html) => Assert.Equal(html, PolicyMarkdown.ToHtml(markdown));

    [Fact]
    public void Links_of_the_pack_are_resolved_or_shown_as_words()
    {
        const string Text = "Read [the **staff** agreement](doc:staff) and [that](doc:other).";

        Assert.Equal(
            "<p>Read <a href=\"/s/elm/agreements/staff\">the <strong>staff</strong> agreement</a> and that.</p>",
            PolicyMarkdown.ToHtml(Text, link => link == "doc:staff" ? "/s/elm/agreements/staff" : null));
        Assert.Equal("<p>Read the <strong>staff</strong> agreement and that.</p>", PolicyMarkdown.ToHtml(Text));
        Assert.Equal(["doc:staff", "doc:other"], PolicyMarkdown.PackLinks(Text));
    }

    [Fact]
    public void Inline_text_has_no_paragraph_around_it() =>
        Assert.Equal("A <em>term</em>.", PolicyMarkdown.ToHtml("A *term*.", inline: true));

    [Fact]
    public void Every_clause_of_the_shipped_pack_renders_without_leftovers()
    {
        foreach (var place in Shipped.WholeSchoolDuty.Clauses)
        {
            var html = PolicyMarkdown.ToHtml(PolicyTokens.Fill(place.Block.Markdown, token => "words"), link => "/" + link.Replace(':', '/'));
            Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
            Assert.DoesNotContain("WED-", html, StringComparison.Ordinal);
            Assert.DoesNotContain("](", html, StringComparison.Ordinal);
        }
    }
}
