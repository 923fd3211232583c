using System.Text.Json;
using Tutela.Testing;

namespace Tutela.Web.Tests.Platform.Hosting;

public sealed class OpenApiTests(TestHost host)
{
    [Fact]
    public async Task The_interface_for_programs_is_described_and_pages_are_not_in_it()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var document = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().ToList();
        Assert.Contains(paths, p => p.Name == "/api/v1/node/rules");
        Assert.All(paths, p => Assert.StartsWith("/api/", p.Name, StringComparison.Ordinal));
        Assert.All(paths, p => Assert.All(p.Value.EnumerateObject(), verb => Assert.False(string.IsNullOrWhiteSpace(verb.Value.GetProperty("summary").GetString()))));
    }
}
