using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Cases;
using Tutela.Web.Tests.Agreements;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Concerns;

/// <summary>Every page of a case, for every role, at this school and at another.</summary>
public sealed class NeedToKnowTests(TestHost host)
{
    private const string Secret = "Words that only the safeguarding lead reads.";

    private static IEnumerable<string> PagesOf(Guid id, Guid child) =>
        [$"concerns/{id}", .. Enum.GetValues<CaseAct>().Select(a => a.Path()).Where(p => p.Length > 0).Select(p => $"concerns/{id}/{p}"), $"concerns/child/{child}", $"concerns/child/{child}/print"];

    [Fact]
    public async Task Only_the_lead_and_deputies_see_a_case()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync(Secret);
        var faults = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var browser = await scene.School.AsAsync(role);
            var mayRead = Roles.Safeguarding.Contains(role);
            foreach (var path in PagesOf(id, scene.Pupil.Id))
            {
                var page = await browser.OpenAsync(path);
                var expected = mayRead ? HttpStatusCode.OK : Roles.Staff.Contains(role) ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden;
                if (page.Status != expected || (!mayRead && page.Source.Contains(Secret, StringComparison.Ordinal))) faults.Add($"{role} {path} {(int)page.Status}");
            }
            foreach (var path in new[] { "concerns", "concerns?Show=All&q=Words", "concerns?Show=All&q=Featherstone", "concerns/mine", "" })
            {
                var page = await browser.OpenAsync(path);
                if (!mayRead && (page.Source.Contains(Secret, StringComparison.Ordinal) || page.Source.Contains("Featherstone", StringComparison.Ordinal) || page.Source.Contains("Number 1", StringComparison.Ordinal))) faults.Add($"{role} reads at {path}");
            }
            var post = await browser.PostAsync($"concerns/{id}/note", ("Input.Text", "x"));
            if (!mayRead && post.Status == HttpStatusCode.OK) faults.Add($"{role} wrote");
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_lead_who_is_the_childs_parent_neither_gets_nor_sees_the_case()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        await scene.School.ParentOfAsync(scene.Lead.Person.Id, scene.Pupil.Id);
        using var deputy = await scene.School.AsAsync(Role.DeputySafeguardingLead);
        var id = await scene.ReportedAsync(Secret);
        foreach (var path in PagesOf(id, scene.Pupil.Id).Take(3)) (await scene.Lead.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Lead.OpenAsync("concerns?Show=All")).ShouldNotSay("Featherstone");
        (await scene.Lead.OpenAsync("")).ShouldNotSay("new concern");
        (await deputy.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.OK).ShouldSay(Secret);
        Assert.Equal([deputy.Person.Id], await scene.School.QueryAsync(db => db.Set<ConcernRecipient>().Where(r => r.ConcernId == id).Select(r => r.PersonId).ToListAsync()));
    }

    [Fact]
    public async Task Second_schools_lead_sees_nothing()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var other = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync(Secret);
        foreach (var path in PagesOf(id, scene.Pupil.Id))
        {
            (await other.Lead.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
            (await other.Lead.OpenAsync(scene.School.Href(path))).ShouldBe(HttpStatusCode.NotFound);
        }
        (await other.Lead.OpenAsync("concerns?Show=All")).ShouldSay("No concern matches").ShouldNotSay("Featherstone");
        (await other.Lead.PostAsync($"concerns/{id}/note", ("Input.Text", "x"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_sees_a_case_about_themselves_and_it_is_not_sent_to_them()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var deputy = await scene.AsAsync(Role.DeputySafeguardingLead);
        var id = await scene.ReportedAsync(Secret);
        await scene.School.WithAsync(services =>
        {
            var db = (TutelaDb)services.GetService(typeof(TutelaDb))!;
            var now = TimeProvider.System.GetUtcNow();
            db.Add(new ConcernPerson { Id = Guid.CreateVersion7(now), ConcernId = id, PersonId = scene.Lead.Person.Id, Part = Part.Responsible, AddedAt = now });
            return Task.CompletedTask;
        });
        foreach (var path in PagesOf(id, scene.Pupil.Id)) (await scene.Lead.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Lead.OpenAsync("concerns?Show=All")).ShouldNotSay("Number 1");
        (await scene.Lead.OpenAsync("")).ShouldNotSay("to read");
        (await deputy.OpenAsync($"concerns/{id}")).ShouldSay(Secret);
    }

    [Fact]
    public async Task Reporter_sees_their_words_that_it_was_read_and_the_feedback_and_no_more()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync("My own words.");
        (await scene.Teacher.OpenAsync($"concerns/mine/{id}")).ShouldSay("My own words.").ShouldSay("Sent, not read yet");
        await scene.DoAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "The secret reason."));
        await scene.DoAsync(id, "note", ("Input.Text", "The secret note."));
        await scene.DoAsync(id, "feedback", ("Input.Text", "Thank you, it is in hand."));
        var page = await scene.Teacher.OpenAsync($"concerns/mine/{id}");
        page.ShouldSay("It was read on").ShouldSay("Thank you, it is in hand.").ShouldNotSay("secret").ShouldNotSay("Open a case");
        (await scene.Teacher.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.NotFound);
        var colleague = await scene.AsAsync(Role.Teacher);
        (await colleague.OpenAsync($"concerns/mine/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Lead.OpenAsync($"concerns/mine/{id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Feedback_with_a_name_is_refused_beside_the_field()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync();
        (await scene.AskAsync(id, "feedback", ("Input.Text", "We spoke with ottoline today."))).ShouldShowError("Input.Text", "leave out the name");
        Assert.Null((await scene.ConcernAsync(id)).FeedbackAt);
    }

    [Fact]
    public async Task Whoever_has_an_action_sees_its_words_and_nothing_of_the_case()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var technician = await scene.AsAsync(Role.IctSupport);
        var id = await scene.ReportedAsync(Secret);
        var soon = TimeProvider.System.GetUtcNow().AddDays(5);
        await scene.DoAsync(id, "action", ("Input.Text", "Block the chat site"), ("Input.OwnerId", technician.Person.Id.ToString()),
            ("Input.DueOn.Day", $"{soon.Day}"), ("Input.DueOn.Month", $"{soon.Month}"), ("Input.DueOn.Year", $"{soon.Year}"));
        (await technician.OpenAsync("")).ShouldSay("1 action to do");
        var page = await technician.OpenAsync("concerns/actions");
        page.ShouldSay("Block the chat site").ShouldNotSay(Secret).ShouldNotSay("Featherstone");
        (await technician.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await page.SubmitAsync(("Input.Note", "It is blocked."))).ShouldSay("Marked as done");
        var action = Assert.Single((await scene.ConcernAsync(id)).Actions);
        Assert.Equal((technician.Person.Id, "It is blocked."), (action.DoneById, action.DoneNote));
        (await scene.Teacher.PostAsync("concerns/actions", ("Input.Action", action.Id.ToString()), ("Input.Note", "x"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Head_who_no_longer_is_head_no_longer_sees_what_went_to_the_head()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher, Role.Teacher);
        using var scene = new ConcernScene { School = school };
        var teacher = await scene.AsAsync(Role.Teacher);
        var page = await (await teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", Secret));
        page = await page.PressAsync("Continue", ("Input.Unnamed", "A boy"));
        page = await page.PressAsync("Continue", ("Input.When", "Today"));
        page = await page.PressAsync("Continue", ("Input.Risks", "Content"));
        page = await page.PressAsync("Send the report");
        var id = page.Address.Segments[^1];
        (await head.OpenAsync($"concerns/{id}")).ShouldSay(Secret);
        await school.WithAsync(async services => ((RoleDesk)services.GetService(typeof(RoleDesk))!).End(
            await ((TutelaDb)services.GetService(typeof(TutelaDb))!).Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Id == head.Person.Id), Role.Headteacher));
        (await head.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_reading_of_a_case_and_a_chronology_is_recorded_and_shown()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync();
        await scene.Lead.OpenAsync($"concerns/{id}");
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("Who has read this case").ShouldSay(scene.Lead.Person.Name);
        await scene.Lead.OpenAsync($"concerns/child/{scene.Pupil.Id}");
        await scene.Lead.OpenAsync($"concerns/child/{scene.Pupil.Id}/print");
        var found = await scene.School.QueryAsync(db => db.Set<AuditEvent>().Where(e => e.ActorId == scene.Lead.Person.Id).Select(e => e.Process).ToListAsync());
        Assert.Equal(2, found.Count(p => p == "concern.read"));
        Assert.Single(found, p => p == "concern.chronology-read");
        Assert.Single(found, p => p == "concern.chronology-printed");
    }
}
