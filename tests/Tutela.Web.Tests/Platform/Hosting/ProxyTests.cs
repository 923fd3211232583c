using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Tests.Platform.Hosting;

public sealed class ProxyTests(TestHost host)
{
    /// <summary>A demonstration beside real schools answers this machine only; a stranger behind the proxy is not this machine.</summary>
    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest)]
    [InlineData("203.0.113.9", HttpStatusCode.NotFound)]
    public async Task Stranger_behind_the_proxy_is_a_stranger(string? forwardedFor, HttpStatusCode expected)
    {
        var school = await host.SchoolAsync();
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SchoolDesk>().CreateAsync(new("Demonstration", $"d-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}", TestSchool.DefaultPack, "a@d.example", IsDemonstration: true));
        using var browser = school.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/demo/sign-in") { Content = new FormUrlEncodedContent([KeyValuePair.Create("persona", "nobody")]) };
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        Assert.Equal(expected, (await browser.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Cookie_is_secure_where_the_proxy_speaks_https()
    {
        var school = await host.SchoolAsync();
        using var browser = school.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var cookies = (await browser.Http.SendAsync(request)).Headers.GetValues("Set-Cookie");
        Assert.All(cookies, cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }
}
