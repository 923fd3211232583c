using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Cli.Running;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Tests;

/// <summary>A real node process, real sockets, the real centre: a name is asked for, refused, and stands on the safeguarding lead's page.</summary>
public sealed class NodeJourneyTests(TestHost host)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Refused_name_reaches_the_leads_page_repeats_raise_an_alert_and_the_node_is_started_again_and_stopped()
    {
        var school = await SchoolAsync();
        var data = Directory.CreateTempSubdirectory("tutela-node-").FullName;
        using var upstream = new Upstream();
        var listen = new IPEndPoint(IPAddress.Loopback, FreePort());
        var said = new StringWriter();
        try
        {
            await using (var node = new NodeProcess(host.Services, new NodeFiles(data), host.Address, listen, upstream.Address, TextWriter.Synchronized(said), school.Slug))
            {
                node.Start();
                await node.Ready.WaitAsync(Most);
                using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
                Assert.Equal(3, await AskAsync(listen, "127.0.1.5", "gambling.example"));
                Assert.Equal(0, await AskAsync(listen, "127.0.2.5", "gambling.example"));
                Assert.Equal(3, await AskAsync(listen, "127.0.9.9", "gambling.example"));
                Assert.Equal(0, await AskAsync(listen, "127.0.1.5", "school.example"));
                await UntilAsync(async () =>
                {
                    var page = await dsl.OpenAsync("monitoring");
                    return page.Text.Contains("gambling.example", StringComparison.Ordinal) && page.Text.Contains("127.0.1.5", StringComparison.Ordinal);
                });
                (await dsl.OpenAsync("monitoring")).ShouldSay("an address in the group Pupils").ShouldNotSay("127.0.2.5").ShouldNotSay("school.example");

                for (var i = 0; i < 4; i++) await AskAsync(listen, "127.0.1.5", "gambling.example");
                await UntilAsync(() => school.QueryAsync(db => db.Set<Alert>().AnyAsync(a => a.Kind == AlertKind.RepeatedAttempts && a.Subject == "address:127.0.1.5")));
                (await dsl.OpenAsync("filtering/nodes")).ShouldSay("No illegal-content list installed").ShouldSay("Working");

                var first = node.ProcessId;
                using (var process = System.Diagnostics.Process.GetProcessById(first)) process.Kill();
                await UntilAsync(async () => node.ProcessId is not 0 and var id && id != first && await TryAskAsync(listen, "127.0.1.5", "gambling.example") == 3);
                first = node.ProcessId;
                await node.DisposeAsync();
                Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(first));
            }
            Assert.Contains("ready", said.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Changed_group_reaches_the_node()
    {
        var school = await SchoolAsync();
        var data = Directory.CreateTempSubdirectory("tutela-node-").FullName;
        using var upstream = new Upstream();
        var listen = new IPEndPoint(IPAddress.Loopback, FreePort());
        try
        {
            await using var node = new NodeProcess(host.Services, new NodeFiles(data), host.Address, listen, upstream.Address, TextWriter.Null, school.Slug);
            node.Start();
            await node.Ready.WaitAsync(Most);
            Assert.Equal(3, await AskAsync(listen, "127.0.3.1", "gambling.example"));
            using var computing = await school.AsAsync(Role.ComputingLead);
            var edit = await computing.OpenAsync("filtering/groups/staff");
            var check = await edit.PressAsync("Check what changes", ("Input.Networks", "127.0.2.0/24\n127.0.3.0/24"));
            check.ShouldSay("127.0.2.0/24, 127.0.3.0/24");
            await check.PressAsync("Save these changes");
            await UntilAsync(async () => await TryAskAsync(listen, "127.0.3.1", "gambling.example") == 0);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Device_of_somebody_who_has_not_signed_is_answered_as_no_access_until_they_sign()
    {
        var school = await SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.RunJobAsync<AgreementJob>();
        await school.RunJobAsync<AccessJob>();
        using var support = await school.AsAsync(Role.IctSupport);
        await LendAsync(support, "Laptop 7", "127.0.2.7", teacher.Person.Name);
        var data = Directory.CreateTempSubdirectory("tutela-node-").FullName;
        using var upstream = new Upstream();
        var listen = new IPEndPoint(IPAddress.Loopback, FreePort());
        try
        {
            await using var node = new NodeProcess(host.Services, new NodeFiles(data), host.Address, listen, upstream.Address, TextWriter.Null, school.Slug);
            node.Start();
            await node.Ready.WaitAsync(Most);
            Assert.Equal(3, await AskAsync(listen, "127.0.2.7", "school.example"));
            Assert.Equal(0, await AskAsync(listen, "127.0.2.8", "school.example"));
            (await support.OpenAsync("access")).ShouldSay(teacher.Person.Name).ShouldSay("not signed");

            var toSign = (await teacher.OpenAsync("agreements")).Document.QuerySelector("main .govuk-task-list a")!.GetAttribute("href")!;
            await (await teacher.OpenAsync(toSign)).SubmitAsync(("Input.HasRead", "true"), ("Input.TypedName", teacher.Person.Name));
            await UntilAsync(async () => await TryAskAsync(listen, "127.0.2.7", "school.example") == 0);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task LendAsync(TestBrowser support, string device, string address, string person)
    {
        var page = await (await support.OpenAsync("equipment/add")).SubmitAsync(("Input.Name", device), ("Input.Kind", "Laptop"), ("Input.Address", address), ("Input.Encrypted", "yes"));
        page.ShouldSay($"{device} is on the equipment list");
        var found = await support.OpenAsync($"{page.Address.AbsolutePath}?who={Uri.EscapeDataString(person)}");
        var option = found.Document.QuerySelectorAll("main [name='Input.PersonId']").Select(i => i.GetAttribute("value") ?? "").First(v => v.Length > 0);
        (await found.PressAsync("Lend the device", ("Input.PersonId", option))).ShouldSay($"{device} is lent");
    }

    private async Task<TestSchool> SchoolAsync()
    {
        var school = await host.SchoolAsync();
        using var computing = await school.AsAsync(Role.ComputingLead);
        foreach (var (group, network) in new[] { ("pupils", "127.0.1.0/24"), ("staff", "127.0.2.0/24") })
        {
            var check = await (await computing.OpenAsync($"filtering/groups/{group}")).PressAsync("Check what changes", ("Input.Networks", network));
            (await check.PressAsync("Save these changes")).ShouldSay("is changed");
        }
        return school;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var most = new CancellationTokenSource(Most);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds()) await timer.WaitForNextTickAsync(most.Token);
    }

    /// <summary>Asks for an A record from a source address and gives the response code.</summary>
    private static async Task<int> AskAsync(IPEndPoint server, string from, string name)
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        var query = new MemoryStream();
        query.Write([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        foreach (var label in name.Split('.'))
        {
            query.WriteByte((byte)label.Length);
            query.Write(Encoding.ASCII.GetBytes(label));
        }
        query.Write([0, 0, 1, 0, 1]);
        await udp.SendAsync(query.ToArray(), server);
        using var most = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = await udp.ReceiveAsync(most.Token);
        return answer.Buffer[3] & 15;
    }

    private static async Task<int> TryAskAsync(IPEndPoint server, string from, string name)
    {
        try
        {
            return await AskAsync(server, from, name);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            return -1;
        }
    }

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    /// <summary>A resolver that answers every question with 192.0.2.1.</summary>
    private sealed class Upstream : IDisposable
    {
        private readonly UdpClient _udp = new(new IPEndPoint(IPAddress.Loopback, 0));

        public Upstream() => _ = AnswerAsync();

        public IPEndPoint Address => (IPEndPoint)_udp.Client.LocalEndPoint!;

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    var query = await _udp.ReceiveAsync();
                    var end = 12;
                    while (query.Buffer[end] != 0) end += query.Buffer[end] + 1;
                    var reply = new byte[end + 5 + 16];
                    query.Buffer.AsSpan(0, end + 5).CopyTo(reply);
                    BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(2), 0x8180);
                    new byte[] { 0, 1, 0, 1, 0, 0, 0, 0 }.CopyTo(reply.AsSpan(4));
                    new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1 }.CopyTo(reply.AsSpan(end + 5));
                    await _udp.SendAsync(reply, query.RemoteEndPoint);
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
            }
        }

        public void Dispose() => _udp.Dispose();
    }
}
