using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Bulk;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Controls;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Agreements;

public sealed class CoverageTests(TestHost host)
{
    [Fact, Shows("WED-8.1")]
    public async Task Head_sees_counts_by_audience_document_and_class_and_who_is_missing()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var governor = await school.AsAsync(Role.Governor);
        var (one, two) = (await school.PersonAsync("Ida", "Ash", Role.Pupil), await school.PersonAsync("Ben", "Elm", Role.Pupil));
        await school.ClassAsync("4 Oak", 4, null, one.Id, two.Id);
        Assert.Equal(ControlState.NotMet, (await EvaluateAsync<AgreementsSigned>(school)).State);
        await school.AskedAsync();
        await governor.SignOwnAsync();
        await school.SignBothAsync(one);
        var page = await head.OpenAsync("agreements/coverage");
        page.ShouldSay("Governors").ShouldSay("Pupils, each with a parent").ShouldSay("4 Oak").ShouldSay("1 missing").ShouldSay("2 of 5");
        (await page.FollowAsync("4 Oak")).ShouldSay("Ben Elm").ShouldSay("Not signed").ShouldSay("1 in force");
        var missing = await head.OpenAsync("agreements/people?document=pupil-parent&state=missing");
        missing.ShouldSay("1 person").ShouldSay("Ben Elm").ShouldNotSay("Ida Ash");
        (await head.OpenAsync("agreements/people?document=pupil-parent&q=ida")).ShouldSay("Ida Ash").ShouldNotSay("Ben Elm");
        (await head.OpenAsync("agreements/people?document=pupil-parent&q=%25%3Cscript%3E")).ShouldSay("Nobody found");
        (await head.OpenAsync("agreements/people?document=no-such")).ShouldBe(HttpStatusCode.NotFound);
        var result = await EvaluateAsync<AgreementsSigned>(school);
        Assert.Equal((ControlState.NotMet, 2, 5), (result.State, result.Good, result.Total));
    }

    [Fact, Shows("WID-5.14", "CRO-4.2", "HAM-1.2b", "HAM-5.1")]
    public async Task Staff_and_volunteers_without_the_agreement_in_force_are_listed_by_name()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var volunteer = await school.AsAsync(Role.Visitor);
        await school.AskedAsync();
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync<StaffAgreementSigned>(school)).State);
        foreach (var one in new[] { head, teacher }) await one.SignOwnAsync();
        var administrator = await school.QueryAsync(db => db.Set<Person>().SingleAsync(p => p.Roles.Any(r => r.Role == Role.Administrator)));
        var paper = await head.OpenAsync($"agreements/{(await school.AssignmentAsync(administrator.Id)).Id}/paper");
        await paper.SubmitAsync(("Input.Signer", "self"), ("Input.TypedName", administrator.Name), ("Input.SignedOn", TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        var result = await EvaluateAsync<StaffAgreementSigned>(school);
        Assert.Equal((ControlState.NotMet, 3, 4), (result.State, result.Good, result.Total));
        (await head.OpenAsync("agreements/people?document=staff&state=missing")).ShouldSay(volunteer.Person.Name).ShouldNotSay(teacher.Person.Name);
        await volunteer.SignOwnAsync();
        Assert.Equal(ControlState.Met, (await EvaluateAsync<StaffAgreementSigned>(school)).State);
        // What was signed was an earlier version.
        await school.NewVersionAsync();
        await school.AskedAsync();
        Assert.NotEqual(ControlState.Met, (await EvaluateAsync<StaffAgreementSigned>(school)).State);
        (await head.OpenAsync("agreements/people?document=staff&state=missing")).ShouldSay(volunteer.Person.Name).ShouldSay(teacher.Person.Name);
    }

    [Theory]
    [InlineData("school-devices-only", "WID-5.14")]
    [InlineData("signed-code", "CRO-4.2")]
    [InlineData("professional-trust", "HAM-1.2b")]
    [InlineData("professional-trust", "HAM-5.1")]
    [Shows("WID-5.14", "CRO-4.2", "HAM-1.2b", "HAM-5.1")]
    public async Task Code_of_the_pack_is_signed_with_version_and_day_and_who_has_none_or_an_old_one_is_listed(string pack, string clause)
    {
        Assert.Contains(PackCatalogue.Load().Get(pack).Settings.Agreements.Documents.Single(d => d.Id == "staff").Clauses, c => c == clause);
        var school = await host.SchoolAsync(pack);
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        const string list = "agreements/people?document=staff&state=missing";
        (await head.OpenAsync(list)).ShouldSay(teacher.Person.Name).ShouldSay(head.Person.Name);
        await teacher.SignOwnAsync();
        var signature = (await school.AssignmentAsync(teacher.Person.Id)).Signatures.Single();
        Assert.Equal((PackCatalogue.Load().Get(pack).Version, TimeProvider.System.Today()), (signature.Version, signature.SignedOn));
        (await head.OpenAsync(list)).ShouldSay(head.Person.Name).ShouldNotSay(teacher.Person.Name);
        await school.NewVersionAsync();
        await school.AskedAsync();
        (await head.OpenAsync(list)).ShouldSay(teacher.Person.Name);
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync<StaffAgreementSigned>(school)).State);
    }

    [Fact, Shows("WED-3.6b")]
    public async Task Pupils_with_only_one_of_two_signatures_are_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var child = await school.AsAsync(await school.PersonAsync("Onlythe", "Child", Role.Pupil));
        var both = await school.PersonAsync("Both", "Signed", Role.Pupil);
        var parent = await school.PersonAsync(Role.Parent);
        await school.ParentOfAsync(parent.Id, both.Id);
        await school.AskedAsync();
        Assert.Equal(ControlState.NoEvidenceYet, (await EvaluateAsync<PupilAndParentSigned>(school)).State);
        await child.SignOwnAsync();
        await school.SignBothAsync(both);
        (await lead.OpenAsync("agreements/people?document=pupil-parent&state=one")).ShouldSay("Onlythe Child").ShouldSay("Only the pupil has signed").ShouldNotSay("Both Signed");
        var result = await EvaluateAsync<PupilAndParentSigned>(school);
        Assert.Equal((ControlState.NotMet, 1, 2), (result.State, result.Good, result.Total));
        await school.SignAsync(child.Person, SignedAs.Parent);
        Assert.Equal(ControlState.Met, (await EvaluateAsync<PupilAndParentSigned>(school)).State);
        (await lead.OpenAsync("agreements/people?document=pupil-parent&state=one")).ShouldSay("Nobody found");
    }

    [Fact]
    public async Task Teacher_sees_the_own_class_only_and_is_told_how_many_have_not_signed()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var colleague = await school.AsAsync(Role.Teacher);
        var (mine, theirs) = (await school.PersonAsync("My", "Pupil", Role.Pupil), await school.PersonAsync("Other", "Pupil", Role.Pupil));
        var own = await school.ClassAsync("Willow", 3, teacher.Person.Id, mine.Id);
        var foreign = await school.ClassAsync("Birch", 3, null, theirs.Id);
        await school.AskedAsync();
        (await teacher.OpenAsync("")).ShouldSay("1 child in your class has not signed");
        (await teacher.OpenAsync("agreements/coverage")).ShouldSay("Willow").ShouldNotSay("Birch").ShouldNotSay("Remind all");
        (await teacher.OpenAsync($"agreements/classes/{own}")).ShouldSay("My Pupil");
        (await teacher.OpenAsync($"agreements/classes/{foreign}")).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.OpenAsync($"agreements/classes/{foreign}/sign")).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.PostAsync($"agreements/classes/{foreign}?handler=Remind")).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.PostAsync("agreements/coverage?handler=Remind")).ShouldBe(HttpStatusCode.Forbidden);
        (await colleague.OpenAsync("agreements/coverage")).ShouldSay("You have no class").ShouldNotSay("Willow");
        (await teacher.OpenAsync("agreements/people")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Visitor)]
    public async Task Others_see_no_lists(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "agreements/coverage", "agreements/people", "agreements/refusals" }) (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("agreements/coverage?handler=Remind")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.OpenAsync("agreements")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ict_support_sees_no_signatures()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        await school.ClassAsync("Willow", 3, null, (await school.PersonAsync(Role.Pupil)).Id);
        (await support.OpenAsync("agreements/coverage")).ShouldSay("You have no class").ShouldNotSay("Willow").ShouldNotSay("By document");
        foreach (var path in new[] { "agreements/people", "agreements/refusals" }) (await support.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await support.PostAsync("agreements/coverage?handler=Remind")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Remind_all_tells_each_person_once_a_day()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var teacher = await school.PersonAsync(Role.Teacher);
        var (pupil, lonely) = (await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Pupil));
        var parent = await school.PersonAsync(Role.Parent);
        await school.ParentOfAsync(parent.Id, pupil.Id);
        await school.AskedAsync();
        Assert.False(await school.QueryAsync(db => db.Set<OutboxMail>().AnyAsync()));
        var page = await (await head.OpenAsync("agreements/coverage")).PressAsync("Remind all");
        page.ShouldSay("Reminding").ShouldSay("You may leave this page");
        (await (await head.OpenAsync("agreements/coverage")).PressAsync("Remind all")).ShouldSay("under way already");
        await school.RunJobAsync<RunJob>();
        (await head.OpenAsync(page.Address.AbsolutePath)).ShouldSay("Finished").ShouldSay("No e-mail address is known for a parent of 1 pupil");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<OutboxMail>().CountAsync(m => m.To == parent.Email)));
        Assert.True(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == teacher.Id)));
        (await (await head.OpenAsync("agreements/coverage")).PressAsync("Remind all")).ShouldSay("Nobody was reminded");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == lonely.Id).Select(a => a.Reminders).SingleAsync()));
    }

    [Fact]
    public async Task Teacher_records_a_paper_form_for_an_own_pupil_and_nobody_for_themselves()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var office = await school.AsAsync(Role.Administrator);
        using var other = await school.AsAsync(Role.Teacher);
        var pupil = await school.PersonAsync(Role.Pupil);
        var parent = await school.PersonAsync(Role.Parent);
        await school.ParentOfAsync(parent.Id, pupil.Id);
        await school.ClassAsync("Willow", 4, teacher.Person.Id, pupil.Id);
        await school.AskedAsync();
        var path = $"agreements/{(await school.AssignmentAsync(pupil.Id)).Id}/paper";
        (await other.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        var page = await teacher.OpenAsync(path);
        var day = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await page.SubmitAsync(("Input.TypedName", "P. Arent"))).ShouldShowError("Input.Signer", "Choose who signed");
        (await page.SubmitAsync(("Input.Signer", parent.Id.ToString()), ("Input.SignedOn", day))).ShouldShowError("Input.TypedName", "Type your name");
        (await page.SubmitAsync(("Input.Signer", Guid.Empty.ToString()), ("Input.TypedName", "X Y"), ("Input.SignedOn", day))).ShouldShowError("Input.Signer", "Choose who signed");
        (await page.SubmitAsync(("Input.Signer", parent.Id.ToString()), ("Input.TypedName", "P. Arent"), ("Input.SignedOn", "2199-01-01"), ("Input.ChildAgrees", "true"))).ShouldShowError("Input.SignedOn", "future");
        (await page.SubmitAsync(("Input.Signer", parent.Id.ToString()), ("Input.TypedName", "P. Arent"), ("Input.SignedOn", day))).ShouldShowError("Input.ChildAgrees", "your child agrees");
        (await page.SubmitAsync(("Input.Signer", parent.Id.ToString()), ("Input.TypedName", "P. Arent"), ("Input.SignedOn", day), ("Input.ChildAgrees", "true")))
            .ShouldSay("is recorded").ShouldSay("On paper, entered by " + teacher.Person.Name);
        var kept = await school.QueryAsync(db => db.Set<Signature>().AsNoTracking().SingleAsync());
        Assert.Equal((SignatureWay.Paper, teacher.Person.Id, day), (kept.Way, kept.RecordedById, kept.SignedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        (await office.OpenAsync($"agreements/{(await school.AssignmentAsync(office.Person.Id)).Id}/paper")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Class_signs_in_one_sitting_each_child_by_name()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var (yes, unsure) = (await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Pupil));
        var stranger = await school.PersonAsync(Role.Pupil);
        var one = await school.ClassAsync("Willow", 1, teacher.Person.Id, yes.Id, unsure.Id);
        await school.AskedAsync();
        var page = await (await teacher.OpenAsync($"agreements/classes/{one}")).FollowAsync("Sign in class");
        Assert.NotEmpty(page.Document.QuerySelectorAll("main img.t-picture"));
        (await page.SubmitAsync(("Input.Signed", yes.Id.ToString()))).ShouldShowError("Input.ReadTogether", "Read the rules with the class");
        (await page.SubmitAsync(("Input.ReadTogether", "true"))).ShouldShowError("Input.Signed", "Tick each child");
        (await page.SubmitAsync(("Input.ReadTogether", "true"), ("Input.Signed", stranger.Id.ToString()))).ShouldShowError("Input.Signed", "Tick each child");
        (await page.SubmitAsync(("Input.ReadTogether", "true"), ("Input.Signed", yes.Id.ToString()))).ShouldSay("1 child has signed").ShouldSay("Only the pupil has signed");
        var kept = await school.QueryAsync(db => db.Set<Signature>().AsNoTracking().SingleAsync());
        Assert.Equal((yes.Id, yes.Name, SignatureWay.InClass, (Guid?)teacher.Person.Id), (kept.SignerId, kept.TypedName, kept.Way, kept.RecordedById));
        Assert.False((await school.AssignmentAsync(unsure.Id)).SelfSigned);
    }

    private static Task<ControlResult> EvaluateAsync<T>(TestSchool school) where T : Control => school.WithAsync(services =>
        services.GetServices<Control>().OfType<T>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), TimeProvider.System.GetUtcNow()));
}
