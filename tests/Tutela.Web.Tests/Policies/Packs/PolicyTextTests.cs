using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PolicyTextTests
{
    [Fact]
    public void Sections_and_their_blocks_are_read_in_order()
    {
        var sections = PolicyText.Parse(
            """
            # Title

            Before.

            ## 3 Who does what
            ### 3.1 The board

            [WED-3.1a] It answers
            for it.
            - [WED-3.1b] A point.
            - No clause.

              1. [as WED-3.1c, WED-3.1d] :open-book: Again.
            """,
            "policy.md");

        Assert.Equal([("", "Title", 1), ("3", "Who does what", 2), ("3.1", "The board", 3)], sections.Select(s => (s.Number, s.Title, s.Level)));
        var blocks = sections[2].Blocks;
        Assert.Equal(
            [("WED-3.1a", "It answers\nfor it."), ("WED-3.1b", "A point."), (null, "No clause."), (null, "Again.")],
            blocks.Select(block => (block.Clause?.Value, block.Markdown)));
        Assert.Equal(
            [PolicyBlockKind.Paragraph, PolicyBlockKind.Bullet, PolicyBlockKind.Bullet, PolicyBlockKind.Numbered],
            blocks.Select(block => block.Kind));
        Assert.Equal([8, 10, 11, 13], blocks.Select(block => block.Line));
        Assert.Equal((1, "open-book"), (blocks[3].Number, blocks[3].Picture));
        Assert.Equal(["WED-3.1c", "WED-3.1d"], blocks[3].Echoes.Select(id => id.Value));
    }

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        const string Text = "## 1 One\n\n[WED-1.1] First\nsecond.\n";

        var unix = PolicyText.Parse(Text, "policy.md");
        var windows = PolicyText.Parse(Text.Replace("\n", "\r\n", StringComparison.Ordinal), "policy.md");

        Assert.Equal(unix[0].Blocks[0] with { Echoes = [] }, windows[0].Blocks[0] with { Echoes = [] });
    }

    [Fact]
    public void Tokens_are_filled_with_plain_words()
    {
        var filled = PolicyTokens.Fill("By {{role:dsl}}, {{ school.name }}.", token => token == "role:dsl" ? "*Jo* [x](y) <b>" : "Elm & Oak");

        Assert.Equal("<p>By *Jo* [x](y) &lt;b&gt;, Elm &amp; Oak.</p>", PolicyMarkdown.ToHtml(filled));
    }

    [Fact]
    public void Settings_are_told_in_words()
    {
        var settings = Shipped.WholeSchoolDuty.Settings;

        Assert.Equal("24 September 2027", SettingPaths.Describe(settings, "review.next"));
        Assert.Equal("08:45", SettingPaths.Describe(settings, "school.day-opens"));
        Assert.Equal("30", SettingPaths.Describe(settings, "concerns.triage-minutes"));
        Assert.Equal("no", SettingPaths.Describe(settings, "agreements.personal-use"));
        Assert.Equal("staff room, offices and planning room", SettingPaths.Describe(settings, "phones.adult-areas"));
        Assert.Equal("classroom box", SettingPaths.Describe(settings, "phones.pupils.storage"));
        Assert.Null(SettingPaths.Describe(settings, "review"));
        Assert.Null(SettingPaths.Describe(settings, "review.nothing"));
    }
}
