using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Mail;

namespace Tutela.Web.Tests.Agreements;

public sealed class LinkTests(TestHost host)
{
    [Fact]
    public async Task Parent_signs_once_for_all_children_without_an_account_and_opening_uses_nothing_up()
    {
        var (school, parent, pupils) = await FamilyAsync(children: 2);
        var path = await school.LinkForAsync(parent);
        using var browser = school.Anonymous();
        (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.OK);
        var page = await browser.OpenAsync(path);
        page.ShouldSay("Read and sign for").ShouldSay("and");
        (await page.PressAsync("Sign", ("Input.TypedName", "P. Arent"))).ShouldShowError("Input.HasRead", "tick the box");
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", new string('a', 101)))).ShouldShowError("Input.TypedName", "at most 100");
        (await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("Thank you");
        var signatures = await school.QueryAsync(db => db.Set<Signature>().AsNoTracking().ToListAsync());
        Assert.Equal(2, signatures.Count);
        Assert.All(signatures, s => Assert.Equal((parent.Id, SignedAs.Parent, SignatureWay.Link), (s.SignerId, s.SignedAs, s.Way)));
        foreach (var pupil in pupils) Assert.True((await school.AssignmentAsync(pupil.Id)) is { ParentSigned: true, SelfSigned: false, Status: AgreementStatus.Waiting });
        (await browser.OpenAsync(path)).ShouldSay("no longer open");
        (await browser.PostAsync(path, ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("no longer open");
        // The trail names the parent.
        Assert.Equal(2, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == AgreementDesk.Signed.Code && e.ActorId == parent.Id)));
    }

    [Fact]
    public async Task One_mail_a_parent_whatever_the_number_of_children_and_it_names_nobody()
    {
        var (school, parent, pupils) = await FamilyAsync(children: 3);
        await school.LinkForAsync(parent);
        var mails = await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == parent.Email).ToListAsync());
        var mail = Assert.Single(mails);
        foreach (var name in pupils.Select(p => p.Name).Append(parent.Name)) Assert.DoesNotContain(name, mail.Subject + mail.Body, StringComparison.Ordinal);
        await school.WithAsync(services => services.GetRequiredService<AgreementReminders>().RemindNowAsync());
        Assert.Equal(1, await school.QueryAsync(db => db.Set<OutboxMail>().CountAsync(m => m.To == parent.Email)));
    }

    [Fact]
    public async Task Parent_may_say_no_with_a_reason_that_safeguarding_reads_and_may_change_their_mind()
    {
        var (school, parent, pupils) = await FamilyAsync(children: 1);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var other = await school.AsAsync(Role.ComputingLead);
        var path = await school.LinkForAsync(parent);
        using var browser = school.Anonymous();
        var page = await browser.OpenAsync(path);
        (await page.PressAsync("Tell the school", ("Input.Reason", " "))).ShouldShowError("Input.Reason", "Say why");
        (await page.PressAsync("Tell the school", ("Input.Reason", new string('x', 501)))).ShouldShowError("Input.Reason", "at most 500");
        Assert.Equal(AgreementStatus.Waiting, (await school.AssignmentAsync(pupils[0].Id)).Status);
        (await page.PressAsync("Tell the school", ("Input.Reason", "<b>We</b> want to talk first"))).ShouldSay("Thank you for telling us");
        Assert.Equal(AgreementStatus.Refused, (await school.AssignmentAsync(pupils[0].Id)).Status);

        (await lead.OpenAsync("")).ShouldSay("An agreement was refused");
        (await lead.OpenAsync("agreements/refusals")).ShouldSay("<b>We</b> want to talk first").ShouldSay(pupils[0].Name).ShouldSay(parent.Name);
        (await other.OpenAsync("agreements/refusals")).ShouldBe(HttpStatusCode.Forbidden);
        (await other.OpenAsync($"agreements/{(await school.AssignmentAsync(pupils[0].Id)).Id}")).ShouldNotSay("want to talk first");

        (await (await browser.OpenAsync(path)).PressAsync("Sign", ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("Thank you");
        Assert.True((await school.AssignmentAsync(pupils[0].Id)) is { ParentSigned: true, Status: AgreementStatus.Waiting });
        (await lead.OpenAsync("agreements/refusals")).ShouldSay("Nobody has refused");
    }

    [Fact]
    public async Task Unknown_expired_foreign_and_wrongly_meant_links_look_alike_and_sign_nothing()
    {
        var (school, parent, _) = await FamilyAsync(children: 1);
        var other = await host.SchoolAsync();
        var path = await school.LinkForAsync(parent);
        var secret = path.Split('/')[^1];
        using var browser = school.Anonymous();
        (await browser.OpenAsync(other.Href($"sign/{secret}"))).ShouldSay("no longer open");
        (await browser.OpenAsync(school.Href("sign/short"))).ShouldSay("no longer open");
        (await browser.OpenAsync(school.Href($"sign/{new string('0', 32)}"))).ShouldSay("no longer open");
        (await browser.PostAsync(school.Href($"sign/{new string('0', 32)}"), ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("no longer open");
        var join = await school.WithAsync(services => Task.FromResult(services.GetRequiredService<LinkDesk>().Issue(LinkPurpose.Join, parent.Id, TimeSpan.FromDays(1))));
        (await browser.OpenAsync(school.Href($"sign/{join.Split('/')[^1]}"))).ShouldSay("no longer open");
        await school.QueryAsync(db => db.Set<Link>().Where(l => l.Purpose == LinkPurpose.Sign).ExecuteUpdateAsync(l => l.SetProperty(x => x.ExpiresAt, TimeProvider.System.GetUtcNow().AddMinutes(-1))));
        (await browser.OpenAsync(path)).ShouldSay("no longer open");
        Assert.False(await school.QueryAsync(db => db.Set<Signature>().AnyAsync()));
    }

    [Fact]
    public async Task Adult_without_parental_responsibility_or_whose_tie_ended_is_neither_asked_nor_signs()
    {
        var (school, parent, pupils) = await FamilyAsync(children: 1);
        var without = await school.PersonAsync(Role.Parent);
        await school.ParentOfAsync(without.Id, ParentalResponsibility.No, pupils[0].Id);
        var path = await school.LinkForAsync(parent);
        Assert.False(await school.QueryAsync(db => db.Set<OutboxMail>().AnyAsync(m => m.To == without.Email)));
        using var signedIn = await school.AsAsync(without);
        (await signedIn.OpenAsync($"agreements/{(await school.AssignmentAsync(pupils[0].Id)).Id}")).ShouldBe(HttpStatusCode.NotFound);
        await school.QueryAsync(db => db.Set<Guardianship>().Where(g => g.ParentId == parent.Id).ExecuteUpdateAsync(g => g.SetProperty(x => x.EndedOn, new DateOnly(2026, 1, 1))));
        using var browser = school.Anonymous();
        // The own agreement still waits for them; the child is no longer theirs to sign for.
        (await browser.OpenAsync(path)).ShouldSay("For you").ShouldNotSay("Read and sign for").ShouldNotSay(pupils[0].Name.Split(' ')[0]);
    }

    [Fact]
    public async Task Parent_with_a_sign_in_signs_and_refuses_on_the_page()
    {
        var (school, parent, pupils) = await FamilyAsync(children: 2);
        using var browser = await school.AsAsync(parent);
        (await browser.OpenAsync("")).ShouldSay("Read and sign with your children");
        (await browser.OpenAsync("agreements")).ShouldSay(pupils[0].Name.Split(' ')[0]);
        var first = await browser.OpenAsync($"agreements/{(await school.AssignmentAsync(pupils[0].Id)).Id}");
        (await first.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.ChildAgrees", "true"), ("Input.TypedName", "P. Arent"))).ShouldSay("Your child signs at school");
        var second = await browser.OpenAsync($"agreements/{(await school.AssignmentAsync(pupils[1].Id)).Id}");
        (await second.PressAsync("Tell the school", ("Input.Reason", "Not this year"))).ShouldSay("Thank you for telling us");
        Assert.Equal("Not this year", (await school.AssignmentAsync(pupils[1].Id)).Refusals.Single().Reason);
        Assert.True((await school.AssignmentAsync(pupils[0].Id)).ParentSigned);
    }

    private async Task<(TestSchool School, TestPerson Parent, List<TestPerson> Pupils)> FamilyAsync(int children)
    {
        var school = await host.SchoolAsync();
        var parent = await school.PersonAsync(Role.Parent);
        var pupils = new List<TestPerson>();
        for (var i = 0; i < children; i++) pupils.Add(await school.PersonAsync(Role.Pupil));
        await school.ParentOfAsync(parent.Id, [.. pupils.Select(p => p.Id)]);
        await school.AskedAsync();
        return (school, parent, pupils);
    }
}
