using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Platform.Mail;

public sealed class MailTests(TestHost host)
{
    [Fact]
    public async Task Mail_goes_out_by_smtp_with_a_link_and_no_detail()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var app = await host.StartAsync(TimeProvider.System, Smtp(smtp.Port));
        var school = await host.SchoolAsync(app: app);
        await TellAsync(school, "A worry about Ada Quill");
        await school.RunJobAsync<MailSender>();
        await smtp.ShouldReceiveAsync(school.Href("somewhere"));
        Assert.DoesNotContain("Quill", smtp.Received, StringComparison.Ordinal);
        Assert.True(await school.QueryAsync(db => db.Set<OutboxMail>().AllAsync(m => m.SentAt != null && m.LastError == null)));
    }

    [Fact]
    public async Task Mail_that_cannot_be_sent_waits_and_is_tried_again_later()
    {
        await using var app = await host.StartAsync(TimeProvider.System, Smtp(port: 1));
        var school = await host.SchoolAsync(app: app);
        await TellAsync(school, "x");
        await school.RunJobAsync<MailSender>();
        await school.RunJobAsync<MailSender>();
        var mail = await school.QueryAsync(db => db.Set<OutboxMail>().SingleAsync());
        Assert.Equal((null, 1), (mail.SentAt, mail.Attempts));
        Assert.True(mail.NextAttemptAt > mail.CreatedAt);
    }

    [Fact]
    public async Task Notice_that_was_rolled_back_sends_nothing()
    {
        var school = await host.SchoolAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => school.WithAsync(async services =>
        {
            await services.GetRequiredService<Notifier>().TellAsync([(await services.GetRequiredService<Tutela.Web.Platform.Database.TutelaDb>().Set<Person>().FirstAsync()).Id], "x", "y");
            throw new InvalidOperationException("the handler failed");
        }));
        Assert.False(await school.QueryAsync(db => db.Set<OutboxMail>().AnyAsync()));
    }

    [Fact]
    public async Task Without_a_server_administrators_read_the_mails_on_a_page()
    {
        var school = await host.SchoolAsync();
        using var administrator = await school.AsAsync(Role.Administrator);
        (await administrator.OpenAsync("mails")).ShouldSay("No e-mails yet");
        await TellAsync(school, "x");
        (await administrator.OpenAsync("mails")).ShouldSay("No e-mail is being sent").ShouldSay("Something in Tutela needs you").ShouldSay("Kept here");
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.Parent)]
    public async Task Mails_are_for_administrators_only(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("mails")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task TellAsync(TestSchool school, string text)
    {
        var person = await school.PersonAsync(Role.Teacher);
        await school.WithAsync(services => services.GetRequiredService<Notifier>().TellAsync([person.Id], text, "somewhere"));
    }

    private static Dictionary<string, string?> Smtp(int port) => new()
    {
        ["Tutela:Smtp:Host"] = "127.0.0.1",
        ["Tutela:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
    };
}
