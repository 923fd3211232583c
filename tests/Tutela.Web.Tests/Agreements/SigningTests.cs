using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Agreements;

public sealed class SigningTests(TestHost host)
{
    [Fact, Shows("WED-A2.11", "WED-A2.12")]
    public async Task Teacher_reads_signs_and_keeps_a_copy_of_the_words_in_their_version()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        (await teacher.OpenAsync("")).ShouldSay("Sign your agreement");
        var mine = await teacher.OpenAsync("agreements");
        mine.ShouldSay("To read and sign");

        // Without the tick there is no signature, and the name that was typed stays.
        var assignment = await school.AssignmentAsync(teacher.Person.Id);
        var page = await teacher.OpenAsync($"agreements/{assignment.Id}");
        page.ShouldSay("only for education or to carry out the duties of my role").ShouldSay("The school monitors the websites that I visit and how I use its ICT systems. I accept this.");
        var refused = await page.SubmitAsync(("Input.TypedName", "T. Eacher"));
        refused.ShouldShowError("Input.HasRead", "Read the agreement to the end");
        Assert.Contains("value=\"T. Eacher\"", refused.Source, StringComparison.Ordinal);
        Assert.False(await school.QueryAsync(db => db.Set<Signature>().AnyAsync()));

        var pack = PackCatalogue.Load().Get(TestSchool.DefaultPack);
        (await teacher.SignOwnAsync()).ShouldSay("You have signed").ShouldSay("In force");
        var kept = await school.QueryAsync(db => (from s in db.Set<Signature>() join c in db.Set<AgreementCopy>() on s.CopyId equals c.Id select new { s, c }).SingleAsync());
        Assert.Equal((pack.Version, pack.Version, teacher.Person.Id), (kept.s.Version, kept.c.Version, kept.s.SignerId));
        var items = AgreementWords.FromJson(kept.c.Body).Parts.SelectMany(p => p.Items).ToList();
        Assert.Contains(items, i => i.Clauses.Contains("WED-A2.11") && i.Number > 0);
        Assert.Contains(items, i => i.Clauses.Contains("WED-A2.12") && i.Number > 0);
        (await teacher.OpenAsync($"agreements/{assignment.Id}")).ShouldSay(teacher.Person.Name).ShouldSay("Version").ShouldNotSay("Type your name");
    }

    [Fact, Shows("WED-3.1n")]
    public async Task Governor_is_asked_for_the_staff_and_governor_agreement_by_its_link()
    {
        var school = await host.SchoolAsync();
        using var governor = await school.AsAsync(Role.Governor);
        await school.AskedAsync();
        var assignment = await school.AssignmentAsync(governor.Person.Id);
        Assert.Equal("staff", assignment.Document);
        var title = PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("staff")!.Title;
        var page = await (await governor.OpenAsync("agreements")).FollowAsync(title);
        (await page.SubmitAsync(("Input.HasRead", "true"), ("Input.TypedName", " "))).ShouldShowError("Input.TypedName", "Type your name");
        Assert.Equal(AgreementStatus.Waiting, (await school.AssignmentAsync(governor.Person.Id)).Status);
        (await page.SubmitAsync(("Input.HasRead", "true"), ("Input.TypedName", "A. Governor"))).ShouldSay("You have signed");
        Assert.Equal(AgreementStatus.InForce, (await school.AssignmentAsync(governor.Person.Id)).Status);
    }

    [Fact, Shows("WED-A1.0")]
    public async Task Pupils_acceptance_is_kept_with_version_and_date_and_a_new_version_is_asked_again()
    {
        var school = await host.SchoolAsync();
        using var pupil = await school.AsAsync(Role.Pupil);
        await school.AskedAsync();
        var first = await school.AssignmentAsync(pupil.Person.Id);
        var page = await pupil.OpenAsync($"agreements/{first.Id}");
        (await page.SubmitAsync(("Input.TypedName", "Me"))).ShouldShowError("Input.HasRead", "tick the box");
        (await pupil.SignOwnAsync("Me")).ShouldSay("Now a parent or carer signs too");
        var signature = await school.QueryAsync(db => db.Set<Signature>().AsNoTracking().SingleAsync());
        Assert.Equal((first.Version, "Me", SignedAs.Self, TimeProvider.System.Today()), (signature.Version, signature.TypedName, signature.SignedAs, signature.SignedOn));
        await school.AskedAsync();
        Assert.Equal(first.Id, (await school.AssignmentAsync(pupil.Person.Id)).Id);

        await school.NewVersionAsync();
        await school.AskedAsync();
        var second = await school.AssignmentAsync(pupil.Person.Id);
        Assert.NotEqual(first.Id, second.Id);
        Assert.False(second.SelfSigned);
        (await pupil.OpenAsync("agreements")).ShouldSay("To read and sign").ShouldSay("Earlier");
        // What was signed is still read as it was, and can no longer be signed.
        var old = await pupil.OpenAsync($"agreements/{first.Id}");
        old.ShouldSay("This agreement ended on").ShouldSay("Me,").ShouldNotSay("Type your name");
        (await pupil.PostAsync($"agreements/{first.Id}", ("Input.HasRead", "true"), ("Input.TypedName", "Me"))).ShouldSay("has ended");
    }

    [Fact]
    public async Task Youngest_read_the_easy_version_with_pictures_and_others_the_full_one()
    {
        var school = await host.SchoolAsync();
        using var small = await school.AsAsync(Role.Pupil);
        using var tall = await school.AsAsync(Role.Pupil);
        await school.QueryAsync(db => db.Set<Person>().Where(p => p.Id == small.Person.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.YearGroup, 1)));
        await school.AskedAsync();
        var pack = PackCatalogue.Load().Get(TestSchool.DefaultPack);
        var easy = pack.Agreements.Single(a => a.Head.EasyReadOf == "pupil-parent");
        var pictures = easy.Blocks.Count(b => b.Picture is not null);
        Assert.True(pictures > 0);
        var page = await small.OpenAsync($"agreements/{(await school.AssignmentAsync(small.Person.Id)).Id}");
        page.ShouldSay(easy.Title);
        Assert.Equal(pictures, page.Document.QuerySelectorAll("main img.t-picture").Length);
        var full = await tall.OpenAsync($"agreements/{(await school.AssignmentAsync(tall.Person.Id)).Id}");
        full.ShouldSay(pack.Agreement("pupil-parent")!.Title);
        Assert.Empty(full.Document.QuerySelectorAll("main img.t-picture"));
    }

    [Fact]
    public async Task Nobody_sees_or_signs_anothers_agreement_unless_they_may()
    {
        var school = await host.SchoolAsync();
        var other = await host.SchoolAsync();
        var owner = await school.PersonAsync(Role.Teacher);
        using var colleague = await school.AsAsync(Role.SupportStaff);
        using var parent = await school.AsAsync(Role.Parent);
        using var support = await school.AsAsync(Role.IctSupport);
        using var head = await school.AsAsync(Role.Headteacher);
        using var stranger = await other.AsAsync(Role.Headteacher);
        await school.AskedAsync();
        var path = $"agreements/{(await school.AssignmentAsync(owner.Id)).Id}";
        foreach (var browser in new[] { colleague, parent, support })
        {
            (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
            (await browser.PostAsync(path, ("Input.HasRead", "true"), ("Input.TypedName", "X Y"))).ShouldBe(HttpStatusCode.NotFound);
        }
        (await stranger.OpenAsync(school.Href(path))).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        (await head.OpenAsync($"agreements/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}")).ShouldBe(HttpStatusCode.NotFound);
        // The head reads it but does not sign it for them.
        (await head.OpenAsync(path)).ShouldSay(owner.Name).ShouldNotSay("Type your name");
        (await head.PostAsync(path, ("Input.HasRead", "true"), ("Input.TypedName", "X Y"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal(AgreementStatus.Waiting, (await school.AssignmentAsync(owner.Id)).Status);
    }

    [Fact]
    public async Task Hostile_name_is_kept_and_shown_as_text()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        await teacher.SignOwnAsync("<script>alert(1)</script>'; drop table people; --");
        var page = await teacher.OpenAsync($"agreements/{(await school.AssignmentAsync(teacher.Person.Id)).Id}");
        page.ShouldSay("<script>alert(1)</script>'; drop table people; --");
        Assert.DoesNotContain("<script>alert(1)", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leavers_agreement_ends_and_is_not_asked_again()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync(Role.Teacher);
        await school.AskedAsync();
        await school.QueryAsync(db => db.Set<Person>().Where(p => p.Id == teacher.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.EndedOn, new DateOnly(2026, 1, 1))));
        await school.AskedAsync();
        var rows = await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == teacher.Id).Select(a => a.Status).ToListAsync());
        Assert.Equal([AgreementStatus.Ended], rows);
        Assert.Equal(Web.Modules.Access.AccessState.Ended, (await school.AccessAsync(teacher.Id)).State);
    }
}
