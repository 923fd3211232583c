using System.IO.Compression;
using System.Text;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tutela-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<string> CompileAsync()
    {
        var index = Path.Combine(_folder, "index");
        var ended = await Tool.RunAsync("", "lists", "compile", "--out", index,
            "--list", "gambling=" + Write("games.txt", "bets.example\nBETS.example\n192.0.2.1\n"), "--list", "gambling=" + Write("more.txt", "gambling.example\n"),
            "--list", "adult=" + Write("nsfw.txt", "bets.example\n"), "--sealed", "terrorism=" + Write("police.txt", "sealed.example\n"), "--ut1", Path.GetDirectoryName(Path.GetDirectoryName(Write("ut1/chat/domains", "chat.example\n")))!);
        Assert.Equal(0, ended.Code);
        var lines = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["domains", "bytes", "seconds", "skipped"], lines.Select(l => l.Split('=')[0]));
        Assert.Equal("domains=4", lines[0]);
        Assert.Equal($"bytes={new FileInfo(index).Length}", lines[1]);
        Assert.Equal("skipped=2", lines[3]);
        Assert.Contains("games.txt:2: duplicate", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("games.txt:3: IP address", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("no child-abuse list installed", ended.Errors, StringComparison.Ordinal);
        return index;
    }

    [Fact]
    public async Task Classify_answers_line_by_line_in_order_with_the_input_as_it_came()
    {
        var index = await CompileAsync();
        const string input = "WWW.Bets.Example.\ngambling.example\n\nnot a name\nsealed.example\nchat.example\r\nBücher.example\nadult.probe.tutela.invalid\nlast.example";
        const string output = "WWW.Bets.Example.\tadult,gambling\ngambling.example\tgambling\n\t-\nnot a name\t-\nsealed.example\tterrorism\nchat.example\tchat\nBücher.example\t-\nadult.probe.tutela.invalid\tadult\nlast.example\t-\n";
        var ended = await Tool.RunAsync(input, "classify", "--index", index);
        Assert.Equal(0, ended.Code);
        Assert.Equal(output, ended.Output);

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(input));
        Assert.Equal(output, (await Tool.RunAsync(packed.ToArray(), "classify", "--index", index)).Output);
    }

    [Fact]
    public async Task Decide_says_what_and_why()
    {
        var index = await CompileAsync();
        var rules = Write("rules.json", """{"groups":[{"name":"pupils","block":["gambling"],"allow":["ok.bets.example"],"deny":["d.example"],"hours":[{"from":"20:00","to":"07:00","block":["*"]}]},{"name":"staff"}]}""");
        var ended = await Tool.RunAsync("www.bets.example\nok.bets.example\nsealed.example\nx.d.example\nother.example\n..\n", "decide", "--index", index, "--rules", rules, "--group", "pupils", "--at", "2026-11-23T10:00:00Z");
        Assert.Equal(0, ended.Code);
        Assert.Equal("www.bets.example\tblock\tgambling/games/bets.example/pupils\nok.bets.example\tallow\nsealed.example\tblock\tterrorism/sealed/sealed/pupils\nx.d.example\tblock\texception/rules/d.example/pupils\nother.example\tallow\n..\tallow\n", ended.Output);
        ended = await Tool.RunAsync("other.example\n", "decide", "--index", index, "--rules", rules, "--group=pupils", "--at", "2026-11-23T21:00:00Z");
        Assert.Equal("other.example\tblock\thours/rules/*/pupils\n", ended.Output);
        ended = await Tool.RunAsync("bets.example\n", "decide", "--index", index, "--rules", rules, "--group", "staff");
        Assert.Equal("bets.example\tallow\n", ended.Output);
    }

    [Fact]
    public async Task The_squid_helper_speaks_its_protocol_line_by_line()
    {
        var index = await CompileAsync();
        var rules = Write("rules.json", """{"groups":[{"name":"pupils","networks":["10.1.0.0/16"],"block":["gambling"]},{"name":"staff","networks":["10.2.0.0/16"],"users":["SCHOOL\\head"]}]}""");
        using var helper = Tool.Start("squid-helper", "--index", index, "--rules", rules);
        (string Line, string Answer)[] talk =
        [
            ("0 http://www.bets.example/x?y=1 10.1.0.5 - GET", "0 ERR message=category%20gambling%2C%20list%20games%2C%20rule%20bets.example%2C%20group%20pupils"),
            ("http://other.example/ 10.1.0.5 - GET", "OK"),
            ("17 bets.example:443 10.2.0.5 - CONNECT", "17 OK"),
            ("18 bets.example:443 10.1.0.5 SCHOOL%5Chead CONNECT", "18 OK"),
            ("19 http://user:pw@BETS.example:8080/ 10.1.0.5 - GET extra", "19 ERR message=category%20gambling%2C%20list%20games%2C%20rule%20bets.example%2C%20group%20pupils"),
            ("20 http://safe.example%252F@bets.example/ 10.1.0.5 - GET", "20 ERR message=category%20gambling%2C%20list%20games%2C%20rule%20bets.example%2C%20group%20pupils"),
            ("21 sealed.example:443 10.2.0.5 - CONNECT", "21 ERR message=category%20terrorism%2C%20list%20sealed%2C%20rule%20sealed%2C%20group%20staff"),
            ("22 http://[2001:db8::1]:80/ fd00::1 - GET", "22 OK"),
            ("23 http:// 10.1.0.5 - GET", "23 BH message=unreadable%20URI"),
            ("24 http://a.example/ nowhere - GET", "24 BH message=unreadable%20client%20address"),
            ("25", "25 BH message=a%20line%20is%20URI%20CLIENT-IP%20USER%20METHOD"),
            ("", "BH message=a%20line%20is%20URI%20CLIENT-IP%20USER%20METHOD"),
        ];
        foreach (var (line, answer) in talk)
        {
            await helper.Process.StandardInput.WriteAsync(line + "\n");
            await helper.Process.StandardInput.FlushAsync();
            Assert.Equal(answer, await helper.Process.StandardOutput.ReadLineAsync());
        }
        File.WriteAllText(rules + ".new", """{"groups":[{"name":"pupils","networks":["10.1.0.0/16"],"block":[]}]}""");
        File.Move(rules + ".new", rules, overwrite: true);
        await Eventually.SoAsync(async () =>
        {
            await helper.Process.StandardInput.WriteAsync("http://bets.example/ 10.1.0.5 - GET\n");
            await helper.Process.StandardInput.FlushAsync();
            return await helper.Process.StandardOutput.ReadLineAsync() == "OK";
        }, () => helper.Errors);
        helper.Process.StandardInput.Close();
        Assert.Equal(0, (await helper.EndAsync()).Code);
    }

    [Fact]
    public async Task Wrong_use_ends_with_2_and_says_what_is_wrong()
    {
        var index = await CompileAsync();
        var rules = Write("rules.json", """{"groups":[{"name":"pupils"}]}""");
        var bad = Write("bad.json", """{"groups":[{"name":"pupils","networks":["x"]}]}""");
        var damaged = Write("damaged", File.ReadAllText(index, Encoding.Latin1)[..100]);
        (string[] Arguments, string Says)[] wrong =
        [
            ([], "usage:"),
            (["lists"], "usage:"),
            (["compile"], "usage:"),
            (["--help"], "usage:"),
            (["classify"], "--index is needed"),
            (["classify", "--index"], "--index needs a value"),
            (["classify", "--index", index, "--index", index], "more than once"),
            (["classify", "--index", index, "--fast"], "unknown argument: --fast"),
            (["classify", "--index", Path.Combine(_folder, "none")], "none"),
            (["classify", "--index", damaged], "too short"),
            (["classify", "--index", rules], "too short"),
            (["decide", "--index", index, "--rules", rules, "--group", "staff"], "the rules have pupils"),
            (["decide", "--index", index, "--rules", bad, "--group", "pupils"], "$.groups[0].networks[0]"),
            (["decide", "--index", index, "--rules", rules, "--group", "pupils", "--at", "soon"], "--at soon"),
            (["lists", "compile", "--out", Path.Combine(_folder, "o"), "--list", "x"], "CATEGORY=FILE"),
            (["lists", "compile", "--out", Path.Combine(_folder, "o"), "--list", "X=" + rules], "a category is named"),
            (["lists", "compile", "--out", Path.Combine(_folder, "o"), "--list", "x=" + Path.Combine(_folder, "none")], "no such file"),
            (["lists", "compile", "--out", Path.Combine(_folder, "o"), "--ut1", Path.Combine(_folder, "none")], "no such folder"),
            (["lists", "compile", "--out", Path.Combine(_folder, "none", "o")], "none"),
            (["squid-helper", "--index", index, "--rules", bad], "$.groups[0].networks[0]"),
            (["node", "--index", index, "--rules", rules], "--listen is needed"),
            (["node", "--index", index, "--rules", rules, "--listen", "here", "--upstream", "127.0.0.1:53"], "--listen here"),
            (["node", "--index", damaged, "--rules", rules, "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:53"], "too short"),
            (["node", "--index", index, "--rules", bad, "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:53"], "$.groups[0].networks[0]"),
            (["node", "--index", index, "--rules", rules, "--listen", "192.0.2.1:0", "--upstream", "127.0.0.1:53"], "cannot listen"),
            (["node", "--index", index, "--rules", rules, "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:53", "--centre", "ftp://x", "--token-file", rules], "http or https"),
        ];
        foreach (var (arguments, says) in wrong)
        {
            var ended = await Tool.RunAsync("", arguments);
            Assert.True(ended.Code == 2, $"{string.Join(' ', arguments)} ended with {ended.Code}: {ended.Errors}");
            Assert.Contains(says, ended.Errors, StringComparison.Ordinal);
            Assert.Equal("", ended.Output);
        }
        var version = await Tool.RunAsync("", "version");
        Assert.Equal(0, version.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", version.Output);
    }
}
