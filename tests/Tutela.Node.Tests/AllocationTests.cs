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
        const int Times = 200;
        var reply = new byte[2048];
        Answer(100);
        // What an answer allocates, it allocates each time. A collection that other tests bring about counts what is left of this thread's
        // piece of memory as used, so the least of some rounds is the truth. One chunk of records holds a round; it is used again.
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            while (node.Queue.Take(out _) is { } chunk) node.Queue.Return(chunk);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Answer(Times);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return (double)least / (Times * queries.Length * Clients.Length);

        void Answer(int times)
        {
            for (var i = 0; i < times; i++)
                foreach (var query in queries)
                    foreach (var client in Clients)
                        if (node.Answer(query, client, reply, out var pending) == 0 || pending is not null) Assert.Fail("not answered at once");
        }
    }
}
