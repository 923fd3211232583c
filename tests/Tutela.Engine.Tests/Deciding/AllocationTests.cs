using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests.Deciding;

public sealed class AllocationTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_decision_allocates_nothing()
    {
        using var index = _shop.Index(("gambling", "games", "bets.example\n@@||fine.bets.example^\n"), ("terrorism", "police", "sealed.example\n"));
        var rules = Workshop.Rules("""{"groups":[{"name":"pupils","networks":["10.1.0.0/16","fd00::/8"],"devices":["aa:bb:cc:dd:ee:ff"],"block":["gambling"],"allow":["ok.example"],"hours":[{"from":"12:00","to":"13:00","block":["*"]}]},{"name":"staff","networks":["10.2.0.0/16"]}]}""");
        var snapshot = new Snapshot(index, rules);
        byte[][] names = [.. ((string[])["www.bets.example", "fine.bets.example", "a.b.c.d.other.example", "sealed.example", "ok.example", "com"]).Select(Encoding.ASCII.GetBytes)];
        Client[] clients = [Workshop.At("10.1.2.3"), Workshop.At("10.2.0.1"), Workshop.At("fd00::1"), Workshop.At("192.0.2.1"), Workshop.At("192.0.2.1", device: "aa:bb:cc:dd:ee:ff")];
        var refused = 0;
        Decide(100);
        // What a decision allocates, it allocates each time. A collection that other tests bring about counts what is left of this thread's
        // piece of memory as used, so the least of some rounds is the truth.
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Decide(400);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.NotEqual(0, refused);
        Assert.InRange((double)least / (400 * names.Length * clients.Length), 0, Budgets.Of("allocatedBytes", "decision"));

        void Decide(int times)
        {
            for (var i = 0; i < times; i++)
                foreach (var name in names)
                    foreach (var client in clients)
                        if (!snapshot.Decide(new Query { Name = name, Client = client, Time = Workshop.MondayMorning.AddMinutes(i) }).Allowed) refused++;
        }
    }
}
