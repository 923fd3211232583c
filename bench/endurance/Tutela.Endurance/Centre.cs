using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Tutela.Endurance;

/// <summary>The product's centre with its own PostgreSQL and the demonstration school, used through the doors that people use.</summary>
internal sealed partial class Centre(Work work, int port)
{
    private const string School = "/s/oakfield/filtering/";
    private static readonly TimeSpan FirstStart = TimeSpan.FromMinutes(10), Patience = TimeSpan.FromMinutes(2);

    private Child? _process;
    private string? _database;

    public LogFile Log { get; } = new(Path.Combine(work.Folder, "centre.log"));

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public int? ProcessId => _process is { HasExited: false } running ? running.Id : null;

    public string Data { get; } = Path.Combine(work.Folder, "data");

    public async Task StartAsync(bool first, CancellationToken stop)
    {
        var from = Log.Count;
        _process = Child.Start(work.Folder, Log, "dotnet", work.Cli, "run", "--port", port.ToString(CultureInfo.InvariantCulture), "--no-node", "--data", Data);
        if (!await Log.SaysAsync("is ready", from, first ? FirstStart : Patience, stop) || _process.HasExited) throw new InvalidOperationException("the centre did not start");
    }

    public async Task KillAsync() => await _process!.KillAsync();

    public async Task StopAsync()
    {
        if (_process is not null) await _process.StopAsync(TimeSpan.FromSeconds(60));
        if (Directory.Exists(Data)) await Child.EndDatabaseAsync(Data);
    }

    /// <summary>Signs in as the computing lead, lets a name through for pupils, and asks for a node's token.</summary>
    public async Task<string> MakeNodeAsync(string name, string letThrough, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        using (var signedIn = await http.PostAsync("/demo/sign-in", Form(("persona", "computing-lead")), stop)) signedIn.EnsureSuccessStatusCode();
        var exception = School + "groups/pupils/exception";
        await PostAsync(http, exception, exception + "?handler=Save", stop, ("Input.Name", letThrough), ("Input.What", "allow"), ("Input.Reason", "Asked for by the bench"));
        var page = await PostAsync(http, School + "nodes", School + "nodes", stop, ("Input.Name", name), ("Input.Reason", "Beside the bench"));
        return Token().Match(page) is { Success: true } token ? token.Value : throw new InvalidOperationException("the page shows no token");
    }

    public async Task<string> RulesAsync(string token, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/node/rules") { Headers = { Authorization = new("Bearer", token) } };
        using var response = await http.SendAsync(request, stop);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stop);
    }

    /// <summary>Rows of a query, columns parted by tabs.</summary>
    public async Task<IReadOnlyList<string[]>> QueryAsync(string sql, CancellationToken stop)
    {
        _database ??= (await Child.OutputOfAsync("dotnet", [work.Cli, "db", "url", "--data", Data, "--as", "maintenance"], stop)).Trim();
        var output = await Child.OutputOfAsync("psql", ["-X", "-q", "-t", "-A", "-F", "\t", "-v", "ON_ERROR_STOP=1", _database, "-c", sql], stop);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'))];
    }

    public async Task<long> NumberAsync(string sql, CancellationToken stop) => long.Parse((await QueryAsync(sql, stop))[0][0], CultureInfo.InvariantCulture);

    private static async Task<string> PostAsync(HttpClient http, string form, string to, CancellationToken stop, params (string Key, string Value)[] fields)
    {
        var page = await http.GetStringAsync(form, stop);
        if (AntiForgery().Matches(page).LastOrDefault() is not { } found) throw new InvalidOperationException($"{form} has no form");
        using var response = await http.PostAsync(to, Form([.. fields, ("__RequestVerificationToken", found.Groups[1].Value)]), stop);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stop);
    }

    private static FormUrlEncodedContent Form(params (string Key, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));

    [GeneratedRegex("tutela-node-[0-9a-f]{32}")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex AntiForgery();
}
