using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Access.Controls;
using Tutela.Web.Modules.Access.Networks;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Training;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;
using Tutela.Web.Tests.Training;

namespace Tutela.Web.Tests.Access;

/// <summary>Networks, own devices, levels, leaving, checks, planned use, and what is refused and written down.</summary>
public sealed class NetworkAccessTests(TestHost host)
{
    [Fact, Shows("WID-6.3")]
    public async Task Pupil_joins_with_a_device_of_the_equipment_list_only()
    {
        using var packs = PackFolder.OfAccess("pupils-on-school-devices-only: true");
        await using var app = await host.StartAsync(TimeProvider.System, packs.Settings);
        var school = await host.SchoolAsync(app: app);
        using var support = await school.AsAsync(Role.IctSupport);
        var pupil = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        await (await support.OpenAsync("equipment/add")).SubmitAsync(("Input.Name", "Tablet 14"), ("Input.Kind", "Tablet"), ("Input.AssetNumber", "TAB-014"), ("Input.Encrypted", "yes"));
        var page = await support.OpenAsync($"access/{pupil.Id}/network");
        (string, string)[] wish = [("Input.Network", "School"), ("Input.UserName", "ida.ash"), ("Input.Device", "TAB-014")];
        (await page.PressAsync("Let it on", wish)).ShouldShowError("Input.Network", "no internet access now");
        await TermsTests.SignedAsync(school, pupil.Id);
        (await page.PressAsync("Let it on", [wish[0], wish[1], ("Input.Device", "her own phone")])).ShouldShowError("Input.Device", "not the asset number of a device");
        (await page.PressAsync("Let it on", [wish[0], wish[1], ("Input.Device", "")])).ShouldShowError("Input.Device", "asset number");
        (await page.PressAsync("Let it on", [wish[0], ("Input.UserName", ""), wish[2]])).ShouldShowError("Input.UserName", "Enter the person's own user name");
        Assert.False(await school.QueryAsync(db => db.Set<NetworkGrant>().AnyAsync()));
        (await page.PressAsync("Let it on", wish)).ShouldSay("TAB-014 as ida.ash");
        Assert.NotNull((await school.QueryAsync(db => db.Set<NetworkGrant>().AsNoTracking().SingleAsync())).DeviceId);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.PostAsync($"access/{pupil.Id}/network", wish)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("WED-14.0", "WED-14.1", "WED-14.6", "WED-14.7")]
    public async Task Own_device_joins_after_the_terms_under_the_employees_own_user_name_only()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var colleague = await school.AsAsync(Role.Teacher);
        var pupil = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        foreach (var one in new[] { teacher, colleague }) await one.SignOwnAsync();
        await TermsTests.SignedAsync(school, pupil.Id);
        (await support.OpenAsync("access/networks")).ShouldSay("Own devices of: staff");
        (string, string)[] wish = [("Input.Network", "OwnDevice"), ("Input.UserName", "t.elm"), ("Input.Device", "own phone")];
        var page = await support.OpenAsync($"access/{teacher.Person.Id}/network");
        (await (await support.OpenAsync($"access/{pupil.Id}/network")).PressAsync("Let it on", wish)).ShouldShowError("Input.Network", "lets only others");
        (await page.PressAsync("Let it on", wish)).ShouldShowError("Input.Network", "has not done the training");
        var course = await school.CourseAsync("Own devices", [CoursePurpose.OwnDevice], months: 12);
        await school.CompletedAsync(course, Training.Given.Today.AddMonths(-13), teacher.Person.Id);
        (await page.PressAsync("Let it on", wish)).ShouldShowError("Input.Network", "ran out on");
        await school.CompletedAsync(course, Training.Given.Today.AddMonths(-1), teacher.Person.Id, colleague.Person.Id);
        (await page.PressAsync("Let it on", wish)).ShouldShowError("Input.Network", "have not accepted the terms");
        var terms = await teacher.OpenAsync("own-device");
        terms.ShouldSay("I use my own user name");
        (await terms.SubmitAsync()).ShouldShowError("Input.Accepted", "tick the box");
        (await terms.SubmitAsync(("Input.Accepted", "true"))).ShouldSay("You accepted these terms on");
        Assert.Equal(teacher.Person.Id, (await school.QueryAsync(db => db.Set<OwnDeviceAcceptance>().SingleAsync())).PersonId);
        (await page.PressAsync("Let it on", wish)).ShouldShowError("Input.UserName", "own network user name in the register first");
        await (await support.OpenAsync($"access/{teacher.Person.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "t.elm"));
        (await page.PressAsync("Let it on", [wish[0], ("Input.UserName", "guest"), wish[2]])).ShouldShowError("Input.UserName", "own employee user name only");
        (await page.PressAsync("Let it on", wish)).ShouldSay("own phone as t.elm");
        // A colleague can't hold the same name.
        await (await colleague.OpenAsync("own-device")).SubmitAsync(("Input.Accepted", "true"));
        (await (await support.OpenAsync($"access/{colleague.Person.Id}/network")).PressAsync("Let it on", wish)).ShouldShowError("Input.UserName", $"{teacher.Person.Name} has this user name");
        (await support.OpenAsync("access/networks")).ShouldSay("t.elm");
    }

    [Fact, Shows("WED-14.3")]
    public async Task Own_device_joins_only_while_its_owners_agreement_is_in_force()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        await school.CompletedAsync(await school.CourseAsync("Own devices", [CoursePurpose.OwnDevice], months: 12), Training.Given.Today, teacher.Person.Id);
        await (await teacher.OpenAsync("own-device")).SubmitAsync(("Input.Accepted", "true"));
        await (await support.OpenAsync($"access/{teacher.Person.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "t.elm"));
        (string, string)[] wish = [("Input.Network", "OwnDevice"), ("Input.UserName", "t.elm"), ("Input.Device", "own phone")];
        var page = await support.OpenAsync($"access/{teacher.Person.Id}/network");
        var title = PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("staff")!.Title;
        var refused = await page.PressAsync("Let it on", wish);
        refused.ShouldShowError("Input.Network", $"“{title}” is not in force for {teacher.Person.Name}");
        (await refused.FollowAsync($"Read “{title}”")).ShouldBe(HttpStatusCode.OK).ShouldSay(title);
        Assert.False(await school.QueryAsync(db => db.Set<NetworkGrant>().AnyAsync()));
        await teacher.SignOwnAsync();
        (await page.PressAsync("Let it on", wish)).ShouldSay("own phone as t.elm");
        // A new version is asked. Internet access goes on for the days of grace; a new own device waits for the signature.
        await school.NewVersionAsync();
        await school.AskedAsync();
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Person.Id)).State);
        (await page.PressAsync("Let it on", [.. wish[..2], ("Input.Device", "own tablet")])).ShouldShowError("Input.Network", "is not in force");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<NetworkGrant>().CountAsync()));
    }

    [Fact, Shows("WED-14.4")]
    public async Task Each_role_has_a_level_on_each_network_and_the_register_shows_each_persons()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        await teacher.SignOwnAsync();
        var find = $"access?q={teacher.Person.Name.Split(' ')[0]}";
        (await lead.OpenAsync(find)).ShouldSay("Staff systems and files");
        var page = await lead.OpenAsync("access/networks");
        (await page.PressAsync("Change the level", ("Input.Network", "School"), ("Input.Level", "OwnFiles"))).ShouldShowError("Input.Role", "Choose the role");
        (await page.PressAsync("Change the level", ("Input.Network", "School"), ("Input.Role", "Teacher"))).ShouldShowError("Input.Level", "Choose what");
        (await page.PressAsync("Change the level", ("Input.Network", "School"), ("Input.Role", "Teacher"), ("Input.Level", "SharedFiles"))).ShouldSay("The level is changed");
        (await lead.OpenAsync(find)).ShouldSay("Internet, own and shared files").ShouldNotSay("Staff systems and files");
        (await support.PostAsync("access/networks", ("Input.Network", "School"), ("Input.Role", "Teacher"), ("Input.Level", "RunsTheNetwork"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("WED-14.10", "HAM-17.2")]
    public async Task Leaving_ends_access_and_own_devices_at_once_with_dated_lines()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        var stays = await school.PersonAsync(Role.Teacher);
        await school.AskedAsync();
        await teacher.SignOwnAsync();
        await school.CompletedAsync(await school.CourseAsync("Own devices", [CoursePurpose.OwnDevice], months: 12), Training.Given.Today, teacher.Person.Id);
        await (await teacher.OpenAsync("own-device")).SubmitAsync(("Input.Accepted", "true"));
        await (await support.OpenAsync($"access/{teacher.Person.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "t.elm"));
        await (await support.OpenAsync($"access/{teacher.Person.Id}/network")).PressAsync("Let it on", ("Input.Network", "OwnDevice"), ("Input.UserName", "t.elm"), ("Input.Device", "own phone"));
        (await (await head.OpenAsync($"people/{teacher.Person.Id}/leave")).SubmitAsync(("Input.Reason", ""))).ShouldShowError("Input.Reason", "Say why");
        (await support.OpenAsync("access/leavers")).ShouldNotSay(teacher.Person.Name);
        await (await head.OpenAsync($"people/{teacher.Person.Id}/leave")).SubmitAsync(("Input.Reason", "Moved to another school"));
        // No job has run in between.
        Assert.Equal((AccessState.Ended, "Left the school"), ((await school.AccessAsync(teacher.Person.Id)).State, (await school.AccessAsync(teacher.Person.Id)).Reason));
        var grant = await school.QueryAsync(db => db.Set<NetworkGrant>().AsNoTracking().SingleAsync());
        Assert.Equal("Left the school", grant.EndReason);
        var page = await support.OpenAsync("access/leavers");
        page.ShouldSay(teacher.Person.Name).ShouldSay("own phone on the network for own devices as t.elm").ShouldNotSay("Still open").ShouldNotSay(stays.Name);
        Assert.Equal(2, page.Document.QuerySelectorAll("main .govuk-tag--green").Length);
        (await support.PostAsync($"access/{teacher.Person.Id}/network", ("Input.Network", "School"))).ShouldBe(HttpStatusCode.NotFound);
        Assert.Equal("Left the school", (await school.QueryAsync(db => db.Set<AccessGrant>().AsNoTracking().SingleAsync(g => g.PersonId == teacher.Person.Id))).EndReason);
    }

    [Fact, Shows("HAM-17.1")]
    public async Task Register_prints_as_it_was_on_a_day_with_who_granted()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var visitor = await school.AsAsync(Role.Visitor);
        await school.AskedAsync();
        await teacher.SignOwnAsync();
        await visitor.SignOwnAsync();
        await (await head.OpenAsync($"access/{visitor.Person.Id}")).PressAsync("Give access until this day", ("Input.Until", "2026-11-03"));
        clock.Now = clock.Now.AddDays(3);
        await school.RunJobAsync<AccessJob>();
        using var later = await school.AsAsync(head.Person);
        var print = (await later.OpenAsync("access/print?On=2026-11-02")).ShouldSay("2 November 2026");
        Assert.Equal([(teacher.Person.Name, "The policy's rule"), (visitor.Person.Name, head.Person.Name)], print.Document.QuerySelectorAll("main tbody tr")
            .Select(r => (r.Children[0].TextContent.Trim(), Row: string.Join('|', r.Children.Select(c => c.TextContent.Trim())))).OrderBy(r => r.Item1 == visitor.Person.Name)
            .Select(r => (r.Item1, r.Row.Split('|').Single(cell => cell == "The policy's rule" || cell == head.Person.Name))));
        print.ShouldSay("Visitor");
        (await later.OpenAsync("access/print?On=2026-11-05")).ShouldSay(teacher.Person.Name).ShouldNotSay(visitor.Person.Name);
        (await later.OpenAsync("access/print?On=2026-11-01")).ShouldSay("Nobody had internet access");
        (await later.OpenAsync("access/print?On=2030-01-01")).ShouldSay("5 November 2026");
        Assert.True(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == AccessProcesses.Printed.Code)));
    }

    [Fact, Shows("WID-6.6", "HAM-17.3", "HAM-17.4", "WED-A1.2")]
    public async Task Planned_use_needs_a_supervising_adult_and_the_youngest_use_approved_sites_only()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        var young = await school.ClassAsync("1 Acorn", 1, null);
        var older = await school.ClassAsync("5 Oak", 5, null);
        (await lead.OpenAsync("access/use/new")).ShouldSay("Foundation, Key Stage 1: an adult shows, or sits alongside on approved sites").ShouldSay("Key Stage 2: always supervised");
        // The rule stands as a term in the agreement that a pupil signs.
        using var pupil = await school.AsAsync(Role.Pupil);
        await school.AskedAsync();
        (await pupil.OpenAsync($"agreements/{(await school.AssignmentAsync(pupil.Person.Id)).Id}")).ShouldSay(PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("pupil-parent")!.Terms
            .Single(t => t.Clause?.Value == "WED-A1.2").Markdown);
        var page = await teacher.OpenAsync("access/use/new");
        (string, string)[] Fields(Guid one, string way, string supervisor, string sites = "") =>
            [("Input.Class", one.ToString()), ("Input.On", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("Input.Activity", "Find out about <b>bees</b>"), ("Input.Way", way), ("Input.Supervisor", supervisor), ("Input.Sites", sites)];
        var adult = teacher.Person.Id.ToString();
        (await page.SubmitAsync(Fields(older, "IndependentSupervised", ""))).ShouldShowError("Input.Supervisor", "never go online without one");
        (await page.SubmitAsync(Fields(older, "IndependentSupervised", Guid.Empty.ToString()))).ShouldShowError("Input.Supervisor", "never go online without one");
        (await page.SubmitAsync(Fields(older, "", adult))).ShouldShowError("Input.Way", "Choose how an adult");
        (await page.SubmitAsync(Fields(young, "Demonstration", ""))).ShouldShowError("Input.Supervisor", "never go online without one");
        (await page.SubmitAsync(Fields(young, "IndependentSupervised", adult))).ShouldShowError("Input.Way", "an adult shows");
        (await page.SubmitAsync(Fields(young, "AlongsideAdult", adult))).ShouldShowError("Input.Sites", "approved sites only");
        (await page.SubmitAsync(Fields(young, "AlongsideAdult", adult, "https://www.bees.example/hive"))).ShouldShowError("Input.Sites", "bees.example is not on the list");
        (await page.SubmitAsync(Fields(young, "AlongsideAdult", adult, "javascript:alert(1)"))).ShouldShowError("Input.Sites", "is not a site's address");
        (await page.SubmitAsync(Fields(Guid.Empty, "Demonstration", adult))).ShouldShowError("Input.Class", "Choose the class");
        Assert.False(await school.QueryAsync(db => db.Set<Web.Modules.Access.Use.PlannedUse>().AnyAsync()));
        (await teacher.PostAsync("access/use?handler=Site", ("Input.Site", "bees.example"))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await lead.OpenAsync("access/use")).PressAsync("Approve it", ("Input.Site", "no site"))).ShouldShowError("Input.Site", "Enter a site's address");
        await (await lead.OpenAsync("access/use")).PressAsync("Approve it", ("Input.Site", "https://www.bees.example/"));
        (await page.SubmitAsync(Fields(young, "AlongsideAdult", adult, "https://www.bees.example/hive"))).ShouldSay("1 Acorn").ShouldSay("Alongside an adult").ShouldSay("bees.example").ShouldSay("<b>bees</b>");
        (await page.SubmitAsync(Fields(young, "Demonstration", adult))).ShouldSay("An adult shows");
        (await page.SubmitAsync(Fields(older, "IndependentSupervised", adult, "anything.example"))).ShouldSay("5 Oak").ShouldSay("Independent, supervised").ShouldSay(teacher.Person.Name);
    }

    [Fact, Shows("WED-19.1")]
    public async Task What_a_role_may_not_see_is_refused_and_the_attempt_is_written_down()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        var foreign = await other.PersonAsync(Role.Teacher);
        await school.AskedAsync();
        (await lead.OpenAsync("access/attempts")).ShouldSay("Nobody has been refused anything");
        (await teacher.OpenAsync("access")).ShouldBe(HttpStatusCode.Forbidden);
        (await lead.OpenAsync($"access/{foreign.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await lead.PostAsync($"access/{lead.Person.Id}?handler=Withdraw", ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await teacher.OpenAsync("access/requests")).ShouldBe(HttpStatusCode.OK);
        var page = await lead.OpenAsync("access/attempts");
        page.ShouldSay(teacher.Person.Name).ShouldSay(school.Href($"access/{foreign.Id}")).ShouldSay(school.Href($"access/{lead.Person.Id}")).ShouldNotSay("access/requests");
        Assert.Equal(3, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == AccessProcesses.Denied.Code)));
        Assert.Equal(0, await other.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == AccessProcesses.Denied.Code)));
        (await teacher.OpenAsync("access/attempts")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("WED-19.2")]
    public async Task Another_persons_record_opens_with_permission_or_for_monitoring_and_is_written_down()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        var path = $"access/{teacher.Person.Id}/record";
        var page = await lead.OpenAsync(path);
        page.ShouldNotSay("Sign-in opened");
        (await page.PressAsync("Open the record", ("Input.Reason", "x"))).ShouldShowError("Input.Ground", "Choose why").ShouldNotSay("Sign-in opened");
        (await page.PressAsync("Open the record", ("Input.Ground", "Monitoring"))).ShouldShowError("Input.Reason", "Give the reason").ShouldNotSay("Sign-in opened");
        (await (await support.OpenAsync(path)).PressAsync("Open the record", ("Input.Ground", "Monitoring"), ("Input.Reason", "x"))).ShouldShowError("Input.Ground", "Monitoring is for safeguarding");
        (await lead.PostAsync($"access/{lead.Person.Id}/record", ("Input.Ground", "Monitoring"), ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.False(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == AccessProcesses.RecordOpened.Code)));
        (await page.PressAsync("Open the record", ("Input.Ground", "Monitoring"), ("Input.Reason", "Half-termly check"))).ShouldSay("Sign-in opened");
        (await (await support.OpenAsync(path)).PressAsync("Open the record", ("Input.Ground", "Permission"), ("Input.Reason", "Asked me to look"))).ShouldSay("Sign-in opened");
        Assert.Equal(2, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == AccessProcesses.RecordOpened.Code && e.AboutPersonId == teacher.Person.Id)));
        (await teacher.PostAsync(path, ("Input.Ground", "Permission"), ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("WED-19.0")]
    public async Task Checks_have_a_result_an_owner_and_a_next_day_and_overdue_ones_are_listed()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var governor = await school.AsAsync(Role.Governor);
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync<NetworkChecked>(school)).State);
        var page = await lead.OpenAsync("access/checks");
        (string, string)[] check = [("Input.What", "Firewall rules"), ("Input.On", "2026-11-01"), ("Input.Passed", "true"), ("Input.Owner", lead.Person.Id.ToString()), ("Input.Next", "2026-11-20")];
        (await page.SubmitAsync([.. check.Where(f => f.Item1 != "Input.Owner")])).ShouldShowError("Input.Owner", "Choose who answers");
        (await page.SubmitAsync([.. check.Where(f => f.Item1 != "Input.Passed")])).ShouldShowError("Input.Passed", "Choose the result");
        (await page.SubmitAsync([.. check[..2], ("Input.Passed", "false"), .. check[3..]])).ShouldShowError("Input.Finding", "Say what was found");
        (await page.SubmitAsync([check[0], ("Input.On", "2027-01-01"), .. check[2..]])).ShouldShowError("Input.On", "in the future");
        (await governor.PostAsync("access/checks", check)).ShouldBe(HttpStatusCode.Forbidden);
        (await page.SubmitAsync(check)).ShouldSay("Firewall rules").ShouldSay("20 November 2026").ShouldNotSay("Overdue");
        Assert.Equal(ControlState.Met, (await EvaluateAsync<NetworkChecked>(school)).State);
        clock.Now = clock.Now.AddDays(20);
        using var later = await school.AsAsync(governor.Person);
        (await later.OpenAsync("access/checks")).ShouldSay("1 check is overdue").ShouldSay("Overdue");
        Assert.Equal(ControlState.NotMet, (await EvaluateAsync<NetworkChecked>(school)).State);
        // A newer check of the same part takes its place.
        using var again = await school.AsAsync(lead.Person);
        (await (await again.OpenAsync("access/checks")).SubmitAsync([check[0], ("Input.On", "2026-11-22"), ("Input.Passed", "false"), ("Input.Finding", "Two rules to mend"), check[3], ("Input.Next", "2026-12-20")])).ShouldNotSay("Overdue");
        Assert.Equal(ControlState.AtRisk, (await EvaluateAsync<NetworkChecked>(school)).State);
    }

    [Fact, Shows("HAM-3.1", "WED-17.19")]
    public async Task Pupils_are_counted_by_year_and_those_without_an_address_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync<PupilsWithAccess>(school)).State);
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync<MailboxesGiven>(school)).State);
        var (one, two) = (await school.PersonAsync("Ida", "Ash", Role.Pupil), await school.PersonAsync("Ben", "Elm", Role.Pupil));
        await school.AskedAsync();
        await TermsTests.SignedAsync(school, one.Id);
        (await lead.OpenAsync("access/years")).ShouldSay("Year 4112").ShouldNotSay("Ida");
        Assert.Equal((ControlState.NotMet, 1, 2), await EvaluateAsync<PupilsWithAccess>(school) is var half ? (half.State, half.Good, half.Total) : default);
        await TermsTests.SignedAsync(school, two.Id);
        Assert.Equal(ControlState.Met, (await EvaluateAsync<PupilsWithAccess>(school)).State);
        await (await lead.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", "pupils.school.example"), ("Input.ForPupils", "true"));
        foreach (var (pupil, address, state) in new[] { (one, "ida", ControlState.NotMet), (two, "ben", ControlState.Met) })
        {
            (await lead.OpenAsync("access/mailboxes")).ShouldSay(pupil.Name);
            await (await lead.OpenAsync($"access/{pupil.Id}")).PressAsync("Record the address", ("Input.Mailbox", $"{address}@pupils.school.example"), ("Input.MailboxApprover", lead.Person.Id.ToString()));
            (await lead.OpenAsync("access/mailboxes")).ShouldNotSay(pupil.Name);
            Assert.Equal(state, (await EvaluateAsync<MailboxesGiven>(school)).State);
        }
    }

    [Fact]
    public async Task Ict_support_does_requests_without_knowing_why()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var teacher = await school.AsAsync(Role.Teacher);
        using var colleague = await school.AsAsync(Role.Teacher);
        using var support = await school.AsAsync(Role.IctSupport);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var pupil = await school.PersonAsync("Ida", "Ash", Role.Pupil);
        var foreign = await other.PersonAsync(Role.Pupil);
        (await teacher.OpenAsync("access/requests/new?q=ash")).ShouldSay("Ida Ash");
        var page = await teacher.OpenAsync($"access/requests/new?person={pupil.Id}");
        (await page.SubmitAsync(("Input.Needed", "x"))).ShouldShowError("Input.Kind", "Choose what is to be done");
        (await page.SubmitAsync(("Input.Kind", "Reset"), ("Input.Needed", ""))).ShouldShowError("Input.Needed", "Say what ICT support has to do");
        (await page.SubmitAsync(("Input.Kind", "Reset"), ("Input.Needed", new string('x', 501)))).ShouldShowError("Input.Needed", "at most 500");
        (await teacher.PostAsync($"access/requests/new?person={foreign.Id}", ("Input.Kind", "Reset"), ("Input.System", "x"), ("Input.Needed", "x"))).ShouldBe(HttpStatusCode.NotFound);
        (await page.SubmitAsync(("Input.Kind", "Reset"), ("Input.Needed", "New password, <i>please</i>"), ("Input.Why", "Told a friend"))).ShouldSay("Told a friend");
        var queue = await support.OpenAsync("access/requests");
        queue.ShouldSay("Ida Ash").ShouldSay("New password, <i>please</i>").ShouldNotSay("Told a friend");
        (await support.OpenAsync("")).ShouldSay("1 account request waits for you");
        (await lead.OpenAsync("access/requests")).ShouldSay("Told a friend");
        (await colleague.OpenAsync("access/requests")).ShouldNotSay("Ida Ash");
        var id = queue.Document.QuerySelector("input[name='Input.Request']")!.GetAttribute("value")!;
        (await teacher.PostAsync("access/requests", ("Input.Request", id), ("Input.Status", "Done"))).ShouldBe(HttpStatusCode.Forbidden);
        (await support.PostAsync("access/requests", ("Input.Request", Guid.Empty.ToString()), ("Input.Status", "Done"))).ShouldBe(HttpStatusCode.NotFound);
        (await queue.PressAsync("It can't be done")).ShouldSay("Say why it can't be done");
        (await queue.PressAsync("It is done")).ShouldSay("Nothing is waiting").ShouldSay("Reset: School network");
        (await support.PostAsync("access/requests", ("Input.Request", id), ("Input.Status", "Done"))).ShouldSay("answered already");
    }

    [Fact]
    public async Task Class_accounts_have_a_class_a_name_and_an_approver()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        var one = await school.ClassAsync("1 Acorn", 1, null);
        var page = await lead.OpenAsync("access/class-accounts");
        (await page.SubmitAsync(("Input.UserName", "acorn"))).ShouldShowError("Input.Class", "Choose the class");
        (await page.SubmitAsync(("Input.Class", one.ToString()))).ShouldShowError("Input.UserName", "Enter the account's user name");
        (await page.SubmitAsync(("Input.Class", one.ToString()), ("Input.UserName", "acorn"))).ShouldShowError("Input.Approver", "Choose who approved");
        (string, string)[] right = [("Input.Class", one.ToString()), ("Input.UserName", "acorn"), ("Input.Approver", head.Person.Id.ToString())];
        (await page.SubmitAsync(right)).ShouldSay("acorn").ShouldSay(head.Person.Name);
        (await page.SubmitAsync(right)).ShouldShowError("Input.UserName", "taken");
        (await head.PostAsync("access/class-accounts", right)).ShouldBe(HttpStatusCode.Forbidden);
        (await (await lead.OpenAsync("access/class-accounts")).PressAsync("End acorn")).ShouldSay("No class shares an account");
    }

    internal static Task<ControlResult> EvaluateAsync<T>(TestSchool school) where T : Control => school.WithAsync(services =>
        services.GetServices<Control>().OfType<T>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow()));
}
