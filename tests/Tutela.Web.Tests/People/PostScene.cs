using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Tests.People;

/// <summary>What tests of posts do on the pages.</summary>
internal static class PostScene
{
    public static DateOnly Today => TimeProvider.System.Today();

    public static IEnumerable<(string, string)> Day(string field, DateOnly day) =>
        [($"{field}.Day", $"{day.Day}"), ($"{field}.Month", $"{day.Month}"), ($"{field}.Year", $"{day.Year}")];

    public static Task<TestPage> ActsAsync(this TestBrowser head, string post, TestPerson person, int from = 0, int until = 30) => head.SendActingAsync(post, person.Id.ToString(), Today.AddDays(from), Today.AddDays(until));

    public static async Task<TestPage> SendActingAsync(this TestBrowser head, string post, string person, DateOnly from, DateOnly until, string reason = "Away for some weeks") =>
        await (await head.OpenAsync($"people/roles/{post}/acting")).PressAsync("Record it", [("Input.Person", person), .. Day("Input.From", from), .. Day("Input.Until", until), ("Input.Reason", reason)]);

    public static async Task<TestPage> HoldsAsync(this TestBrowser head, string post, TestPerson person) =>
        await (await head.OpenAsync("people/roles")).PressAsync("Record it", ("Input.Post", post), ("Input.Person", person.Id.ToString()));

    public static Task<ControlResult> EvaluateAsync(this TestSchool school, string control) => school.WithAsync(services =>
        services.GetServices<Control>().Single(c => c.Id == control).EvaluateAsync(services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow()));
}
