using System.Globalization;
using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests.Deciding;

/// <summary>
/// Runs the text files in Scenarios. A file says which lists there are (<c>list CATEGORY NAME: names</c>), gives the rules as JSON between
/// <c>rules</c> and <c>end</c>, and then asks: <c>at TIME  CLIENT  asks NAME  -> allowed GROUP</c> or <c>-> blocked CATEGORY/LIST/RULE/GROUP</c>.
/// </summary>
public sealed class ScenarioTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.txt").Select(f => Path.GetFileName(f)!)];

    [Theory, MemberData(nameof(Files))]
    public void The_scenario_holds(string file)
    {
        var lists = new List<(string, string, string)>();
        var rules = new StringBuilder();
        Snapshot? snapshot = null;
        var inRules = false;
        var asked = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Scenarios", file)))
        {
            if (line == "end") inRules = false;
            else if (inRules) rules.AppendLine(line);
            else if (line == "rules") inRules = true;
            else if (line.StartsWith("list ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
                lists.Add((parts[1], parts[2].TrimEnd(':'), parts[3].Replace(' ', '\n')));
            }
            else if (line.StartsWith("at ", StringComparison.Ordinal))
            {
                snapshot ??= new Snapshot(_shop.Index([.. lists]), Workshop.Rules(rules.ToString()));
                Ask(snapshot, line);
                asked++;
            }
            else Assert.True(line.Length == 0 || line[0] == '#', $"not understood: {line}");
        }
        Assert.NotEqual(0, asked);
        snapshot!.Index.Dispose();
    }

    private static void Ask(Snapshot snapshot, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var time = DateTimeOffset.Parse(words[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var client = Workshop.At("192.0.2.1");
        var asks = Array.IndexOf(words, "asks");
        foreach (var who in words[2..asks])
        {
            var (kind, value) = who.Split('=') is [var k, var v] ? (k, v) : ("address", who);
            client = kind switch
            {
                "user" => client with { User = value },
                "device" => client with { Device = value },
                "profile" => client with { Profile = value },
                _ => client with { Address = ClientAddress.From(System.Net.IPAddress.Parse(value)) },
            };
        }
        var name = words[asks + 1];
        var decision = Workshop.Decide(snapshot, name, client, time);
        var answer = decision.Allowed ? $"allowed {decision.Group.Name}" : $"blocked {decision.Describe(Encoding.ASCII.GetBytes(name))}";
        Assert.Equal(line, line[..(line.IndexOf("-> ", StringComparison.Ordinal) + 3)] + answer);
    }
}
