using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Concerns.Controls;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Concerns;

public sealed class CaseTests(TestHost host)
{
    private static readonly DateTimeOffset Soon = TimeProvider.System.GetUtcNow().AddDays(5);
    private static readonly (string, string)[] DueSoon = [("Input.DueOn.Day", $"{Soon.Day}"), ("Input.DueOn.Month", $"{Soon.Month}"), ("Input.DueOn.Year", $"{Soon.Year}")];

    [Fact, Shows("WED-1.4")]
    public async Task Each_stage_has_its_date_and_person_and_closing_what_was_never_escalated_asks_why()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.OpenedAsync();
        (await scene.AskAsync(id, "close", ("Input.Outcome", "She feels safe."), ("Input.RecordLater", "true"))).ShouldShowError("Input.EscalationNotNeeded", "say why that was not needed");
        Assert.Equal(ConcernStatus.Open, (await scene.ConcernAsync(id)).Status);
        await scene.DoAsync(id, "intervene", ("Input.What", "Talked with her and her mother."));
        await scene.DoAsync(id, "close", ("Input.Outcome", "She feels safe."), ("Input.EscalationNotNeeded", "It ended with the talk."), ("Input.RecordLater", "true"));
        var closed = await scene.ConcernAsync(id);
        var lead = scene.Lead.Person.Id;
        Assert.Equal((lead, lead, "It ended with the talk."), (closed.IntervenedById, closed.ClosedById, closed.EscalationNotNeeded));
        Assert.True(closed.WrittenAt <= closed.IntervenedAt && closed.IntervenedAt <= closed.ClosedAt);
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("Not needed: It ended with the talk.");
        await scene.DoAsync(id, "reopen", ("Input.Reason", "It happened again."));
        await scene.DoAsync(id, "escalate", ("Input.ToWhom", "Children’s social care"), ("Input.Reason", "It goes on at home."));
        await scene.DoAsync(id, "close", ("Input.Outcome", "Social care has it."), ("Input.RecordLater", "true"));
        Assert.Equal((lead, null), ((await scene.ConcernAsync(id)).EscalatedById, (await scene.ConcernAsync(id)).EscalationNotNeeded));
    }

    [Fact, Shows("WED-1.5a")]
    public async Task Kind_is_needed_and_content_offers_each_example()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var check = await scene.ToCheckAsync(scene.Teacher, "Seen.");
        var kind = await scene.Teacher.OpenAsync(check.Address.AbsolutePath.Replace("/check", "/kind", StringComparison.Ordinal));
        foreach (var example in new[] { "pornography", "false-news", "racism", "misogyny", "self-harm", "suicide", "antisemitism", "radicalisation", "extremism", "other-content" })
            Assert.NotNull(kind.Document.QuerySelector($"input[value='{example}']"));
        (await scene.Teacher.PostAsync(kind.Address.AbsolutePath, ("Input.Subtypes", "racism"))).ShouldShowError("Input.Risks", "Choose one or more kinds of risk");
        var done = await (await kind.PressAsync("Continue", ("Input.Risks", "Content"), ("Input.Subtypes", "racism"))).PressAsync("Send the report");
        Assert.Equal((OnlineRisk.Content, "racism"), (await scene.ConcernAsync(Guid.Parse(done.Address.Segments[^1]))).Kinds.Select(k => (k.Risk, k.Subtype)).Single());
    }

    [Theory, Shows("WED-1.5b")]
    [InlineData("grooming", true)]
    [InlineData("sexual-exploitation", true)]
    [InlineData("criminal-exploitation", true)]
    [InlineData("financial-exploitation", true)]
    [InlineData("other-exploitation", true)]
    [InlineData("adult-posing", true)]
    [InlineData("peer-pressure", false)]
    [InlineData("advertising", false)]
    public async Task Grooming_and_exploitation_alert_the_lead_as_urgent(string subtype, bool urgent)
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync(risk: "Contact", subtype: subtype);
        Assert.Equal(urgent, (await scene.ConcernAsync(id)).Urgent);
        Assert.Equal(urgent, await LeadWasToldAsync(scene, "Urgent"));
        var home = await scene.Lead.OpenAsync("");
        home.ShouldSay(urgent ? "1 urgent concern to read" : "1 new concern to read");
    }

    [Fact, Shows("WED-A1.12")]
    public async Task Planned_meeting_is_urgent_to_the_lead()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        await scene.ReportedAsync(risk: "Contact", subtype: "planned-meeting");
        Assert.True(await LeadWasToldAsync(scene, "Urgent"));
        var ordinary = await scene.ReportedAsync(risk: "Contact", subtype: "other-contact");
        Assert.False((await scene.ConcernAsync(ordinary)).Urgent);
    }

    [Theory, Shows("WED-1.5c")]
    [InlineData("nudes-made")]
    [InlineData("nudes-sent")]
    [InlineData("nudes-received")]
    public async Task Nudes_ask_for_consent_show_what_nobody_does_and_take_no_attachment(string subtype)
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var check = await scene.ToCheckAsync(scene.Teacher, "He told me.", "Conduct", subtype, "NotKnown");
        var kind = await scene.Teacher.OpenAsync(check.Address.AbsolutePath.Replace("/check", "/kind", StringComparison.Ordinal));
        foreach (var other in new[] { "explicit-images", "cyber-bullying" }) Assert.NotNull(kind.Document.QuerySelector($"input[value='{other}']"));
        var images = await scene.Teacher.OpenAsync(check.Address.AbsolutePath.Replace("/check", "/images", StringComparison.Ordinal));
        images.ShouldSay("Do not view, copy, print, share, store or save");
        Assert.Null(images.Document.QuerySelector("input[type=file]"));
        (await scene.Teacher.PostAsync(images.Address.AbsolutePath)).ShouldSay("say whether there was consent");
        var sent = await (await (await scene.Teacher.OpenAsync(images.Address.AbsolutePath)).PressAsync("Continue", ($"Consent[{subtype}]", "No"))).PressAsync("Send the report");
        var concern = await scene.ConcernAsync(Guid.Parse(sent.Address.Segments[^1]));
        Assert.Equal((Answer.No, true), (Assert.Single(concern.Kinds).Consent, concern.Urgent));
        (await scene.Lead.OpenAsync($"concerns/{concern.Id}")).ShouldSay("Do not view, copy, print, share, store or save").ShouldSay("with consent: no");
    }

    [Fact, Shows("WED-1.5d")]
    public async Task Commerce_offers_each_example_and_the_four_kinds_are_counted_by_term()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        foreach (var subtype in new[] { "gambling", "improper-advert", "phishing", "scam" }) await scene.ReportedAsync(risk: "Commerce", subtype: subtype);
        await scene.ReportedAsync(risk: "Contact");
        using var head = await scene.School.AsAsync(Role.Headteacher);
        var page = await head.OpenAsync("concerns/figures");
        page.ShouldSay("Reported this year5").ShouldNotSay("Featherstone").ShouldNotSay("She showed me");
        var rows = page.Document.QuerySelectorAll("main table tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("th, td").Select(c => c.TextContent.Trim()))).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains(rows, r => r.EndsWith(" 0 1 0 4", StringComparison.Ordinal));
        Assert.Equal(2, rows.Count(r => r.EndsWith(" 0 0 0 0", StringComparison.Ordinal)));
        foreach (var role in new[] { Role.Teacher, Role.Governor })
        {
            using var other = await scene.School.AsAsync(role);
            (await other.OpenAsync("concerns/figures")).ShouldBe(System.Net.HttpStatusCode.Forbidden);
        }
    }

    [Fact, Shows("WED-3.3h")]
    public async Task Concern_is_the_leads_unless_handed_on_by_name_with_a_reason()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync();
        Assert.Equal(scene.Lead.Person.Id, (await scene.ConcernAsync(id)).OwnerId);
        var colleague = await scene.AsAsync(Role.SeniorLeader);
        (await scene.AskAsync(id, "hand-on", ("Input.PersonId", colleague.Person.Id.ToString()), ("Input.Reason", ""))).ShouldShowError("Input.Reason", "Give the reason for handing it on");
        (await scene.AskAsync(id, "hand-on", ("Input.PersonId", ""), ("Input.Reason", "x"))).ShouldShowError("Input.PersonId", "Choose to whom");
        (await colleague.OpenAsync($"concerns/{id}")).ShouldBe(System.Net.HttpStatusCode.NotFound);
        await scene.DoAsync(id, "hand-on", ("Input.PersonId", colleague.Person.Id.ToString()), ("Input.Reason", "She knows the family."));
        Assert.Equal(colleague.Person.Id, (await scene.ConcernAsync(id)).OwnerId);
        (await colleague.OpenAsync($"concerns/{id}")).ShouldSay("She knows the family.");
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay($"With {colleague.Person.Name}");
        await scene.DoAsync(id, "hand-on", ("Input.PersonId", scene.Lead.Person.Id.ToString()), ("Input.Reason", "Back to me."));
        (await colleague.OpenAsync($"concerns/{id}")).ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact, Shows("WED-3.3b")]
    public async Task Control_of_the_lead_is_met_only_while_there_is_one_who_has_every_open_concern()
    {
        var school = await host.SchoolAsync();
        Assert.Equal(ControlState.NotMet, (await EvaluateAsync(school)).State);
        using var scene = await ConcernScene.AtAsync(school);
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync(school)).State);
        await scene.ReportedAsync();
        var met = await EvaluateAsync(school);
        Assert.Equal((ControlState.Met, 1, 1), (met.State, met.Good, met.Total));
        await school.WithAsync(async services => services.GetRequiredService<RoleDesk>().End(
            await services.GetRequiredService<TutelaDb>().Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Id == scene.Lead.Person.Id), Role.DesignatedSafeguardingLead));
        Assert.Equal(ControlState.NotMet, (await EvaluateAsync(school)).State);
        var next = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        Assert.Equal(ControlState.NotMet, (await EvaluateAsync(school)).State);
        await school.RunJobAsync<Tutela.Web.Modules.Concerns.Routing.CascadeJob>();
        Assert.Equal(ControlState.Met, (await EvaluateAsync(school)).State);
        Assert.True(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == next.Id && n.Text.Contains("is now yours"))));
    }

    [Fact, Shows("WED-3.3i")]
    public async Task Record_reference_is_held_and_closed_concerns_without_it_are_listed()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.OpenedAsync();
        (await scene.AskAsync(id, "close", ("Input.Outcome", "Ended."), ("Input.EscalationNotNeeded", "Small."))).ShouldShowError("Input.RecordLater", "Enter the reference first");
        await scene.DoAsync(id, "close", ("Input.Outcome", "Ended."), ("Input.EscalationNotNeeded", "Small."), ("Input.RecordLater", "true"));
        (await scene.Lead.OpenAsync("concerns?Show=NoRecord")).ShouldSay("Number 1");
        (await scene.AskAsync(id, "record", ("Input.Reference", ""))).ShouldShowError("Input.Reference", "Enter the reference");
        await scene.DoAsync(id, "record", ("Input.Reference", "INC-77"), ("Input.On.Day", "2"), ("Input.On.Month", "9"), ("Input.On.Year", "2026"));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("INC-77, 2 September 2026");
        (await scene.Lead.OpenAsync("concerns?Show=NoRecord")).ShouldNotSay("Number 1");
    }

    [Fact, Shows("WED-3.3j", "WED-7.1")]
    public async Task Cyber_bullying_is_asked_decided_by_the_lead_counted_and_needs_an_action_under_the_behaviour_policy()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.OpenedAsync("Conduct", "cyber-bullying");
        (await scene.AskAsync(id, "bullying", ("Input.Repeated", "Yes"), ("Input.Intended", "Yes"), ("Input.IsBullying", "true"), ("Input.Reason", "x"))).ShouldShowError("Input.PowerImbalance", "Say whether power was uneven");
        var colleague = await scene.AsAsync(Role.SeniorLeader);
        await scene.DoAsync(id, "hand-on", ("Input.PersonId", colleague.Person.Id.ToString()), ("Input.Reason", "Knows them."));
        (string, string)[] test = [("Input.Repeated", "Yes"), ("Input.Intended", "NotKnown"), ("Input.PowerImbalance", "No"), ("Input.IsBullying", "true"), ("Input.Reason", "Week after week.")];
        (await (await colleague.OpenAsync($"concerns/{id}/bullying")).PressAsync("Record the decision", test)).ShouldShowError("Input.IsBullying", "The safeguarding lead decides");
        await scene.DoAsync(id, "bullying", test);
        var concern = await scene.ConcernAsync(id);
        Assert.Equal((Answer.Yes, Answer.NotKnown, Answer.No, true), (concern.Repeated, concern.Intended, concern.PowerImbalance, concern.IsCyberBullying));
        (await scene.Lead.OpenAsync("concerns")).ShouldSay("Cyber-bullying1");
        (string, string)[] close = [("Input.Outcome", "Ended."), ("Input.EscalationNotNeeded", "Small."), ("Input.RecordLater", "true")];
        (await scene.AskAsync(id, "close", close)).ShouldSay("add an action under the behaviour policy");
        await scene.DoAsync(id, "action", [("Input.Text", "Meeting with both families"), ("Input.OwnerId", scene.Lead.Person.Id.ToString()), ("Input.UnderBehaviourPolicy", "true"), .. DueSoon]);
        (await scene.AskAsync(id, "close", close)).ShouldSay("There are actions that are not done");
        var action = Assert.Single((await scene.ConcernAsync(id)).Actions);
        await scene.DoAsync(id, $"actions/{action.Id}", ("Input.Note", "Held on Monday."));
        await scene.DoAsync(id, "close", close);
    }

    [Fact, Shows("WED-3.3l", "WED-7.2j")]
    public async Task Contact_with_an_agency_is_logged_whole_or_refused()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.OpenedAsync();
        (await scene.AskAsync(id, "agency", ("Input.Agency", "Early help"), ("Input.Reason", "Advice"), ("Input.Outcome", ""))).ShouldShowError("Input.Outcome", "Say what came of it");
        (await scene.AskAsync(id, "agency", ("Input.Agency", "Early help"), ("Input.On.Day", "1"), ("Input.On.Month", "1"), ("Input.On.Year", "2999"), ("Input.Reason", "Advice"), ("Input.Outcome", "x"))).ShouldShowError("Input.On", "cannot be in the future");
        Assert.Empty((await scene.ConcernAsync(id)).Contacts);
        await scene.DoAsync(id, "agency", ("Input.Agency", "Early help"), ("Input.On.Day", "3"), ("Input.On.Month", "9"), ("Input.On.Year", "2026"), ("Input.Reason", "Advice on the family"), ("Input.Outcome", "They visit on Friday"));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("Early help").ShouldSay("3 September 2026").ShouldSay("Advice on the family").ShouldSay("They visit on Friday");
    }

    [Fact, Shows("WED-11.3", "WED-7.2i")]
    public async Task Illegal_or_serious_needs_a_police_decision_with_grounds_and_a_report_shows_its_hours()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.OpenedAsync();
        (await scene.AskAsync(id, "police", ("Input.MayBeIllegal", "true"))).ShouldShowError("Input.Police", "Say whether the police are told");
        (await scene.AskAsync(id, "police", ("Input.Serious", "true"), ("Input.Police", "NotTold"))).ShouldShowError("Input.PoliceReason", "Give the reason");
        (await scene.AskAsync(id, "police", ("Input.MayBeIllegal", "true"), ("Input.Police", "Told"), ("Input.PoliceReason", "It may be an offence."))).ShouldShowError("Input.ToldOn", "Enter when the police were told");
        Assert.Null((await scene.ConcernAsync(id)).Police);
        var now = Words.Local(TimeProvider.System.GetUtcNow());
        await scene.DoAsync(id, "police", ("Input.MayBeIllegal", "true"), ("Input.Police", "Told"), ("Input.PoliceReason", "It may be an offence."), ("Input.Reference", "CAD 1234"), ("Input.Material", "One sealed tablet"),
            ("Input.ToldOn.Day", $"{now.Day}"), ("Input.ToldOn.Month", $"{now.Month}"), ("Input.ToldOn.Year", $"{now.Year}"), ("Input.ToldAt", now.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        var concern = await scene.ConcernAsync(id);
        Assert.Equal((PoliceDecision.Told, "CAD 1234", "One sealed tablet"), (concern.Police, concern.PoliceReference, concern.PoliceMaterial));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("Reference: CAD 1234").ShouldSay("Handed over: One sealed tablet").ShouldSay("0 hours after the school knew");
    }

    [Fact, Shows("WED-3.5g")]
    public async Task Everybody_employed_reports_and_sees_the_status_of_their_own_without_case_notes()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        foreach (var role in Enum.GetValues<Role>())
        {
            using var browser = await scene.School.AsAsync(role);
            (await browser.OpenAsync("concerns/report")).ShouldBe(Roles.Staff.Contains(role) ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.Forbidden);
        }
        var support = await scene.AsAsync(Role.SupportStaff);
        var id = await scene.ReportedAsync(by: support);
        (await support.OpenAsync("concerns/mine")).ShouldSay("Number 1").ShouldSay("Sent");
        await scene.DoAsync(id, "decide", ("Input.Decision", "NoFurtherAction"), ("Input.Reason", "A secret reason."));
        (await support.OpenAsync("concerns/mine")).ShouldSay("Read").ShouldNotSay("secret");
        await scene.DoAsync(id, "close", ("Input.Outcome", "A secret outcome."), ("Input.EscalationNotNeeded", "Small."), ("Input.RecordLater", "true"));
        (await support.OpenAsync("concerns/mine")).ShouldSay("Closed").ShouldNotSay("secret");
        (await support.OpenAsync($"concerns/mine/{id}")).ShouldNotSay("secret");
    }

    [Fact, Shows("WED-3.5i")]
    public async Task Sexual_harassment_goes_straight_to_the_lead_who_alone_decides_on_no_action_with_a_reason()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var deputy = await scene.AsAsync(Role.DeputySafeguardingLead);
        var check = await scene.ToCheckAsync(scene.Teacher, "He shouted it.", "Contact", "sexual-harassment");
        (await scene.Teacher.OpenAsync(check.Address.AbsolutePath.Replace("/check", "/kind", StringComparison.Ordinal))).ShouldSay("It could happen here");
        var id = Guid.Parse((await check.PressAsync("Send the report")).Address.Segments[^1]);
        Assert.True(await LeadWasToldAsync(scene, "Urgent"));
        (string, string)[] none = [("Input.Decision", "NoFurtherAction"), ("Input.Reason", "Nothing in it.")];
        (await (await deputy.OpenAsync($"concerns/{id}/decide")).PressAsync("Record the decision", none)).ShouldShowError("Input.Decision", "only the designated safeguarding lead");
        (await scene.AskAsync(id, "decide", ("Input.Decision", "NoFurtherAction"), ("Input.Reason", ""))).ShouldShowError("Input.Reason", "Give the reason");
        Assert.Equal(ConcernStatus.Raised, (await scene.ConcernAsync(id)).Status);
        await scene.DoAsync(id, "decide", none);
        Assert.Equal(Decision.NoFurtherAction, (await scene.ConcernAsync(id)).Decision);
    }

    [Fact]
    public async Task Child_is_linked_and_the_chronology_shows_and_prints_it_all()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var other = await scene.School.PersonAsync("Barnaby", "Quill-Featherington-Smythe", Role.Pupil);
        var (first, second) = (await scene.ReportedAsync("The first thing."), await scene.ReportedAsync("The second thing."));
        (await scene.Lead.OpenAsync($"concerns/child/{other.Id}")).ShouldBe(System.Net.HttpStatusCode.NotFound);
        var page = await (await scene.Lead.OpenAsync($"concerns/{second}/children")).PressAsync("Find", ("q", "Quill"));
        (await page.PressAsync("Link the child", ("Input.PersonId", other.Id.ToString()), ("Input.Why", ""))).ShouldShowError("Input.Why", "Say why");
        (await page.PressAsync("Link the child", ("Input.PersonId", other.Id.ToString()), ("Input.Why", "Same group chat."))).ShouldSay("is linked");
        (await scene.Lead.OpenAsync($"concerns/child/{other.Id}")).ShouldSay("The second thing.").ShouldNotSay("The first thing.");
        (await scene.Lead.OpenAsync($"concerns/child/{scene.Pupil.Id}")).ShouldSay("The first thing.").ShouldSay("The second thing.").ShouldSay("2 concerns");
        (await scene.Lead.OpenAsync($"concerns/child/{scene.Pupil.Id}/print")).ShouldSay("Confidential").ShouldSay("The first thing.").ShouldSay("Printed on");
        page = await scene.Lead.OpenAsync($"concerns/{second}/children");
        await page.PressAsync("Take out", ("Input.PersonId", other.Id.ToString()), ("Input.Why", "A mix-up of names."));
        (await scene.Lead.OpenAsync($"concerns/child/{other.Id}")).ShouldBe(System.Net.HttpStatusCode.NotFound);
        Assert.Contains((await scene.ConcernAsync(second)).Entries, e => e.Kind == EntryKind.ChildUnlinked);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Additions_and_corrections_show_as_such_and_change_nothing_that_was_said()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await scene.ReportedAsync("It was Tuesday.");
        var mine = await scene.Teacher.OpenAsync($"concerns/mine/{id}");
        (await mine.PressAsync("Add to the report", ("Input.Text", ""))).ShouldShowError("Input.Text", "Write what you want to add");
        (await mine.PressAsync("Add to the report", ("Input.Text", "She came back after lunch."))).ShouldSay("Added later").ShouldSay("She came back after lunch.");
        Assert.True(await LeadWasToldAsync(scene, "Something was added"));
        await scene.DoAsync(id, "note", ("Input.Text", "It was Monday, not Tuesday."), ("Input.Correction", "true"));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("It was Tuesday.").ShouldSay("Added by the reporter").ShouldSay("Correction").ShouldSay("It was Monday, not Tuesday.");
    }

    [Fact]
    public async Task List_puts_urgent_and_unread_first_and_filters()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var read = await scene.ReportedAsync();
        await scene.Lead.OpenAsync($"concerns/{read}");
        await scene.ReportedAsync(risk: "Contact", subtype: "grooming");
        await scene.ReportedAsync();
        var page = await scene.Lead.OpenAsync("concerns");
        var order = page.Document.QuerySelectorAll("main table tbody tr a").Select(a => a.TextContent.Trim()).ToList();
        Assert.Equal(["Number 2", "Number 3", "Number 1"], order);
        (await scene.Lead.OpenAsync("concerns?Kind=Contact")).ShouldSay("1 concern").ShouldSay("Number 2");
        (await scene.Lead.OpenAsync("concerns?q=3&Show=All")).ShouldSay("1 concern").ShouldSay("Number 3");
        (await scene.Lead.OpenAsync("concerns?q=ottoline&p=99")).ShouldSay("3 concerns");
    }

    private static Task<bool> LeadWasToldAsync(ConcernScene scene, string words) =>
        scene.School.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == scene.Lead.Person.Id && n.Text.Contains(words)));

    private static Task<ControlResult> EvaluateAsync(TestSchool school) => school.WithAsync(services =>
        services.GetServices<Control>().OfType<LeadHasEveryConcern>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), TimeProvider.System.GetUtcNow()));
}
