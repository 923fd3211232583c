using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform.Ui.Forms;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>The form helpers make the HTML that GOV.UK Frontend's own macros make.</summary>
public sealed class FormFixtureTests
{
    private static readonly string[] Field = ["id", "name", "value", "classes", "label.text", "label.classes", "label.isPageHeading", "hint.text", "errorMessage.text", "attributes.*"];
    private static readonly string[] Choice =
    [
        "name", "idPrefix", "value", "values", "classes", "hint.text", "errorMessage.text", "fieldset.legend.text", "fieldset.legend.classes", "fieldset.legend.isPageHeading",
        "items.value", "items.text", "items.id", "items.hint.text", "items.checked", "items.disabled", "items.divider", "items.conditional.html", "items.behaviour", "attributes.*",
    ];

    [Fact]
    public Task Input() => Fixture.SameAsync("input", [.. Field, "type", "prefix.text", "suffix.text", "autocomplete", "inputmode", "spellcheck", "pattern", "autocapitalize"], 22,
        o => new TagTree(Fill(new InputTagHelper { Value = o.Text("value"), Type = o.Text("type") ?? "text", Prefix = o.Text("prefix.text"), Suffix = o.Text("suffix.text") }, o))
        {
            Attributes = o.Passed("autocomplete", "inputmode", "spellcheck", "pattern", "autocapitalize"),
        });

    [Fact]
    public Task Textarea() => Fixture.SameAsync("textarea", [.. Field, "rows", "autocomplete", "spellcheck"], 8,
        o => new TagTree(Fill(new TextareaTagHelper { Value = o.Text("value"), Rows = Number(o, "rows") ?? 5 }, o)) { Attributes = o.Passed("autocomplete", "spellcheck") });

    [Fact]
    public Task Character_count() => Fixture.SameAsync("character-count", [.. Field, "maxlength", "threshold", "rows", "spellcheck"], 12,
        o => new TagTree(Fill(new TextareaTagHelper { Value = o.Text("value"), Rows = Number(o, "rows") ?? 5, MaxLength = Number(o, "maxlength"), Threshold = Number(o, "threshold") }, o))
        {
            Attributes = o.Passed("spellcheck"),
        }, except: f => f.Options.At("maxlength") is null);

    [Fact]
    public Task Password() => Fixture.SameAsync("password-input", [.. Field, "autocomplete"], 4,
        o => new TagTree(Fill(new PasswordTagHelper { NewPassword = o.Text("autocomplete") == "new-password" }, o)) { Attributes = o.Passed() }, except: f => f.Options.At("value") is not null);

    [Fact]
    public Task Select() => Fixture.SameAsync("select", [.. Field, "items.value", "items.text", "items.selected", "items.disabled"], 7,
        o => new TagTree(Fill(new SelectTagHelper { Value = o.Text("value"), Items = [.. o.Each("items").Where(i => i.ValueKind == JsonValueKind.Object).Select(Option)] }, o)) { Attributes = o.Passed() },
        // Here what was typed always wins over what the item says.
        except: f => f.Name == "item selected overrides value");

    [Fact]
    public Task File_upload() => Fixture.SameAsync("file-upload", Field, 8,
        o => new TagTree(Fill(new FileTagHelper(), o)) { Attributes = o.Passed() }, except: f => f.Options.At("value") is not null);

    [Fact]
    public Task Radios() => Fixture.SameAsync("radios", Choice, 18, o => Choices(new RadiosTagHelper { Inline = Variant(o, "inline"), Small = Variant(o, "small") }, o));

    [Fact]
    public Task Checkboxes() => Fixture.SameAsync("checkboxes", Choice, 16, o => Choices(new CheckboxesTagHelper { Small = Variant(o, "small") }, o));

    [Fact]
    public Task Date() => Fixture.SameAsync("date-input", ["id", "fieldset.legend.text", "fieldset.legend.classes", "fieldset.legend.isPageHeading", "hint.text", "errorMessage.text", "classes", "attributes.*",
            "values.day", "values.month", "values.year"], 2,
        o => new TagTree(Fill(new DateTagHelper { Legend = o.Text("fieldset.legend.text"), LegendSize = o.Size("fieldset.legend.classes"), PageHeading = o.Yes("fieldset.legend.isPageHeading") }, o)) { Attributes = o.Passed() },
        except: f => f.Options.At("values") is not null || f.Options.At("fieldset") is null || f.Options.At("id") is null,
        // The parts' names are .Day, .Month and .Year, so that model binding sees them as parts of the property.
        adapt: html => html.Replace("name=\"day\"", "name=\"Day\"", StringComparison.Ordinal).Replace("name=\"month\"", "name=\"Month\"", StringComparison.Ordinal).Replace("name=\"year\"", "name=\"Year\"", StringComparison.Ordinal));

    [Fact]
    public Task Fieldset() => Fixture.SameAsync("fieldset", ["legend.text", "legend.classes", "legend.isPageHeading", "html", "classes", "role", "attributes.*"], 10,
        o => new TagTree(new FieldsetTagHelper { Legend = o.Text("legend.text") ?? "", LegendSize = o.Size("legend.classes"), PageHeading = o.Yes("legend.isPageHeading") })
        {
            Html = o.Text("html"),
            Attributes = o.Passed("role"),
        }, except: f => f.Options.Text("legend.classes") is { } c && !c.StartsWith("govuk-fieldset__legend--", StringComparison.Ordinal));

    [Fact]
    public Task Button() => Fixture.SameAsync("button", ["text", "html", "href", "classes", "disabled", "name", "value", "type", "id", "attributes.*", "isStartButton", "preventDoubleClick", "element"], 24,
        o => new TagTree(new ButtonTagHelper
        {
            Href = o.Text("href") ?? (o.Text("element") == "a" ? "#" : null),
            Disabled = o.Yes("disabled"),
            Start = o.Yes("isStartButton"),
            Type = o.Text("type") ?? "submit",
            DoubleClick = !o.Yes("preventDoubleClick"),
        })
        { Text = o.At("html") is null ? o.Text("text") : null, Html = o.Text("html"), Attributes = o.Passed("name", "value", "id") },
        except: f => f.Options.Text("element") == "input" || (f.Options.At("preventDoubleClick") is not null && !f.Options.Yes("preventDoubleClick")));

    private static TagTree Choices(ChoicesTagHelper helper, JsonElement o)
    {
        helper.Name = o.Text("name");
        helper.Id = o.Text("idPrefix") ?? o.Text("name");
        (helper.Hint, helper.Error) = (o.Text("hint.text"), o.Text("errorMessage.text"));
        (helper.Legend, helper.LegendSize, helper.PageHeading) = (o.Text("fieldset.legend.text"), o.Size("fieldset.legend.classes"), o.Yes("fieldset.legend.isPageHeading"));
        var passed = o.Passed();
        if (passed.TryGetValue("class", out var classes))
        {
            passed["class"] = string.Join(' ', classes.Split(' ').Where(c => !c.EndsWith("--inline", StringComparison.Ordinal) && !c.EndsWith("--small", StringComparison.Ordinal)));
            if (passed["class"].Length == 0) passed.Remove("class");
        }
        return new TagTree(helper) { Attributes = passed, Children = [.. o.Each("items").Where(i => i.ValueKind == JsonValueKind.Object).Select(i => Item(helper is RadiosTagHelper, i, o))] };
    }

    private static TagTree Item(bool radio, JsonElement i, JsonElement o)
    {
        if (i.Text("divider") is { } divider) return new TagTree(new DividerTagHelper()) { Text = divider };
        var value = i.Text("value") ?? "";
        var on = i.Yes("checked") || (i.At("checked") is null && (o.Text("value") == value || o.Each("values").Any(v => v.ToString() == value)));
        var html = i.At("conditional.html") is { ValueKind: JsonValueKind.String } reveal ? reveal.GetString() : null;
        return radio
            ? new TagTree(new RadioTagHelper { Id = i.Text("id"), Value = value, Label = i.Text("text"), Hint = i.Text("hint.text"), Checked = on, Disabled = i.Yes("disabled") }) { Html = html }
            : new TagTree(new CheckboxTagHelper
            {
                Id = i.Text("id"),
                Value = value,
                Label = i.Text("text"),
                Hint = i.Text("hint.text"),
                Checked = on,
                Disabled = i.Yes("disabled"),
                Exclusive = i.Text("behaviour") == "exclusive",
            })
            { Html = html };
    }

    private static T Fill<T>(T helper, JsonElement o) where T : FieldTagHelper
    {
        (helper.Name, helper.Id) = (o.Text("name") ?? "", o.Text("id") ?? o.Text("name"));
        helper.Label ??= o.Text("label.text");
        helper.LabelSize = o.Size("label.classes");
        helper.PageHeading |= o.Yes("label.isPageHeading");
        (helper.Hint, helper.Error) = (o.Text("hint.text"), o.Text("errorMessage.text"));
        return helper;
    }

    private static SelectListItem Option(JsonElement i) => new(i.Text("text"), i.Text("value"), i.Yes("selected"), i.Yes("disabled"));

    private static bool Variant(JsonElement o, string name) => o.Text("classes")?.Contains($"--{name}", StringComparison.Ordinal) is true;

    private static int? Number(JsonElement o, string path) => o.Text(path) is { } text && int.TryParse(text, out var number) ? number : null;
}
