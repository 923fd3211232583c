using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests;

/// <summary>Names of any bytes against the plain rules; as many as <c>TUTELA_FUZZ</c> says (<c>bench/fuzz</c>), else a few.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Listed = ["bets.example", "a.b.example", "co.example", "x.test", "deep.down.below.test"];
    private static readonly string[] Labels = ["bets", "a", "b", "co", "x", "deep", "down", "below", "example", "test", "BETS", "eXample", "www", "xn--bcher-kva", "-", "_", "b\u00FCcher", "bet", "betss", "", " ", "\0", "\u3002", "\uD800", new('l', 63), new('l', 64)];

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void No_name_crashes_the_engine_or_is_decided_wrongly()
    {
        var count = long.TryParse(Environment.GetEnvironmentVariable("TUTELA_FUZZ"), out var many) ? many : 100_000;
        using var index = _shop.Index(("gambling", "games", string.Join('\n', Listed) + "\n"), ("terrorism", "police", "sealed.test\n"));
        var snapshot = new Snapshot(index, Workshop.Rules("""{"groups":[{"name":"pupils","block":["gambling"]}]}"""));
        var group = snapshot.Rules.Groups[0];
        var random = new Random(20261128);
        var listed = Listed.ToHashSet(StringComparer.Ordinal);
        long read = 0, refused = 0;
        var name = new byte[DomainName.MaxLength];
        var raw = new byte[300];
        for (long i = 0; i < count; i++)
        {
            var text = Text(random, raw);
            if (!DomainName.TryCanonical(text, name, out var length)) continue;
            read++;
            var decision = snapshot.Decide(new Query { Name = name.AsSpan(0, length), Time = Workshop.MondayMorning }, group);
            var plain = Encoding.Latin1.GetString(name, 0, length);
            var expected = plain.Length > 0 && Deciding.SlowMatcher.Suffixes(plain).Any(s => listed.Contains(s) || s is "sealed.test" or "gambling.probe.tutela.invalid");
            if (expected == decision.Allowed) Assert.Fail($"{Convert.ToHexString(name.AsSpan(0, length))}: allowed {decision.Allowed}");
            if (!decision.Allowed) refused++;
        }
        output.WriteLine($"{count} names, {read} of them readable, {refused} refused");
        Assert.True(refused > count / 100 && read > count / 10, $"{read} read, {refused} refused");
    }

    private static ReadOnlySpan<byte> Text(Random random, byte[] raw)
    {
        if (random.Next(8) == 0)
        {
            var length = random.Next(raw.Length);
            random.NextBytes(raw.AsSpan(0, length));
            return raw.AsSpan(0, length);
        }
        var used = 0;
        for (var labels = random.Next(1, 6); labels > 0; labels--)
        {
            if (used > 0) raw[used++] = (byte)'.';
            used += Encoding.UTF8.GetBytes(Labels[random.Next(random.Next(3) == 0 ? Labels.Length : 12)], raw.AsSpan(used, Math.Min(80, raw.Length - used)));
            if (used > 200) break;
        }
        if (random.Next(6) == 0 && used > 0) raw[random.Next(used)] = (byte)random.Next(256);
        return raw.AsSpan(0, used);
    }
}
