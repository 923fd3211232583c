using System.Net;
using System.Text;
using Tutela.Engine.Policy;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>Packets, whole and broken, straight into the answerer; as many as <c>TUTELA_FUZZ</c> says (<c>bench/fuzz</c>), else a few.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["bets.example", "www.bets.example", "BETS.EXAMPLE", "a.b.example", "b.example", "xbets.example", "bets.example.test", "fine.example", "use-application-dns.net", "www.google.com", ""];
    private static readonly int[] Types = [DnsMessage.A, DnsMessage.Aaaa, DnsMessage.Https, DnsMessage.Any, DnsMessage.Txt, 252, 4711];

    [Fact]
    public void No_packet_crashes_the_answerer_or_is_answered_wrongly()
    {
        var count = long.TryParse(Environment.GetEnvironmentVariable("TUTELA_FUZZ"), out var many) ? many : 100_000;
        using var node = new AnswererUnderTest(records: true);
        var random = new Random(20261128);
        var client = ClientAddress.From(IPAddress.Parse("10.1.0.5"));
        var reply = new byte[2048];
        long dropped = 0, refused = 0, asked = 0, malformed = 0;
        for (long i = 0; i < count; i++)
        {
            var (packet, name) = Packet(random);
            var size = node.Answer(packet, client, reply, out var pending);
            if (i % 1000 == 0)
                while (node.Queue.Take(out _) is { } chunk) node.Queue.Return(chunk);
            if (pending is not null)
            {
                asked++;
                if (size != 0 || name is not null && IsRefused(name)) Assert.Fail($"{Convert.ToHexString(packet)} was passed on");
                continue;
            }
            if (size == 0)
            {
                dropped++;
                // Only what is too short to answer, or is itself a reply, gets nothing.
                if (packet.Length >= 12 && (packet[2] & 0x80) == 0) Assert.Fail($"{Convert.ToHexString(packet)} got nothing");
                continue;
            }
            var read = DnsMessage.Read(reply[..size]);
            if (read.Id != DnsMessage.U16(packet, 0)) Assert.Fail($"{Convert.ToHexString(packet)}: another id");
            if (read.Rcode == 1) malformed++;
            if (name is null) continue;
            if (IsRefused(name) != (read.Ede == 17 && read.Rcode == 3)) Assert.Fail($"{name} answered with {read.Rcode}, {read.Ede}");
            if (read.QuestionName != name) Assert.Fail($"{name} became {read.QuestionName}");
            refused += IsRefused(name) ? 1 : 0;
        }
        output.WriteLine($"{count} packets: {asked} would be asked upstream, {refused} whole ones refused, {malformed} malformed, {dropped} dropped");
        Assert.True(asked > 0 && refused > 0 && malformed > 0 && dropped > 0);
    }

    private static bool IsRefused(string name) => name.ToLowerInvariant() is var n && (n == "bets.example" || n.EndsWith(".bets.example", StringComparison.Ordinal) || n == "a.b.example");

    /// <summary>A packet, and its name where it is whole.</summary>
    private static (byte[] Packet, string? Name) Packet(Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                var junk = new byte[random.Next(0, 120)];
                random.NextBytes(junk);
                return (junk, null);
            case 1:
                var name = Names[random.Next(Names.Length - 1)];
                return (DnsMessage.Query(name, Types[random.Next(4)], random.Next(65536)), name);
            case 2:
                var whole = DnsMessage.Query(Names[random.Next(Names.Length)], Types[random.Next(Types.Length)], random.Next(65536), random.Next(2) == 0);
                for (var flips = random.Next(1, 6); flips > 0; flips--) whole[random.Next(whole.Length)] = (byte)random.Next(256);
                return (whole, null);
            default:
                var cut = DnsMessage.Query(Names[random.Next(Names.Length)], Types[random.Next(Types.Length)], random.Next(65536));
                return ([.. cut[..random.Next(cut.Length)], .. Encoding.ASCII.GetBytes(new string('x', random.Next(3)))], null);
        }
    }
}
