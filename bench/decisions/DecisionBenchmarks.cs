using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Decisions;

/// <summary>
/// Decisions in process, one thread, as a node makes them: six groups by network, two of them with hours, exceptions, a device and a user, and
/// names of which every second is listed, half of those with labels in front. The limit beside them is one look-up of the name's hash in a
/// <see cref="HashSet{T}"/>, which knows no suffixes, no groups and no reason. Names come from TUTELA_BENCH_LISTED and TUTELA_BENCH_ASKED
/// (files, a name a line) or, without them, are made up.
/// </summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private const int Names = 1 << 16, Ahead = 8;

    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly byte[][] _names = new byte[Names][];
    private readonly ulong[] _hashes = new ulong[Names];
    private readonly Client[] _clients = new Client[64];
    private readonly NameSuffixes[] _suffixes = [.. Enumerable.Range(0, Ahead).Select(_ => new NameSuffixes())];
    private readonly HashSet<ulong> _set = [];
    private DomainIndex _index = null!;
    private Snapshot _snapshot = null!;
    private string _folder = "";

    /// <summary>Made-up names in the index, where no file names them.</summary>
    [Params(1_200_000)]
    public int Listed { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("tutela-decisions").FullName;
        var random = new Random(20261128);
        var listed = Environment.GetEnvironmentVariable("TUTELA_BENCH_LISTED") is { Length: > 0 } file ? File.ReadAllLines(file) : [.. Enumerable.Range(0, Listed).Select(_ => MadeUp(random))];
        var list = Path.Combine(_folder, "list.txt");
        File.WriteAllLines(list, listed);
        var builder = new IndexBuilder();
        builder.AddFile("adult", list);
        builder.Write(Path.Combine(_folder, "index"), new byte[16]);
        _index = DomainIndex.Open(Path.Combine(_folder, "index"));
        if (!RuleSet.TryRead(Encoding.UTF8.GetBytes(Rules), out var rules, out var faults)) throw new InvalidDataException(string.Join("; ", faults));
        _snapshot = new Snapshot(_index, rules);
        var others = Environment.GetEnvironmentVariable("TUTELA_BENCH_ASKED") is { Length: > 0 } asked ? File.ReadAllLines(asked) : null;
        for (var i = 0; i < Names; i++)
        {
            var name = (i % 4) switch
            {
                0 => listed[random.Next(listed.Length)],
                2 => "www.cdn." + listed[random.Next(listed.Length)],
                _ => others is null ? "www." + MadeUp(random) : others[random.Next(others.Length)].Split(' ')[0],
            };
            _names[i] = Encoding.ASCII.GetBytes(DomainName.Canonical(name) ?? "www.example");
        }
        foreach (var name in listed)
            if (DomainName.Canonical(name) is { } canonical) _set.Add(SuffixWalk.HashOf(Encoding.ASCII.GetBytes(canonical)));
        for (var i = 0; i < Names; i++) _hashes[i] = SuffixWalk.HashOf(_names[i]);
        for (var i = 0; i < _clients.Length; i++)
            _clients[i] = new Client(ClientAddress.From([10, (byte)(i % 6), (byte)i, 7]), i % 16 == 3 ? "aa:bb:cc:dd:ee:ff" : null, i % 16 == 5 ? "head" : null);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The limit.</summary>
    [Benchmark(OperationsPerInvoke = Names, Baseline = true)]
    public int OneHashSetLookUp()
    {
        var found = 0;
        foreach (var hash in _hashes)
            if (_set.Contains(hash)) found++;
        return found;
    }

    /// <summary>One name after the other.</summary>
    [Benchmark(OperationsPerInvoke = Names)]
    public int Decide()
    {
        var refused = 0;
        for (var i = 0; i < Names; i++)
            if (!_snapshot.Decide(new Query { Name = _names[i], Client = _clients[i % 64], Time = Monday }).Allowed) refused++;
        return refused;
    }

    /// <summary>As the node does it where several packets have come: what the next ones need is fetched meanwhile.</summary>
    [Benchmark(OperationsPerInvoke = Names)]
    public int DecideWithPrefetch()
    {
        var refused = 0;
        for (var i = 0; i < Ahead; i++) _index.Prefetch(_names[i], _suffixes[i]);
        for (var i = 0; i < Names; i++)
        {
            if (!_snapshot.Decide(new Query { Name = _names[i], Suffixes = _suffixes[i % Ahead], Client = _clients[i % 64], Time = Monday }).Allowed) refused++;
            if (i + Ahead < Names) _index.Prefetch(_names[i + Ahead], _suffixes[i % Ahead]);
        }
        return refused;
    }

    private static string MadeUp(Random random)
    {
        var name = new StringBuilder();
        for (var length = random.Next(6, 20); length > 0; length--) name.Append((char)('a' + random.Next(26)));
        return name.Append('.').Append(random.Next(40).ToString(CultureInfo.InvariantCulture)).Append("x.example").ToString();
    }

    private const string Rules =
        """
        {"groups":[
          {"name":"reception","networks":["10.0.0.0/16"],"block":["adult"],"allow":["maths.example",{"name":"pen.example","until":"2027-01-01T00:00:00Z"}],"deny":["shop.example"],"safeSearch":true,
           "hours":[{"days":["mon","tue","wed","thu","fri"],"from":"12:00","to":"13:00","allow":["games"]},{"from":"21:00","to":"06:00","block":["*"]}]},
          {"name":"juniors","networks":["10.1.0.0/16"],"block":["adult"],"allow":["maths.example","art.example"],"hours":[{"from":"21:00","to":"06:00","block":["*"]}]},
          {"name":"staff","networks":["10.2.0.0/16"],"block":["adult"],"users":["head"]},
          {"name":"office","networks":["10.3.0.0/16"],"block":["adult"],"deny":["shop.example"]},
          {"name":"guests","networks":["10.4.0.0/16"],"block":["adult"]},
          {"name":"tablets","devices":["aa:bb:cc:dd:ee:ff"],"block":["adult"]},
          {"name":"no-access","users":["unsigned"],"allow":["sign.example"]}
        ]}
        """;
}
