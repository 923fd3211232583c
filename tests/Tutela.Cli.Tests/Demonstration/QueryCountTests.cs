using System.Globalization;
using System.Net;
using Tutela.Testing;
using Tutela.Web.Platform.Hosting;

namespace Tutela.Cli.Tests.Demonstration;

/// <summary>What a page costs stays bounded, in a school of 420 pupils with two terms of history.</summary>
public sealed class QueryCountTests(DemonstrationHost demonstration)
{
    [Theory]
    [InlineData("dsl", "", 30)]
    [InlineData("dsl", "concerns", 20)]
    [InlineData("dsl", "monitoring", 20)]
    [InlineData("dsl", "policy", 10)]
    [InlineData("headteacher", "agreements/coverage", 20)]
    [InlineData("ict-support", "access", 20)]
    [InlineData("governor", "governors", 30)]
    [InlineData("headteacher", "people", 20)]
    [InlineData("teacher", "", 30)]
    [InlineData("pupil", "", 20)]
    public async Task Page_costs_a_bounded_number_of_queries(string persona, string path, int most)
    {
        await using var app = Web.Program.Build(new HostSettings
        {
            Database = demonstration.Database.Address,
            DataFolder = demonstration.DataFolder,
            Urls = ["http://127.0.0.1:0"],
            RunJobs = false,
            Settings = new Dictionary<string, string?> { [QueryCount.Setting] = "true" },
        });
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = TestHost.AddressOf(app) };
        using var who = new FormUrlEncodedContent([KeyValuePair.Create("persona", persona)]);
        (await http.PostAsync("/demo/sign-in", who)).EnsureSuccessStatusCode();
        using var response = await http.GetAsync($"/s/{demonstration.School.Slug}{(path.Length == 0 ? "" : "/" + path)}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(int.Parse(response.Headers.GetValues(QueryCount.Header).Single(), CultureInfo.InvariantCulture), 2, most);
    }
}
