using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Nodes;

namespace Tutela.Architecture.Tests.Routes;

/// <summary>Walks every route as every role, as a stranger, and as somebody of another school.</summary>
public sealed partial class RouteWalkTests(TestHost host)
{
    /// <summary>Every route that needs no sign-in. Adding one is a decision: name it here, with the reason on the page itself.</summary>
    private static readonly string[] OpenRoutes =
    [
        "", "first-school/{secret}", "first-school/{secret}/pack", "demo/sign-in", "health/live", "health/ready", "problem/{code:int}", "sign-in", "openapi/{documentName}.json", "sign-in/code", "sign-in/passkey", "sign-in/school", "sign-out",
        "s/{school}/set-up/{secret}", "s/{school}/join/{secret}", "s/{school}/reset/{secret}", "s/{school}/contacts", "s/{school}/sign/{secret}",
        "s/{school}/policy/public", "s/{school}/policy/public/policy.pdf", "s/{school}/arrive/{secret}", "s/{school}/card/{secret}",
        "s/{school}/single-sign-on", "s/{school}/single-sign-on/{id:guid}", "s/{school}/single-sign-on/back",
    ];

    [Fact]
    public void Every_route_says_for_whom_it_is()
    {
        Assert.Empty(All().Where(e => e.Metadata.GetMetadata<ForAttribute>() is null && e.Metadata.GetMetadata<OpenAttribute>() is null
            && e.Metadata.GetMetadata<ForNodesAttribute>() is null).Select(Name));
    }

    [Fact]
    public void Open_routes_are_those_named_here_and_each_gives_its_reason()
    {
        var open = All().Where(e => e.Metadata.GetMetadata<OpenAttribute>() is not null).ToList();
        Assert.Equal(OpenRoutes.Order(StringComparer.Ordinal), open.Select(Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(open, e => Assert.True(e.Metadata.GetMetadata<OpenAttribute>()!.Reason.Length > 20));
    }

    [Fact]
    public async Task Each_role_gets_in_where_the_page_admits_it_and_nowhere_else()
    {
        var school = await host.SchoolAsync();
        var faults = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var browser = await school.AsAsync(role);
            var user = new CurrentUser();
            user.Set(Guid.Empty, Guid.Empty, "", new HashSet<Role> { role });
            foreach (var (endpoint, path) in Pages(school))
            {
                var page = await browser.OpenAsync(path);
                var admitted = endpoint.Metadata.GetMetadata<ForAttribute>()!.Admits(user);
                if ((page.Status == HttpStatusCode.Forbidden) == admitted || (int)page.Status >= 500) faults.Add($"{role} at {path}: {(int)page.Status}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Another_schools_people_find_nothing_whatever_their_role()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        var faults = new List<string>();
        using var browser = await other.AsAsync(Enum.GetValues<Role>());
        foreach (var (_, path) in Pages(school))
            if ((await browser.OpenAsync(path)).Status != HttpStatusCode.NotFound) faults.Add(path);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Stranger_is_asked_to_sign_in()
    {
        var school = await host.SchoolAsync();
        using var stranger = school.Anonymous();
        var faults = new List<string>();
        foreach (var (_, path) in Pages(school))
            if ((await stranger.OpenAsync(path)).Address.AbsolutePath != "/sign-in") faults.Add(path);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Pages of a school that need a sign-in, with an address that names nothing that is there.</summary>
    private IEnumerable<(RouteEndpoint Endpoint, string Path)> Pages(TestSchool school) =>
        All().Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null && e.Metadata.GetMetadata<ForAttribute>() is not null)
            .Select(e => (e, "/" + Parameter().Replace(Name(e), match => match.Groups[1].Value == "school" ? school.Slug
                : match.Groups[2].Value == ":int" ? "1" : Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString())));

    private IEnumerable<RouteEndpoint> All() => host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    private static string Name(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/');

    [GeneratedRegex(@"\{(\w+)(:\w+)?\??\}")]
    private static partial Regex Parameter();
}
