using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;
using Tutela.Node.Activity;
using Tutela.Node.Serving;
using Tutela.Node.Upstream;

namespace Tutela.Node.Tests.Support;

/// <summary>The answerer in this process, on a real index and a real upstream, for what is counted or asked by the million.</summary>
internal sealed class AnswererUnderTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tutela-answerer-").FullName;
    private readonly UpstreamServer _upstream = new();
    private readonly DomainIndex _index;
    private readonly Answerer _answerer;
    private readonly Asked _asked = new();

    public AnswererUnderTest(bool records)
    {
        var list = Path.Combine(_folder, "games.txt");
        File.WriteAllText(list, "bets.example\na.b.example\n");
        var builder = new IndexBuilder();
        builder.AddFile("gambling", list);
        builder.Write(Path.Combine(_folder, "index"), new byte[16]);
        _index = DomainIndex.Open(Path.Combine(_folder, "index"));
        Assert.True(RuleSet.TryRead(Encoding.UTF8.GetBytes("""{"groups":[{"name":"pupils","networks":["10.1.0.0/16"],"block":["gambling"],"safeSearch":true},{"name":"paged","networks":["10.2.0.0/16"],"block":["gambling"],"blockPage":["192.0.2.80","2001:db8::80"]}]}"""), out var rules, out _));
        Queue = new ActivityQueue(records);
        Decider = new Decider(new Snapshot(_index, rules));
        var pool = new UpstreamPool([new UpstreamAddress(_upstream.EndPoint, false, "127.0.0.1")], null, TimeProvider.System);
        _answerer = new Answerer(Decider, new Resolver(pool, 1000, TimeProvider.System, CancellationToken.None), Queue, new Neighbours(Path.Combine(_folder, "none")), [], new NodeMetrics(), TimeProvider.System);
    }

    public ActivityQueue Queue { get; }

    public Decider Decider { get; }

    public int Answer(ReadOnlySpan<byte> packet, ClientAddress from, Span<byte> reply, out Pending? pending)
    {
        _answerer.Read(packet, _asked);
        return _answerer.Answer(_asked, packet, new Origin(from, null, Stream: false), Moment.Of(TimeProvider.System), reply, out pending);
    }

    public Task<int> ResolveAsync(Pending pending, byte[] reply) => _answerer.ResolveAsync(pending, reply);

    public void Dispose()
    {
        _index.Dispose();
        _upstream.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
