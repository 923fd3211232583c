using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Concerns;

public sealed class ReportTests(TestHost host)
{
    [Fact]
    public async Task First_page_says_whom_to_tell_in_person_and_999()
    {
        var school = await host.SchoolAsync();
        var lead = await school.PersonAsync("Maud", "Keeper", Role.DesignatedSafeguardingLead);
        await school.PersonAsync("Ivor", "Second", Role.DeputySafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("concerns/report")).ShouldSay("call 999").ShouldSay(lead.Name).ShouldSay("Ivor Second, deputy designated safeguarding lead");
    }

    [Fact]
    public async Task Report_is_kept_as_it_was_said_and_goes_to_the_lead()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await scene.SendAsync(scene.Teacher, "She said that a stranger wrote to her.", "Contact", "peer-pressure");
        page.ShouldSay("Report sent").ShouldSay("It went to").ShouldSay(scene.Lead.Person.Name).ShouldSay("Sent, not read yet");
        var concern = await scene.ConcernAsync(Guid.Parse(page.Address.Segments[^1]));
        Assert.Equal("She said that a stranger wrote to her.", concern.Account);
        Assert.Equal((ConcernStatus.Raised, scene.Lead.Person.Id, scene.Teacher.Person.Id), (concern.Status, concern.OwnerId, concern.ReporterId));
        Assert.Equal(scene.Pupil.Id, Assert.Single(concern.People).PersonId);
        var told = await scene.School.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == scene.Lead.Person.Id).Select(n => n.Text).ToListAsync());
        Assert.Contains(told, t => t.Contains("new concern", StringComparison.Ordinal));
        Assert.Contains(await scene.School.QueryAsync(db => db.Set<AuditEvent>().Select(e => e.Process).ToListAsync()), p => p == "concern.reported");
    }

    [Fact]
    public async Task Mail_holds_a_link_and_nothing_else()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync("Unmistakable words of the report.", "Contact", "grooming");
        await scene.DoAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "Unmistakable reason."));
        await scene.DoAsync(id, "feedback", ("Input.Text", "Thank you, unmistakable."));
        var mails = await scene.School.QueryAsync(db => db.Set<OutboxMail>().ToListAsync());
        Assert.True(mails.Count >= 2);
        Assert.All(mails, mail =>
        {
            var text = mail.Subject + mail.Body;
            foreach (var secret in new[] { "nmistakable", "Ottoline", "Featherstone", scene.Teacher.Person.Name, "groom", "rgent" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.Contains($"/s/{scene.School.Slug}/", mail.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Draft_keeps_what_was_typed_through_a_mistake_and_a_new_sign_in()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", ""), ("Input.ChildWords", "I do not like it"), ("Input.ActionTaken", "Stayed with her"));
        page.ShouldShowError("Input.Account", "Write what happened").ShouldSay("I do not like it");
        using var again = await scene.School.AsAsync(scene.Teacher.Person);
        var what = await again.OpenAsync(page.Address.PathAndQuery);
        Assert.Equal("I do not like it", what.Document.QuerySelector("textarea[name='Input.ChildWords']")!.TextContent);
        Assert.Equal("Stayed with her", what.Document.QuerySelector("textarea[name='Input.ActionTaken']")!.TextContent);
        (await again.OpenAsync("concerns/report")).ShouldSay("Your drafts, not sent yet");
    }

    [Fact]
    public async Task What_is_typed_is_kept_while_one_types()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        (await scene.Teacher.PostAsync($"{page.Address.AbsolutePath}?handler=Keep", ("Input.Account", "Half a sent"), ("Input.ChildWords", ""))).ShouldBe(HttpStatusCode.NoContent);
        (await scene.Teacher.OpenAsync(page.Address.AbsolutePath)).ShouldSay("Half a sent");
        (await scene.Lead.PostAsync($"{page.Address.AbsolutePath}?handler=Keep", ("Input.Account", "Not mine"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Too_long_text_is_refused_beside_the_field_and_kept_whole()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var tooLong = new string('é', Concern.AccountMaxLength + 1);
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", tooLong));
        page.ShouldShowError("Input.Account", "10,000 characters or fewer");
        var kept = await scene.Teacher.OpenAsync(page.Address.PathAndQuery);
        Assert.Equal(tooLong.Length, kept.Document.QuerySelector("textarea[name='Input.Account']")!.TextContent.Length);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; drop table school.concerns; --")]
    [InlineData("zero\u200bwidth and \u202Eright to left")]
    [InlineData("{{constructor}} %00 \\ _ %")]
    public async Task Hostile_text_is_kept_as_text_and_shown_as_text(string account)
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync(account);
        Assert.Equal(account, (await scene.ConcernAsync(id)).Account);
        var page = await scene.Lead.OpenAsync($"concerns/{id}");
        Assert.Contains(page.Document.QuerySelectorAll(".t-said"), e => e.TextContent == account);
        Assert.DoesNotContain("<script>alert", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_whose_name_is_not_known_is_enough_and_nobody_at_all_is_not()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", "A child cried."));
        (await page.PressAsync("Continue")).ShouldShowError("Input.Search", "Find and choose the child");
        page = await page.PressAsync("Continue", ("Input.Unnamed", "A boy in year 2"));
        page.ShouldSay("When did it happen?");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("Nobody")]
    public async Task Search_finds_by_name_only(string words)
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", "A child cried."));
        (await page.PressAsync("Find", ("Input.Search", words))).ShouldSay("No pupil’s name begins like that").ShouldNotSay("Featherstone");
        (await page.PressAsync("Find", ("Input.Search", "featherstone"))).ShouldSay("Ottoline Featherstone, Year 4");
    }

    [Theory]
    [InlineData("Another", "", "", "", "Enter the day it happened")]
    [InlineData("Another", "31", "2", "2026", "must be a real date")]
    [InlineData("Another", "1", "1", "2999", "cannot be in the future")]
    public async Task Day_that_cannot_be_is_said_beside_the_field(string when, string day, string month, string year, string message)
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await scene.Teacher.OpenAsync(page.Address.AbsolutePath.Replace("/what", "/when", StringComparison.Ordinal));
        page = await page.PressAsync("Continue", ("Input.When", when), ("Input.On.Day", day), ("Input.On.Month", month), ("Input.On.Year", year));
        page.ShouldShowError("Input.On", message);
    }

    [Fact]
    public async Task When_it_happened_and_when_it_was_written_are_apart()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var check = await scene.ToCheckAsync(scene.Teacher, "Last term.");
        var when = await scene.Teacher.OpenAsync(check.Address.AbsolutePath.Replace("/check", "/when?change=true", StringComparison.Ordinal));
        check = await when.PressAsync("Continue", ("Input.When", "Another"), ("Input.On.Day", "3"), ("Input.On.Month", "9"), ("Input.On.Year", "2025"), ("Input.Time", "9:05am"));
        check.ShouldSay("3 September 2025, at about 9:05am");
        var sent = await check.PressAsync("Send the report");
        var concern = await scene.ConcernAsync(Guid.Parse(sent.Address.Segments[^1]));
        Assert.Equal((new DateOnly(2025, 9, 3), new TimeOnly(9, 5)), (concern.HappenedOn, concern.HappenedTime));
        Assert.True(concern.WrittenAt.Year > 2025);
    }

    [Fact]
    public async Task Sending_twice_makes_one_concern()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var check = await scene.ToCheckAsync(scene.Teacher, "Once.");
        var pages = await Task.WhenAll(check.PressAsync("Send the report"), check.PressAsync("Send the report"));
        Assert.All(pages, p => p.ShouldSay("Report sent"));
        Assert.Equal(1, await scene.School.QueryAsync(db => db.Set<Concern>().CountAsync()));
    }

    [Fact]
    public async Task Half_a_report_cannot_be_sent_by_hand()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        var draft = Guid.Parse(page.Address.Segments[^2].TrimEnd('/'));
        (await scene.Teacher.PostAsync($"concerns/report/{draft}/check")).ShouldSay("Write what happened before you send").ShouldNotSay("Report sent");
        Assert.Equal(0, await scene.School.QueryAsync(db => db.Set<Concern>().CountAsync()));
    }

    [Fact]
    public async Task Draft_is_its_writers_alone_and_can_be_discarded()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        await page.PressAsync("Continue", ("Input.Account", "Mine alone."));
        foreach (var step in new[] { "what", "who", "when", "kind", "images", "check" })
            (await scene.Lead.OpenAsync(page.Address.AbsolutePath.Replace("/what", $"/{step}", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NotFound);
        var draft = await scene.School.QueryAsync(db => db.Set<Draft>().SingleAsync());
        await scene.Teacher.PostAsync($"concerns/report?handler=Discard&id={draft.Id}");
        (await scene.Teacher.OpenAsync("concerns/report")).ShouldNotSay("Mine alone.");
    }

    [Fact]
    public async Task Concern_about_an_adult_is_sent_to_the_head_in_person()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var head = await scene.School.PersonAsync("Greta", "Heddle", Role.Headteacher);
        var chair = await scene.School.PersonAsync("Caspar", "Chairman", Role.ChairOfGovernors);
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).FollowAsync("It is about an adult who works here");
        page.ShouldSay($"Tell the headteacher in person, today: {head.Name}").ShouldSay(chair.Name).ShouldSay("It is not built");
    }

    [Fact]
    public async Task What_was_said_cannot_be_changed_even_by_sql()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync();
        foreach (var sql in new[] { "update school.concerns set account = 'x'", "update school.concerns set written_at = now()", "delete from school.concern_entries", "update school.concern_entries set text = 'x'", "delete from school.concerns" })
        {
#pragma warning disable EF1002 // the sentences are this test's
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => scene.School.QueryAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
#pragma warning restore EF1002
            Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
        Assert.Equal("She showed me a message.", (await scene.ConcernAsync(id)).Account);
    }

    [Fact]
    public async Task Alert_becomes_one_concern_however_often_the_button_is_pressed()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var alert = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        for (var i = 0; i < 2; i++)
            await scene.School.WithAsync(services => ((ConcernDesk)services.GetService(typeof(ConcernDesk))!)
                .RaiseFromAlertAsync(alert, "A device used by class 4B asked for a gambling site 6 times.", [OnlineRisk.Commerce], TimeProvider.System.GetUtcNow()));
        var id = await scene.School.QueryAsync(db => db.Set<Concern>().Select(c => c.Id).SingleAsync());
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("A device used by class 4B asked").ShouldSay("Commerce");
    }
}
