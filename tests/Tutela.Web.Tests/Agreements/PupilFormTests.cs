using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Agreements;

/// <summary>Every form that a pupil can reach, and what it asks for.</summary>
public sealed partial class PupilFormTests(TestHost host)
{
    [Fact, Shows("CRO-A.4")]
    public async Task Term_is_numbered_and_no_form_for_pupils_asks_for_surname_phone_email_or_address()
    {
        var school = await host.SchoolAsync("signed-code");
        using var pupil = await school.AsAsync(Role.Pupil);
        await school.AskedAsync();
        var agreement = await pupil.OpenAsync($"agreements/{(await school.AssignmentAsync(pupil.Person.Id)).Id}");
        var item = PackCatalogue.Load().Get("signed-code").Agreement("pupil-parent")!.Blocks.Single(b => b.Clause is { Value: "CRO-A.4" });
        var terms = agreement.Document.QuerySelectorAll("main ol").Single(o => o.Children.Length >= item.Number);
        Assert.StartsWith("I will not give away my details online", terms.Children[item.Number!.Value - 1].TextContent.Trim(), StringComparison.Ordinal);

        var user = new CurrentUser();
        user.Set(Guid.Empty, Guid.Empty, "", new HashSet<Role> { Role.Pupil });
        var pages = new List<TestPage> { agreement };
        foreach (var path in host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null && e.Metadata.GetMetadata<ForAttribute>()?.Admits(user) == true)
            .Select(e => e.RoutePattern.RawText!.TrimStart('/')).Where(r => !r["s/{school}".Length..].Contains('{', StringComparison.Ordinal) && !r.EndsWith("/leave", StringComparison.Ordinal) && !r.EndsWith(".pdf", StringComparison.Ordinal)).Distinct())
            pages.Add(await pupil.OpenAsync($"/{path.Replace("{school}", school.Slug, StringComparison.Ordinal)}"));
        // The pages that stand behind a first one, walked as a child does.
        var tell = await (await pupil.OpenAsync("tell")).PressAsync("Start");
        var what = await tell.PressAsync("Next", ("Input.Stance", "ToMe"));
        pages.AddRange([tell, what, await what.PressAsync("Next", ("Input.Picture", "Saw"))]);
        var message = await (await pupil.OpenAsync("message")).PressAsync("Start");
        pages.AddRange([message, await message.PressAsync("Next", ("Input.Way", "Email"))]);

        Assert.All(pages, page => page.ShouldBe(System.Net.HttpStatusCode.OK));
        Assert.True(pages.Sum(p => Asked(p).Count()) > 5, "The walk found hardly any form.");
        Assert.Empty(pages.SelectMany(page => Faults(page).Select(fault => $"{page.Address.AbsolutePath}: {fault}")));

        // A page that does ask is found: the office's, for adults.
        using var office = await school.AsAsync(Role.Administrator);
        Assert.Contains(Faults(await office.OpenAsync("people/add")), fault => fault.Contains("family", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Faults(await office.OpenAsync("people/add")), fault => fault.Contains("mail", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<IElement> Asked(TestPage page) => page.Document.QuerySelectorAll("main form input, main form textarea, main form select")
        .Where(e => e is not IHtmlInputElement { Type: "hidden" or "submit" or "button" or "radio" or "checkbox" });

    private static IEnumerable<string> Faults(TestPage page) => Asked(page).Select(e => string.Join(' ', e.GetAttribute("name"), e.GetAttribute("autocomplete"), e.GetAttribute("type"),
        page.Document.QuerySelector($"label[for='{e.Id}']")?.TextContent.Trim(), e.GetAttribute("aria-label"), e.GetAttribute("placeholder"), e.Closest("fieldset")?.QuerySelector("legend")?.TextContent.Trim(), Hints(page, e)))
        .Where(words => Personal().IsMatch(words));

    /// <summary>What is said beside the field, without what it asks a child to leave out.</summary>
    private static string Hints(TestPage page, IElement field) => LeftOut().Replace(string.Join(' ', (field.GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(id => page.Document.GetElementById(id)?.TextContent.Trim())), "");

    [GeneratedRegex(@"\bDo not [^.]*\.?")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"surname|family.?name|last.?name|full.?name|\bname name\b|\bphone\b|\bmobile\b|where (do )?you live|\btel\b|telephone|e-?mail address|\bemail\b|home address|street|postcode|post code|\baddress\b", RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}
