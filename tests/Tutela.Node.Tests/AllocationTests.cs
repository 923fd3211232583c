using System.Net;
using Tutela.Engine.Policy;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>What one answer allocates, against <c>bench/budgets.json</c>.</summary>
public sealed class AllocationTests
{
    private static readonly ClientAddress[] Clients = [.. ((string[])["10.1.0.5", "10.2.0.5", "192.0.2.9"]).Select(a => ClientAddress.From(IPAddress.Parse(a)))];

    [Theory]
    [InlineData(false, "refusedQuery")]
    [InlineData(true, "refusedQueryRecorded")]
    public void A_refused_question_keeps_to_its_budget(bool records, string budget)
    {
        using var node = new AnswererUnderTest(records);
        byte[][] queries = [DnsMessage.Query("www.bets.example", DnsMessage.A), DnsMessage.Query("bets.example", DnsMessage.Aaaa, edns: false), DnsMessage.Query("x.a.b.example", DnsMessage.Https)];
        Assert.InRange(PerAnswer(node, queries), 0, Budgets.Of("allocatedBytes", budget));
    }

    [Theory]
    [InlineData(false, "cachedQuery")]
    [InlineData(true, "cachedQueryRecorded")]
    public async Task An_answer_from_the_cache_keeps_to_its_budget(bool records, string budget)
    {
        using var node = new AnswererUnderTest(records);
        byte[][] queries = [DnsMessage.Query("fine.example", DnsMessage.A), DnsMessage.Query("FINE.example", DnsMessage.A), DnsMessage.Query("fine.example", DnsMessage.Aaaa, edns: false)];
        var reply = new byte[2048];
        foreach (var query in queries)
        {
            node.Answer(query, Clients[0], reply, out var pending);
            if (pending is not null) Assert.NotEqual(0, await node.ResolveAsync(pending, reply));
        }
        Assert.InRange(PerAnswer(node, queries), 0, Budgets.Of("allocatedBytes", budget));
    }

    private static double PerAnswer(AnswererUnderTest node, byte[][] queries)
    {
        const int Times = 1_000;
        var reply = new byte[2048];
        Answer(100);
        // Few enough that one chunk of records holds them all: a second one is made once and used again.
        while (node.Queue.Take() is { } chunk) node.Queue.Return(chunk);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Answer(Times);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (Times * queries.Length * Clients.Length);

        void Answer(int times)
        {
            for (var i = 0; i < times; i++)
                foreach (var query in queries)
                    foreach (var client in Clients)
                        if (node.Answer(query, client, reply, out var pending) == 0 || pending is not null) Assert.Fail("not answered at once");
        }
    }
}
