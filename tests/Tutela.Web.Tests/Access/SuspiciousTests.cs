using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Access.Suspicious;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Access;

public sealed class SuspiciousTests(TestHost host)
{
    private static readonly (string, string)[] Right = [("Input.Way", "Email"), ("Input.To", "me"), ("Input.On", "2026-10-05"), ("Input.At", "9:05am"), ("Input.Opened", "No"), ("Input.Account", "<b>Pay</b> an invoice")];

    [Fact, Shows("CRO-B.8")]
    public async Task Suspicious_email_alerts_it_support_with_time_and_recipient_and_the_mail_tells_no_detail()
    {
        var clock = new TestClock(new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync("signed-code", app);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var support = await school.AsAsync(Role.IctSupport);
        using var colleague = await school.AsAsync(Role.SupportStaff);
        (await teacher.OpenAsync("suspicious-messages")).ShouldSay("Nothing has been reported");
        var form = await teacher.OpenAsync("suspicious-message");
        form.ShouldSay("An attachment stays shut unless you know and trust the sender");
        foreach (var (field, value, words) in new[]
        {
            ("Input.Way", "", "Choose how it came"), ("Input.To", "", "Choose to whom it came"), ("Input.At", "", "Enter the time when it came"),
            ("Input.Opened", "", "Choose what was done with it"), ("Input.At", "11pm", "can't be in the future"), ("Input.Account", new string('a', 2001), "at most 2000"),
        })
            (await form.PressAsync("Tell IT support", [.. Right.Where(r => r.Item1 != field), (field, value)])).ShouldShowError(field, words);
        (await form.PressAsync("Tell IT support", [.. Right.Where(r => r.Item1 != "Input.To"), ("Input.To", "other"), ("Input.OtherName", "Nobody Here")])).ShouldShowError("Input.OtherName", "Nobody at the school");
        Assert.False(await school.QueryAsync(db => db.Set<SuspiciousMessage>().AnyAsync()));
        Assert.False(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == support.Person.Id)));

        (await form.PressAsync("Tell IT support", Right)).ShouldSay("IT support has been told").ShouldSay("An e-mail");
        var notice = await school.QueryAsync(db => db.Set<Notice>().AsNoTracking().SingleAsync(n => n.PersonId == support.Person.Id));
        Assert.Equal($"A suspicious email came to {teacher.Person.Name} on 5 October 2026 at 9:05am. It was not opened.", notice.Text);
        var mail = await school.QueryAsync(db => db.Set<OutboxMail>().AsNoTracking().SingleAsync(m => m.To == support.Person.Email));
        Assert.DoesNotContain(teacher.Person.Name, mail.Subject + mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("invoice", mail.Subject + mail.Body, StringComparison.Ordinal);
        (await support.OpenAsync("")).ShouldSay("1 suspicious message to look at");
        var detail = await support.OpenAsync(notice.Href);
        detail.ShouldSay("<b>Pay</b> an invoice").ShouldSay("5 October 2026 at 9:05am").ShouldSay(teacher.Person.Name);

        // Others do not see it; the reporter does, and IT support alone deals with it.
        (await colleague.OpenAsync(notice.Href)).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.OpenAsync(notice.Href)).ShouldSay("Who was told").ShouldNotSay("It is dealt with");
        (await teacher.PostAsync(notice.Href, ("Input.Outcome", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await detail.PressAsync("It is dealt with")).ShouldShowError("Input.Outcome", "Write what was done");
        (await detail.PressAsync("It is dealt with", ("Input.Outcome", "The sender is blocked."))).ShouldSay("The sender is blocked.");
        (await detail.PressAsync("It is dealt with", ("Input.Outcome", "Again"))).ShouldSay("dealt with already");
        (await support.OpenAsync("")).ShouldNotSay("suspicious message to look at");
    }

    [Fact]
    public async Task One_to_somebody_else_is_found_by_name_and_with_nobody_in_it_support_the_computing_lead_is_told_to_act_now()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var lead = await school.AsAsync(Role.ComputingLead);
        var (ann, _) = (await school.PersonAsync("Ann", "Sedge", Role.SupportStaff), await school.PersonAsync("Anna", "Sedge", Role.SupportStaff));
        var form = await teacher.OpenAsync("suspicious-message");
        (string, string)[] said = [.. Right.Where(r => r.Item1 is not ("Input.To" or "Input.Opened" or "Input.On")), ("Input.To", "other"), ("Input.OtherName", "sedge"), ("Input.Opened", "Link"), ("Input.On", Yesterday)];
        var which = await form.PressAsync("Tell IT support", said);
        which.ShouldShowError("Input.Other", "Choose which of these people");
        (await which.PressAsync("Tell IT support", ("Input.Other", ann.Id.ToString()))).ShouldSay("Disconnect the device");
        Assert.Equal(ann.Id, (await school.QueryAsync(db => db.Set<SuspiciousMessage>().AsNoTracking().SingleAsync())).RecipientId);
        Assert.StartsWith("Act now: ", (await school.QueryAsync(db => db.Set<Notice>().SingleAsync(n => n.PersonId == lead.Person.Id))).Text, StringComparison.Ordinal);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.IctSupport);
        (await stranger.OpenAsync($"suspicious-messages/{(await school.QueryAsync(db => db.Set<SuspiciousMessage>().SingleAsync())).Id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact, Shows("WED-A1.8")]
    public async Task Pupil_reads_the_term_and_reports_a_strange_message_in_simple_words_to_the_class_teacher_and_it_support()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var colleague = await school.AsAsync(Role.Teacher);
        using var support = await school.AsAsync(Role.IctSupport);
        using var child = await school.AsAsync(Role.Pupil);
        await school.ClassAsync("Willow", 4, teacher.Person.Id, child.Person.Id);
        await school.AskedAsync();
        var item = PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("pupil-parent")!.Blocks.Single(b => b.Clause is { Value: "WED-A1.8" });
        var agreement = await child.OpenAsync($"agreements/{(await school.AssignmentAsync(child.Person.Id)).Id}");
        Assert.Contains(agreement.Document.QuerySelectorAll("main ol"), ol => item.Number - int.Parse(ol.GetAttribute("start")!, System.Globalization.CultureInfo.InvariantCulture) is >= 0 and var at
            && at < ol.Children.Length && ol.Children[at].TextContent.Contains("before I have checked with a teacher", StringComparison.Ordinal));

        var page = await (await child.OpenAsync("")).FollowAsync("A strange message");
        var what = await page.ShouldSay("Do not open it").PressAsync("Start");
        (await what.PressAsync("Next", ("Input.Account", "win a prize"))).ShouldShowError("Input.Way", "Choose a picture");
        var did = await what.PressAsync("Next", ("Input.Way", "Email"), ("Input.Account", "win a prize"));
        (await did.ShouldSay("What did you do?").PressAsync("Send")).ShouldShowError("Input.Opened", "Choose what you did");
        Assert.False(await school.QueryAsync(db => db.Set<SuspiciousMessage>().AnyAsync()));
        // What was typed is kept meanwhile.
        Assert.True(await school.QueryAsync(db => db.Set<Draft>().AnyAsync(d => d.PersonId == child.Person.Id && d.Body.Contains("win a prize"))));
        var thanks = await did.PressAsync("Send", ("Input.Opened", "Link"));
        thanks.ShouldSay("Thank you for telling us").ShouldSay(teacher.Person.Name).ShouldSay(support.Person.Name).ShouldNotSay("win a prize");

        var message = await school.QueryAsync(db => db.Set<SuspiciousMessage>().AsNoTracking().SingleAsync());
        Assert.Equal((true, child.Person.Id, MessageOpened.Link, "win a prize"), (message.ByPupil, message.RecipientId, message.Opened, message.Account));
        foreach (var adult in new[] { teacher, support })
        {
            Assert.True(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == adult.Person.Id && n.Text.Contains("suspicious"))));
            (await adult.OpenAsync($"suspicious-messages/{message.Id}")).ShouldSay("win a prize").ShouldSay("Act now");
        }
        (await colleague.OpenAsync($"suspicious-messages/{message.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.OpenAsync($"suspicious-messages/{message.Id}")).ShouldSay("report a concern");
    }

    [Fact]
    public async Task Exit_this_page_cuts_the_browser_off_and_another_child_sees_nothing()
    {
        var school = await host.SchoolAsync();
        using var child = await school.AsAsync(Role.Pupil);
        using var other = await school.AsAsync(Role.Pupil);
        var what = await (await child.OpenAsync("message")).PressAsync("Start");
        var did = await what.PressAsync("Next", ("Input.Way", "PopUp"), ("Input.Account", "only mine"));
        (await other.OpenAsync(did.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        var exit = did.Document.QuerySelector(".govuk-js-exit-this-page-button")!.GetAttribute("href")!;
        Assert.Equal(school.Href("message/leave"), exit);
        using var left = await child.Http.GetAsync(exit);
        Assert.StartsWith("0; url=https://", left.Headers.GetValues("Refresh").Single(), StringComparison.Ordinal);
        (await child.OpenAsync(what.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        (await child.OpenAsync("message")).ShouldNotSay("only mine");
        var again = await (await (await child.OpenAsync("message")).PressAsync("Start")).PressAsync("Next", ("Input.Way", "Other"));
        var thanks = await again.PressAsync("Send", ("Input.Opened", "NotSure"));
        (await other.OpenAsync(thanks.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Role.Teacher, "message")]
    [InlineData(Role.Parent, "message")]
    [InlineData(Role.Pupil, "suspicious-message")]
    [InlineData(Role.Parent, "suspicious-message")]
    [InlineData(Role.Pupil, "suspicious-messages")]
    public async Task Pages_are_for_their_people(Role role, string path)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(path, ("Input.Way", "Email"))).ShouldBe(HttpStatusCode.Forbidden);
    }
}
