using System.Net;
using System.Net.Sockets;
using System.Text;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

public sealed class DnsTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private const int NxDomain = 3, FormErr = 1, NotImp = 4, Refused = 5, BadVers = 16;

    private readonly NodeUnderTest _node = shared.Node;

    [Theory]
    [InlineData(DnsMessage.A)]
    [InlineData(DnsMessage.Aaaa)]
    [InlineData(DnsMessage.Https)]
    [InlineData(DnsMessage.Svcb)]
    [InlineData(DnsMessage.Mx)]
    [InlineData(DnsMessage.Any)]
    [InlineData(4711)]
    public async Task A_listed_name_does_not_exist_for_any_type_and_the_reason_is_told(int type)
    {
        var query = DnsMessage.Query("wWw.BETS.example", type);
        foreach (var reply in (DnsMessage[])[await Dig.UdpAsync(_node.Server, query, "127.0.1.5"), (await Dig.TcpAsync(_node.Server, "127.0.1.5", query))[0]])
        {
            Assert.Equal(NxDomain, reply.Rcode);
            Assert.Equal("wWw.BETS.example", reply.QuestionName);
            Assert.Equal(query[12..^11], reply.Question);
            Assert.Empty(reply.Answers);
            Assert.Equal(17, reply.Ede);
            Assert.Equal("category gambling, list games, group pupils", reply.EdeText);
        }
        Assert.Equal(0, _node.Upstream.Count("www.bets.example"));
    }

    [Fact]
    public async Task Another_group_gets_the_answer()
    {
        var reply = await _node.AskAsync("staff.bets.example", from: "127.0.2.5");
        Assert.Equal(0, reply.Rcode);
        Assert.Equal("192.0.2.1", Assert.Single(reply.Answers).Address);
        Assert.Equal("2001:db8::1", Assert.Single((await _node.AskAsync("staff.bets.example", DnsMessage.Aaaa, "127.0.2.5")).Answers).Address);
    }

    [Theory]
    [InlineData("127.0.1.5")]
    [InlineData("127.0.2.5")]
    [InlineData("127.0.3.5")]
    [InlineData("127.0.9.9")]
    public async Task A_sealed_name_is_refused_to_everyone_and_not_named(string from)
    {
        foreach (var name in (string[])["sealed.example", "x.sealed.example", "terrorism.probe.tutela.invalid", "child-abuse.probe.tutela.invalid"])
        {
            var reply = await _node.AskAsync(name, from: from);
            Assert.Equal(15, reply.Ede);
            Assert.DoesNotContain("sealed.example", reply.EdeText, StringComparison.Ordinal);
            Assert.DoesNotContain(reply.Answers, a => a.Address == "192.0.2.1");
            Assert.Equal(0, _node.Upstream.Count(name));
        }
    }

    [Fact]
    public async Task A_block_page_stands_in_where_the_group_has_one()
    {
        var reply = await _node.AskAsync("bets.example", from: "127.0.3.5");
        Assert.Equal(0, reply.Rcode);
        Assert.Equal("192.0.2.80", Assert.Single(reply.Answers).Address);
        Assert.Equal(17, reply.Ede);
        reply = await _node.AskAsync("bets.example", DnsMessage.Aaaa, "127.0.3.5");
        Assert.Equal((0, 0), (reply.Rcode, reply.Answers.Count));
        reply = await _node.AskAsync("bets.example", DnsMessage.Https, "127.0.3.5");
        Assert.Equal((0, 0), (reply.Rcode, reply.Answers.Count));
    }

    [Fact]
    public async Task No_access_answers_only_what_its_allow_list_names()
    {
        var reply = await _node.AskAsync("bbc.example", from: "127.0.1.77");
        Assert.Equal((NxDomain, 15), (reply.Rcode, reply.Ede));
        Assert.Contains("group no-access", reply.EdeText, StringComparison.Ordinal);
        Assert.Single((await _node.AskAsync("www.school.example", from: "127.0.1.77")).Answers);
    }

    [Fact]
    public async Task Without_EDNS_in_there_is_none_out()
    {
        var refused = await _node.AskAsync("bets.example", edns: false);
        Assert.Equal((NxDomain, false), (refused.Rcode, refused.HasOpt));
        var answered = await _node.AskAsync("plain.example", edns: false);
        Assert.Equal((0, false, 1), (answered.Rcode, answered.HasOpt, answered.Answers.Count));
    }

    [Theory]
    [InlineData("use-application-dns.net")]
    [InlineData("mask.icloud.com")]
    [InlineData("mask-h2.icloud.com")]
    [InlineData("_dns.resolver.arpa")]
    public async Task Canary_names_do_not_exist_for_anyone(string name)
    {
        foreach (var from in (string[])["127.0.1.5", "127.0.2.5"])
        {
            Assert.Equal(NxDomain, (await _node.AskAsync(name, from: from)).Rcode);
            Assert.Equal(NxDomain, (await _node.AskAsync(name, DnsMessage.Svcb, from)).Rcode);
        }
        Assert.Equal(0, _node.Upstream.Count(name));
    }

    [Theory]
    [InlineData("www.google.com", "forcesafesearch.google.com")]
    [InlineData("google.co.uk", "forcesafesearch.google.com")]
    [InlineData("WWW.google.com.AU", "forcesafesearch.google.com")]
    [InlineData("www.bing.com", "strict.bing.com")]
    [InlineData("duckduckgo.com", "safe.duckduckgo.com")]
    [InlineData("m.youtube.com", "restrict.youtube.com")]
    [InlineData("pixabay.com", "safesearch.pixabay.com")]
    [InlineData("www.ecosia.org", "strict-safe-search.ecosia.org")]
    [InlineData("search.brave.com", "forcesafe.search.brave.com")]
    public async Task Safe_search_leads_where_the_engine_says(string name, string target)
    {
        var reply = await _node.AskAsync(name);
        Assert.Equal(name, reply.QuestionName);
        Assert.Equal([(name, DnsMessage.Cname), (target, DnsMessage.A)], reply.Answers.Select(a => (a.Name, a.Type)));
        Assert.Equal(target, reply.Answers[0].Target);
        Assert.Equal("192.0.2.1", reply.Answers[1].Address);
        var other = await _node.AskAsync(name, DnsMessage.Https);
        Assert.Equal((0, 0), (other.Rcode, other.Answers.Count));
        Assert.Equal(0, _node.Upstream.Count(name.ToLowerInvariant()));
        Assert.Single((await Dig.TcpAsync(_node.Server, "127.0.1.5", DnsMessage.Query(name, DnsMessage.Aaaa)))[0].Answers, a => a.Type == DnsMessage.Aaaa);
    }

    [Theory]
    [InlineData("mail.google.com")]
    [InlineData("google.com.evil.example")]
    [InlineData("notgoogle.com")]
    [InlineData("www.google.example")]
    [InlineData("youtube.com.example")]
    public async Task Safe_search_touches_nothing_else(string name)
    {
        Assert.Equal(DnsMessage.A, Assert.Single((await _node.AskAsync(name)).Answers).Type);
        Assert.NotEqual(0, _node.Upstream.Count(name));
    }

    [Fact]
    public async Task Safe_search_is_the_groups_choice()
    {
        Assert.Equal(DnsMessage.A, Assert.Single((await _node.AskAsync("www.google.de", from: "127.0.2.5")).Answers).Type);
    }

    [Fact]
    public async Task A_listed_name_behind_a_CNAME_is_found()
    {
        _node.Upstream.Special["cloak.example"] = (query, _) => [DnsMessage.Reply(query, 0,
            [(null, DnsMessage.Cname, 60, DnsMessage.Wire("mid.example")), ("mid.example", DnsMessage.Cname, 60, DnsMessage.Wire("x.tracker.example")), ("x.tracker.example", DnsMessage.A, 60, [192, 0, 2, 9])])];
        for (var i = 0; i < 2; i++)
        {
            var reply = await _node.AskAsync("cloak.example", from: "127.0.2.5");
            Assert.Equal((NxDomain, 17, "category ads, list trackers, group staff"), (reply.Rcode, reply.Ede, reply.EdeText));
        }
        Assert.Equal(3, (await _node.AskAsync("cloak.example", from: "127.0.3.5")).Answers.Count);
        Assert.Equal(1, _node.Upstream.Count("cloak.example"));
    }

    [Fact]
    public async Task An_allowed_name_may_lead_to_a_listed_one_but_never_to_a_sealed_one()
    {
        _node.Upstream.Special["via.example"] = (query, _) => [DnsMessage.Reply(query, 0, [(null, DnsMessage.Cname, 60, DnsMessage.Wire("x.tracker.example")), ("x.tracker.example", DnsMessage.A, 60, [192, 0, 2, 9])])];
        _node.Upstream.Special["x.via.example"] = (query, _) => [DnsMessage.Reply(query, 0, [(null, DnsMessage.Cname, 60, DnsMessage.Wire("x.sealed.example")), ("x.sealed.example", DnsMessage.A, 60, [192, 0, 2, 9])])];
        Assert.Equal(2, (await _node.AskAsync("via.example")).Answers.Count);
        Assert.Equal(15, (await _node.AskAsync("x.via.example")).Ede);
    }

    [Fact]
    public async Task A_listed_name_behind_an_HTTPS_record_is_found()
    {
        _node.Upstream.Special["service.example"] = (query, _) => [DnsMessage.Reply(query, 0, [(null, DnsMessage.Https, 60, [0, 0, .. DnsMessage.Wire("x.tracker.example")])])];
        Assert.Equal(NxDomain, (await _node.AskAsync("service.example", DnsMessage.Https)).Rcode);
    }

    [Fact]
    public async Task Answers_come_from_the_cache_with_the_askers_own_letters()
    {
        Assert.Single((await _node.AskAsync("cached.example")).Answers);
        var again = await _node.AskAsync("CACHED.example");
        Assert.Equal("CACHED.example", again.QuestionName);
        Assert.InRange(Assert.Single(again.Answers).Ttl, 1u, 300u);
        Assert.Equal(1, _node.Upstream.Count("cached.example"));
        await _node.AskAsync("cached.example", DnsMessage.Aaaa);
        Assert.Equal(2, _node.Upstream.Count("cached.example"));
    }

    [Fact]
    public async Task What_does_not_exist_is_cached_for_as_long_as_its_zone_says()
    {
        _node.Upstream.Special["gone.example"] = (query, _) => [DnsMessage.Reply(query, 3, [], soa: (600, 300))];
        _node.Upstream.Special["gone-once.example"] = (query, _) => [DnsMessage.Reply(query, 3, [])];
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal((NxDomain, 1, -1), await _node.AskAsync("gone.example") is var r ? (r.Rcode, r.Authority.Count, r.Ede) : default);
            Assert.Equal(NxDomain, (await _node.AskAsync("gone-once.example")).Rcode);
        }
        Assert.Equal((1, 2), (_node.Upstream.Count("gone.example"), _node.Upstream.Count("gone-once.example")));
    }

    [Fact]
    public async Task A_long_answer_is_cut_over_UDP_and_whole_over_TCP()
    {
        _node.Upstream.Special["long.example"] = (query, tcp) => tcp
            ? [DnsMessage.Reply(query, 0, [.. Enumerable.Range(1, 120).Select(i => ((string?)null, DnsMessage.A, 60u, (byte[])[192, 0, 2, (byte)i]))])]
            : [DnsMessage.Reply(query, 0, [], truncated: true)];
        var udp = await _node.AskAsync("long.example");
        Assert.True(udp.Truncated);
        Assert.Empty(udp.Answers);
        Assert.Equal(120, (await Dig.TcpAsync(_node.Server, "127.0.1.5", DnsMessage.Query("long.example", DnsMessage.A)))[0].Answers.Count);
        // 40 records fit in 1232 bytes and not in 512.
        _node.Upstream.Special["middle.example"] = (query, _) => [DnsMessage.Reply(query, 0, [.. Enumerable.Range(1, 40).Select(i => ((string?)null, DnsMessage.A, 60u, (byte[])[192, 0, 2, (byte)i]))])];
        Assert.Equal(40, (await _node.AskAsync("middle.example")).Answers.Count);
        Assert.True((await _node.AskAsync("middle.example", edns: false)).Truncated);
    }

    [Fact]
    public async Task Many_questions_on_one_connection_are_all_answered()
    {
        var names = Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? $"n{i}.bets.example" : $"n{i}.example").ToArray();
        var replies = await Dig.TcpAsync(_node.Server, "127.0.1.5", [.. names.Select((n, i) => DnsMessage.Query(n, DnsMessage.A, id: i))]);
        Assert.Equal(Enumerable.Range(0, 30), replies.Select(r => r.Id).Order());
        Assert.All(replies, r => Assert.Equal(r.Id % 3 == 0 ? NxDomain : 0, r.Rcode));
    }

    [Fact]
    public async Task An_ANY_question_is_not_passed_on()
    {
        var reply = await _node.AskAsync("any.example", DnsMessage.Any);
        Assert.Equal(13, Assert.Single(reply.Answers).Type);
        Assert.Equal(0, _node.Upstream.Count("any.example"));
    }

    [Fact]
    public async Task The_version_can_be_asked_for_and_other_classes_are_refused()
    {
        var reply = await Dig.UdpAsync(_node.Server, DnsMessage.Query("version.tutela", DnsMessage.Txt, recordClass: 3));
        Assert.Matches(@"^\d+\.\d+\.\d+$", Encoding.ASCII.GetString(Assert.Single(reply.Answers).Data[1..]));
        Assert.Equal(Refused, (await Dig.UdpAsync(_node.Server, DnsMessage.Query("bets.example", DnsMessage.A, recordClass: 3))).Rcode);
        Assert.Equal(Refused, (await _node.AskAsync("bets.example", 252)).Rcode);
    }

    public static TheoryData<byte[], int> Malformed()
    {
        var good = DnsMessage.Query("bets.example", DnsMessage.A);
        byte[] With(int at, params byte[] bytes)
        {
            var packet = (byte[])good.Clone();
            bytes.CopyTo(packet, at);
            return packet;
        }

        return new TheoryData<byte[], int>
        {
            { good[..12], FormErr },
            { good[..20], FormErr },
            { good[..27], FormErr },
            { good[..^1], FormErr },
            { With(4, 0, 0), FormErr },
            { With(4, 0, 2), FormErr },
            { With(6, 0, 1), FormErr },
            { With(8, 0, 1), FormErr },
            { With(10, 0, 2), FormErr },
            { With(10, 255, 255), FormErr },
            { With(12, 0xC0, 0x0C), FormErr },
            { With(12, 0x40), FormErr },
            { With(12, 63), FormErr },
            { With(2, 0x29), NotImp },
            { With(2, 0x11), NotImp },
            { With(good.Length - 5, 1), BadVers },
            { [.. DnsMessage.Query(string.Join('.', Enumerable.Repeat("a", 130)), DnsMessage.A)], FormErr },
        };
    }

    [Theory, MemberData(nameof(Malformed))]
    public async Task A_malformed_packet_gets_an_error_on_both_transports(byte[] packet, int rcode)
    {
        Assert.Equal(rcode, (await Dig.UdpAsync(_node.Server, packet)).Rcode & (rcode == BadVers ? 0xFF : 0x0F));
        Assert.Equal(rcode, (await Dig.TcpAsync(_node.Server, "127.0.0.1", packet))[0].Rcode & (rcode == BadVers ? 0xFF : 0x0F));
    }

    [Fact]
    public async Task What_is_too_short_or_itself_a_reply_gets_nothing_and_junk_stops_nothing()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.1.6"), 0));
        await socket.SendAsync(Array.Empty<byte>(), _node.Server);
        await socket.SendAsync(new byte[11], _node.Server);
        var reply = DnsMessage.Query("bets.example", DnsMessage.A, id: 1);
        reply[2] |= 0x80;
        await socket.SendAsync(reply, _node.Server);
        // What comes first is the answer to the last one: the others got none.
        await socket.SendAsync(DnsMessage.Query("bets.example", DnsMessage.A, id: 77), _node.Server);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.Equal(77, DnsMessage.Read((await socket.ReceiveAsync(patience.Token)).Buffer).Id);

        var random = new Random(53);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = i % 2 == 0 ? new byte[random.Next(0, 100)] : DnsMessage.Query("www.bets.example", random.Next(300));
            if (i % 2 == 0) random.NextBytes(packet);
            else for (var flips = random.Next(1, 6); flips > 0; flips--) packet[random.Next(packet.Length)] = (byte)random.Next(256);
            await socket.SendAsync(packet, _node.Server);
        }
        for (var i = 0; i < 50; i++)
        {
            var junk = new byte[random.Next(1, 200)];
            random.NextBytes(junk);
            using var client = new TcpClient();
            await client.ConnectAsync(_node.Server);
            await client.GetStream().WriteAsync(junk);
        }
        Assert.Equal(NxDomain, (await _node.AskAsync("after.bets.example")).Rcode);
        Assert.False(_node.Tool.Process.HasExited, _node.Tool.Errors);
    }
}
