using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Languages;
using Tutela.Web.Modules.Agreements.Questions;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Files;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Tests.Agreements;

public sealed class FamilyTests(TestHost host)
{
    [Fact]
    public async Task While_parents_differ_nothing_is_in_force_until_the_school_decides_with_a_reason()
    {
        var school = await host.SchoolAsync();
        using var child = await school.AsAsync(Role.Pupil);
        var (mother, father) = (await school.PersonAsync(Role.Parent), await school.PersonAsync(Role.Parent));
        await school.ParentOfAsync(mother.Id, child.Person.Id);
        await school.ParentOfAsync(father.Id, child.Person.Id);
        await school.AskedAsync();
        var (links, fathers) = (await school.LinkForAsync(mother), await school.LinkForAsync(father));
        using var browser = school.Anonymous();
        await (await browser.OpenAsync(links)).PressAsync("Sign", Signed);
        await child.SignOwnAsync("Me");
        var id = (await school.AssignmentAsync(child.Person.Id)).Id;
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(child.Person.Id)).State);

        // The other parent's link still opens, and their no counts at once.
        (await (await browser.OpenAsync(fathers)).PressAsync("Tell the school", ("Input.Reason", "Nobody asked me"))).ShouldSay("Thank you for telling us");
        Assert.True((await school.AssignmentAsync(child.Person.Id)).IsDisagreement);
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(child.Person.Id)).State);

        using var head = await school.AsAsync(Role.Headteacher);
        using var senior = await school.AsAsync(Role.SeniorLeader);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        (await head.OpenAsync("")).ShouldSay("the parents differ");
        (await senior.OpenAsync($"agreements/{id}/decide")).ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.OpenAsync($"agreements/{id}/decide")).ShouldBe(HttpStatusCode.NotFound);
        var page = await (await head.OpenAsync("agreements/refusals")).FollowAsync($"Decide about {child.Person.Name}");
        page.ShouldSay("Nobody asked me").ShouldSay(mother.Name).ShouldSay(father.Name);
        (await page.SubmitAsync(("Input.Reason", "Both were heard"))).ShouldShowError("Input.GoesAhead", "Choose whether");
        (await page.SubmitAsync(("Input.GoesAhead", "true"))).ShouldShowError("Input.Reason", "Give the reason");
        Assert.Equal(AgreementStatus.Refused, (await school.AssignmentAsync(child.Person.Id)).Status);
        (await page.SubmitAsync(("Input.GoesAhead", "false"), ("Input.Reason", "We meet next week"))).ShouldSay("Your decision is recorded");
        Assert.Equal(AgreementStatus.Refused, (await school.AssignmentAsync(child.Person.Id)).Status);
        (await (await head.OpenAsync($"agreements/{id}/decide")).SubmitAsync(("Input.GoesAhead", "true"), ("Input.Reason", "Both were heard"))).ShouldSay("Nobody has refused");
        Assert.Equal(AgreementStatus.InForce, (await school.AssignmentAsync(child.Person.Id)).Status);
        Assert.Equal(2, await school.QueryAsync(db => db.Set<AgreementDecision>().CountAsync()));
        Assert.Equal(2, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == AgreementDesk.Decided.Code && e.ActorId == head.Person.Id)));
        (await head.PostAsync($"agreements/{id}/decide", ("Input.GoesAhead", "true"), ("Input.Reason", "Again"))).ShouldSay("nothing to decide");
    }

    [Fact, Shows("CRO-4.5", "CRO-A.10", "CRO-A.0b")]
    public async Task Two_dated_signatures_and_both_ticks_complete_it_and_questions_are_answered()
    {
        var school = await host.SchoolAsync("signed-code");
        using var head = await school.AsAsync(Role.Headteacher);
        using var child = await school.AsAsync(Role.Pupil);
        using var parent = await school.AsAsync(Role.Parent);
        await school.ParentOfAsync(parent.Person.Id, child.Person.Id);
        await school.AskedAsync();
        await child.SignOwnAsync("Me");
        Assert.Equal(AgreementStatus.Waiting, (await school.AssignmentAsync(child.Person.Id)).Status);
        var path = $"agreements/{(await school.AssignmentAsync(child.Person.Id)).Id}";
        var page = await parent.OpenAsync(path);
        page.ShouldSay($"Questions about this go to the headteacher, {head.Person.Name}.");
        (await page.PressAsync("Ask")).ShouldShowError("Input.Question", "Write your question");
        (await page.PressAsync("Ask", ("Input.Question", "Does <b>homework</b> count?"))).ShouldSay("Not answered yet");
        var asked = await head.OpenAsync("agreements/questions");
        asked.ShouldSay("Does <b>homework</b> count?");
        (await asked.SubmitAsync()).ShouldSay("Write the answer");
        (await asked.SubmitAsync(("Input.Reply", "It does."))).ShouldSay("The answer has been sent");
        Assert.NotNull(await school.QueryAsync(db => db.Set<AgreementQuestion>().Select(q => q.RepliedAt).SingleAsync()));
        (await parent.OpenAsync(path)).ShouldSay("It does.");

        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "P. Arent"))).ShouldShowError("Input.ChildAgrees", "your child agrees");
        (await page.PressAsync("Sign", ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent"))).ShouldShowError("Input.HasRead", "tick the box");
        Assert.Equal(AgreementStatus.Waiting, (await school.AssignmentAsync(child.Person.Id)).Status);
        (await page.PressAsync("Sign", Signed)).ShouldSay("You have signed");
        var done = await school.AssignmentAsync(child.Person.Id);
        Assert.Equal((AgreementStatus.InForce, 2), (done.Status, done.Signatures.Count));
        Assert.True(done.Signatures.Single(s => s.SignedAs == SignedAs.Parent).ChildAgrees);
        Assert.All(done.Signatures, s => Assert.Equal(TimeProvider.System.Today(), s.SignedOn));
        (await parent.OpenAsync(path)).ShouldSay($"P. Arent, {DateText.Day(TimeProvider.System.Today())}").ShouldSay($"Me, {DateText.Day(TimeProvider.System.Today())}");
    }

    [Fact, Shows("WED-3.6c")]
    public async Task Parents_own_agreement_is_asked_of_them_and_the_families_that_accept_are_counted()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var parent = await school.AsAsync(Role.Parent);
        var (other, child, sister) = (await school.PersonAsync(Role.Parent), await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Pupil));
        await school.ParentOfAsync(parent.Person.Id, child.Id, sister.Id);
        await school.ParentOfAsync(other.Id, child.Id);
        await school.AskedAsync();
        var page = await (await parent.OpenAsync("agreements")).FollowAsync("Internet agreement for parents and carers");
        (await page.PressAsync("Sign", ("Input.TypedName", "P. Arent"))).ShouldShowError("Input.HasRead", "tick the box");
        (await head.OpenAsync("agreements/coverage")).ShouldSay("0 (0 families)");
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("You have signed");
        (await head.OpenAsync("agreements/coverage")).ShouldSay("1 (1 families)");
        // The phone agreement is nobody's until a parent asks for it, for a child of their own.
        (await parent.PostAsync("agreements?handler=AskFor", ("document", "phone"), ("person", other.Id.ToString()))).ShouldBe(HttpStatusCode.NotFound);
        (await parent.PostAsync("agreements?handler=AskFor", ("document", "phone"), ("person", sister.Id.ToString()))).ShouldSay("Mobile phone agreement");
        Assert.True(await school.QueryAsync(db => db.Set<AgreementAssignment>().AnyAsync(a => a.PersonId == sister.Id && a.Document == "phone" && a.Optional && a.NeedsParent)));
    }

    [Fact]
    public async Task Scan_is_taken_by_its_content_and_given_only_to_who_may_handle_the_agreement()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var other = await school.AsAsync(Role.Teacher);
        var (parent, child) = (await school.PersonAsync(Role.Parent), await school.PersonAsync(Role.Pupil));
        await school.ParentOfAsync(parent.Id, child.Id);
        await school.AskedAsync();
        var id = (await school.AssignmentAsync(child.Id)).Id;
        (string, string)[] fields = [("Input.Signer", parent.Id.ToString()), ("Input.TypedName", "P. Arent"), ("Input.SignedOn", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("Input.ChildAgrees", "true")];
        var page = await head.OpenAsync($"agreements/{id}/paper");
        (await page.UploadAsync([("Input.Scan", "form.pdf", "<html>not a scan"u8.ToArray())], fields)).ShouldShowError("Input.Scan", "something else");
        (await page.UploadAsync([("Input.Scan", "form.pdf", [.. "%PDF-1.4"u8, .. new byte[StoredFile.MaxBytes]])], fields)).ShouldShowError("Input.Scan", "larger than 10 MB");
        Assert.False(await school.QueryAsync(db => db.Set<StoredFile>().AnyAsync()));
        (await page.UploadAsync([("Input.Scan", "../../<b>form</b>.exe", "%PDF-1.4 signed"u8.ToArray())], fields)).ShouldSay("Download the scan");
        var scan = (await school.AssignmentAsync(child.Id)).Signatures.Single().ScanId;
        var path = $"agreements/{id}/scans/{scan}";
        using var answer = await head.Http.GetAsync(school.Href(path));
        Assert.Equal(("application/pdf", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.DoesNotContain('<', answer.Content.Headers.ContentDisposition.FileName!);
        Assert.Equal("%PDF-1.4 signed"u8.ToArray(), await answer.Content.ReadAsByteArrayAsync());
        (await other.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        (await stranger.OpenAsync(school.Href(path))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Translation_is_read_and_signed_in_its_language_until_the_text_moves_on()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.Administrator);
        using var parent = await school.AsAsync(Role.Parent);
        await school.ParentOfAsync(parent.Person.Id, (await school.PersonAsync(Role.Pupil)).Id);
        await school.AskedAsync();
        (await office.OpenAsync("agreements/languages/parent/xx")).ShouldBe(HttpStatusCode.NotFound);
        (await office.OpenAsync("agreements/languages/none/ur")).ShouldBe(HttpStatusCode.NotFound);
        var page = await (await office.OpenAsync("agreements/languages")).SubmitAsync(("Input.Document", "parent"), ("Input.Language", "ur"));
        var count = page.Document.QuerySelectorAll("main textarea").Length;
        var items = Enumerable.Range(0, count).Select(i => ($"Input.Items[{i}]", $"متن {i} <b>")).ToArray();
        (await page.SubmitAsync([("Input.Title", "عنوان"), ("Input.Translator", "A. Translator"), .. items[1..], ("Input.Items[0]", " ")])).ShouldSay("There is a problem");
        Assert.False(await school.QueryAsync(db => db.Set<Translation>().AnyAsync()));
        (await page.SubmitAsync([("Input.Title", "عنوان"), ("Input.Translator", "A. Translator"), .. items])).ShouldSay("Up to date").ShouldSay("A. Translator");

        var id = await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == parent.Person.Id).Select(a => a.Id).SingleAsync());
        var read = await (await parent.OpenAsync($"agreements/{id}")).FollowAsync("اردو");
        read.ShouldSay("متن 1 <b>").ShouldSay("Translated by A. Translator");
        Assert.NotNull(read.Document.QuerySelector("main [lang=ur][dir=rtl]"));
        await school.QueryAsync(db => db.Set<Translation>().ExecuteUpdateAsync(t => t.SetProperty(x => x.SourceDigest, new byte[32])));
        (await parent.OpenAsync($"agreements/{id}")).ShouldNotSay("اردو");
        (await parent.OpenAsync($"agreements/{id}?lang=ur")).ShouldNotSay("متن 1");
        (await office.OpenAsync("agreements/languages")).ShouldSay("Out of date");
    }

    [Theory]
    [InlineData("whole-school-duty", "Personal use: none", "outside teaching time I may use")]
    [InlineData("signed-code", "outside teaching time I may use", "Personal use: none")]
    [Shows("WED-8.3", "CRO-B.6", "CRO-B.0c", "CRO-B.26")]
    public async Task Setting_for_personal_use_decides_the_words_and_they_are_kept_with_the_signature(string pack, string there, string away)
    {
        var school = await host.SchoolAsync(pack);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        var page = await teacher.OpenAsync($"agreements/{(await school.AssignmentAsync(teacher.Person.Id)).Id}");
        page.ShouldSay(there).ShouldNotSay(away).ShouldSay("on and off site");
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", ""))).ShouldShowError("Input.TypedName", "Type your name");
        await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", "Terry Eacher"));
        var kept = await school.QueryAsync(db => (from s in db.Set<Signature>() join c in db.Set<AgreementCopy>() on s.CopyId equals c.Id select new { s.TypedName, s.Version, s.SignedOn, c.Body }).SingleAsync());
        Assert.Equal(("Terry Eacher", PackCatalogue.Load().Get(pack).Version, TimeProvider.System.Today()), (kept.TypedName, kept.Version, kept.SignedOn));
        var words = AgreementWords.FromJson(kept.Body);
        Assert.Contains(words.Settings!, line => line.Contains(there, StringComparison.Ordinal));
        Assert.Contains("on and off site", words.Places, StringComparison.Ordinal);
    }

    [Fact, Shows("WED-8.2")]
    public async Task Visitors_acceptance_host_date_and_version_stand_before_guest_access()
    {
        var school = await host.SchoolAsync();
        using var visitor = await school.AsAsync(Role.Visitor);
        using var host1 = await school.AsAsync(Role.Headteacher);
        await school.AskedAsync();
        var until = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var page = await host1.OpenAsync($"access/{visitor.Person.Id}");
        (await page.PressAsync("Give access until this day", ("Input.Until", until))).ShouldShowError("Input.Until", "has not signed");
        await visitor.SignOwnAsync();
        await page.PressAsync("Give access until this day", ("Input.Until", until));
        var entry = await school.AccessAsync(visitor.Person.Id);
        var signature = (await school.AssignmentAsync(visitor.Person.Id)).Signatures.Single();
        Assert.Equal((AccessState.Granted, host1.Person.Id), (entry.State, entry.HostId));
        Assert.Equal((PackCatalogue.Load().Get(TestSchool.DefaultPack).Version, TimeProvider.System.Today()), (signature.Version, signature.SignedOn));
        Assert.True(signature.At <= entry.Since);
    }

    private static readonly (string, string)[] Signed = [("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent")];
}
