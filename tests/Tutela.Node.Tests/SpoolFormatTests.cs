using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Tutela.Engine.Deciding;
using Tutela.Engine.Policy;
using Tutela.Node.Activity;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

public sealed class SpoolFormatTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 10, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(15_000)]
    public void What_was_recorded_comes_out_again_counted(int names)
    {
        using var node = new AnswererUnderTest(records: true);
        for (var i = 0; i < names; i++)
            for (var times = i == 7 ? 3 : 1; times > 0; times--) Record(node, $"n{i}.bets.example", $"10.1.{i / 250 % 250}.{i % 250}", Time.AddMilliseconds(i % 40 == 3 ? -i : i));
        var segment = Segment(node.Queue, out var chunks);
        var records = Json(segment);
        Assert.Equal(names + (names > 7 ? 2 : 0), records.Sum(r => r.GetProperty("count").GetInt64()));
        Assert.Equal((records.Sum(r => r.GetProperty("count").GetInt64()), segment.Length), (SpoolFormat.Measure(segment).Records, SpoolFormat.Measure(segment).Length));
        var last = records.Single(r => r.GetProperty("name").GetString() == $"n{names - 1}.bets.example");
        Assert.Equal($"10.1.{(names - 1) / 250 % 250}.{(names - 1) % 250} pupils A block gambling games bets.example",
            string.Join(' ', ((string[])["client", "group", "type", "action", "category", "list", "rule"]).Select(p => last.GetProperty(p).GetString())));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("device").ValueKind);
        Assert.Equal(Time.AddMilliseconds((names - 1) % 40 == 3 ? 1 - names : names - 1).ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture), last.GetProperty("at").GetString()![11..23]);
        if (names > 10_000) Assert.True(chunks > 1, $"{chunks} chunk");
    }

    [Fact]
    public void A_record_of_real_length_keeps_to_its_budget_uncompressed()
    {
        using var node = new AnswererUnderTest(records: true);
        // 200 devices and names of 18 letters, as lists have on average; more than are compressed.
        for (var i = 0; i < 12_000; i++) Record(node, $"n{i:d5}.bets.example", $"10.1.0.{i % 200}", Time.AddMilliseconds(i / 20));
        var chunk = node.Queue.Take(out _)!;
        Assert.True(chunk.Count > 10_000);
        Assert.InRange((double)SpoolFormat.Frame(chunk).Length / chunk.Count, 0, Budgets.Of("bytesPerRecord", "spool"));
    }

    [Fact]
    public void When_nobody_takes_the_chunks_what_does_not_fit_is_counted_as_lost()
    {
        using var node = new AnswererUnderTest(records: true);
        for (var i = 0; i < 500_000; i++) Record(node, "a-name-of-forty-letters-or-a-few-more.bets.example", "10.1.0.5", Time);
        Assert.NotEqual(0, node.Queue.Lost);
        long kept = 0;
        while (node.Queue.Take(out _) is { } chunk)
        {
            kept += chunk.Count;
            node.Queue.Return(chunk);
        }
        Assert.Equal(500_000, kept + node.Queue.Lost);
    }

    [Fact]
    public void Segments_of_the_form_before_are_still_sent()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("{\"name\":\"old.example\",\"count\":2}\n"u8);
        var payload = packed.ToArray();
        byte[] segment = [.. "TSPOOL1\n"u8, .. BitConverter.GetBytes(payload.Length), .. BitConverter.GetBytes(2u), .. BitConverter.GetBytes(Crc(payload)), .. payload];
        Assert.Equal((segment.Length, 2L), SpoolFormat.Measure(segment));
        Assert.Equal("old.example", Assert.Single(Json(segment)).GetProperty("name").GetString());
    }

    [Fact]
    public void A_changed_byte_ends_the_segment_before_its_frame()
    {
        using var node = new AnswererUnderTest(records: true);
        for (var i = 0; i < 20; i++) Record(node, $"n{i}.bets.example", "10.1.0.5", Time);
        var sound = Segment(node.Queue, out _);
        for (var at = 0; at < sound.Length; at++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[at] ^= 0x41;
            // The number of records is told, not checked: it is how much was lost when the rest is.
            if (at is >= 12 and < 16) continue;
            Assert.Equal(0, SpoolFormat.Measure(damaged).Records);
        }
    }

    private static void Record(AnswererUnderTest node, string name, string from, DateTimeOffset time)
    {
        var client = new Client(ClientAddress.From(IPAddress.Parse(from)));
        var bytes = Encoding.ASCII.GetBytes(name);
        var decision = node.Decider.Decide(new Query { Name = bytes, Client = client, Time = time });
        node.Queue.Record(bytes, DnsMessage.A, client, decision, bytes, time);
    }

    private static byte[] Segment(ActivityQueue queue, out int chunks)
    {
        var segment = new List<byte>(SpoolFormat.Magic.ToArray());
        for (chunks = 0; queue.Take(out _) is { } chunk; chunks++)
        {
            segment.AddRange(SpoolFormat.Frame(chunk));
            queue.Return(chunk);
        }
        return [.. segment];
    }

    private static List<JsonElement> Json(byte[] segment)
    {
        using var gzip = new GZipStream(new MemoryStream(SpoolFormat.ToJson(segment).Json), CompressionMode.Decompress);
        return [.. new StreamReader(gzip).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
