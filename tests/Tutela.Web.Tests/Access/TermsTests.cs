using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Access;

/// <summary>On what terms people have access: account, level, user name, mailbox, sanction, temporary.</summary>
public sealed class TermsTests(TestHost host)
{
    [Fact, Shows("WEN-2.3-2a")]
    public async Task Pupils_address_needs_an_approved_domain_and_a_named_approver()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        var pupil = await school.PersonAsync(Role.Pupil);
        var other = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        var page = await lead.OpenAsync($"access/{pupil.Id}");
        var approver = ("Input.MailboxApprover", lead.Person.Id.ToString());
        (await page.PressAsync("Record the address", ("Input.Mailbox", "ida@mail.example"), approver)).ShouldShowError("Input.Mailbox", "in no approved domain");
        (await (await lead.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", "not a domain"))).ShouldShowError("Input.Domain", "Enter a domain");
        (await (await lead.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", "@Pupils.School.Example"), ("Input.ForPupils", "true"))).ShouldSay("pupils.school.example (pupils and staff)");
        (await page.PressAsync("Record the address", ("Input.Mailbox", "ida@mail.example"), approver)).ShouldShowError("Input.Mailbox", "in no approved domain");
        (await page.PressAsync("Record the address", ("Input.Mailbox", "ida@pupils.school.example"))).ShouldShowError("Input.MailboxApprover", "Choose who approved");
        (await page.PressAsync("Record the address", ("Input.Mailbox", "ida@pupils.school.example"), ("Input.MailboxApprover", other.Id.ToString()))).ShouldShowError("Input.MailboxApprover", "Choose who approved");
        (await page.PressAsync("Record the address", ("Input.Mailbox", "not-an-address"), approver)).ShouldShowError("Input.Mailbox", "Enter an e-mail address");
        Assert.Null((await school.AccessAsync(pupil.Id)).Mailbox);
        (await page.PressAsync("Record the address", ("Input.Mailbox", "Ida@pupils.school.example"), approver)).ShouldSay($"ida@pupils.school.example, approved by {lead.Person.Name}");
        (await (await lead.OpenAsync($"access/{other.Id}")).PressAsync("Record the address", ("Input.Mailbox", "ida@pupils.school.example"), approver)).ShouldShowError("Input.Mailbox", "Somebody else has");
    }

    [Fact, Shows("WID-6.5")]
    public async Task Pupils_account_is_own_or_the_classs_with_its_approver_and_an_own_one_has_a_password_rule()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var support = await school.AsAsync(Role.IctSupport);
        var pupil = await school.PersonAsync(Role.Pupil);
        var unplaced = await school.PersonAsync(Role.Pupil);
        await school.WithAsync(async services => (await services.GetRequiredService<TutelaDb>().Set<Person>().SingleAsync(p => p.Id == unplaced.Id)).YearGroup = null);
        await school.AskedAsync();
        var page = await lead.OpenAsync($"access/{pupil.Id}");
        (await page.PressAsync("Approve this account")).ShouldShowError("Input.Terms", "Choose an account");
        (await page.PressAsync("Approve this account", ("Input.Terms", "Guest"))).ShouldShowError("Input.Terms", "Choose an account");
        (await (await lead.OpenAsync($"access/{unplaced.Id}")).PressAsync("Approve this account", ("Input.Terms", "Individual"))).ShouldShowError("Input.Terms", "needs a password rule");
        (await support.PostAsync($"access/{pupil.Id}?handler=Approve", ("Input.Terms", "Individual"))).ShouldBe(HttpStatusCode.Forbidden);
        (await page.PressAsync("Approve this account", ("Input.Terms", "Individual"))).ShouldSay($"Account of their own, approved by {lead.Person.Name}; password rule: Key Stage 2 pupils");
        (await (await lead.OpenAsync($"access/{unplaced.Id}")).PressAsync("Approve this account", ("Input.Terms", "ClassAccount"))).ShouldSay($"The class's account, approved by {lead.Person.Name}").ShouldNotSay("password rule:");
        (await support.OpenAsync("access?kind=Pupil")).ShouldSay("The class's account");
    }

    [Fact, Shows("WID-6.7")]
    public async Task Staff_are_asked_for_a_network_id_of_their_own_and_two_on_one_are_refused()
    {
        using var packs = PackFolder.OfAccess("adults-need: [agreement, personal-network-id]");
        await using var app = await host.StartAsync(TimeProvider.System, packs.Settings);
        var school = await host.SchoolAsync(app: app);
        using var support = await school.AsAsync(Role.IctSupport);
        using var one = await school.AsAsync(Role.Teacher);
        using var two = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        await one.SignOwnAsync();
        await two.SignOwnAsync();
        Assert.Equal((AccessState.Refused, "The person's own network ID is not entered"), ((await school.AccessAsync(one.Person.Id)).State, (await school.AccessAsync(one.Person.Id)).Reason));
        var page = await support.OpenAsync($"access/{one.Person.Id}");
        (await page.PressAsync("Record the user name", ("Input.NetworkId", ""))).ShouldShowError("Input.NetworkId", "own user name");
        (await page.PressAsync("Record the user name", ("Input.NetworkId", "two words"))).ShouldShowError("Input.NetworkId", "without spaces");
        (await page.PressAsync("Record the user name", ("Input.NetworkId", "P.Oak"))).ShouldSay("Granted").ShouldSay("P.Oak");
        (await (await support.OpenAsync($"access/{two.Person.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "p.oak"))).ShouldShowError("Input.NetworkId", $"{one.Person.Name} has this user name");
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(two.Person.Id)).State);
    }

    [Fact, Shows("WID-6.9")]
    public async Task Temporary_staff_get_a_limited_login_that_ends_by_itself_and_is_listed_until_it_has()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var office = await school.AsAsync(Role.Administrator);
        using var supply = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        var path = $"access/{supply.Person.Id}";
        (await (await office.OpenAsync(path)).PressAsync("Make it temporary", ("Input.Until", "2026-11-06"), ("Input.Level", "OwnFiles"))).ShouldShowError("Input.Until", "have not signed");
        await supply.SignOwnAsync();
        var page = await office.OpenAsync(path);
        (await page.PressAsync("Make it temporary", ("Input.Level", "OwnFiles"))).ShouldShowError("Input.Until", "Enter the last day");
        (await page.PressAsync("Make it temporary", ("Input.Until", "2026-11-06"))).ShouldShowError("Input.Level", "Choose what the login opens");
        (await page.PressAsync("Make it temporary", ("Input.Until", "2026-11-06"), ("Input.Level", "StaffSystems"))).ShouldShowError("Input.Level", "limited data only");
        (await page.PressAsync("Make it temporary", ("Input.Until", "2026-11-06"), ("Input.Level", "OwnFiles"))).ShouldSay("Temporary").ShouldSay("6 November 2026");
        (await office.OpenAsync("access?kind=Staff")).ShouldSay("Internet and own files");
        (await office.OpenAsync("access/leavers")).ShouldNotSay(supply.Person.Name);
        clock.Now = clock.Now.AddDays(5);
        using var later = await school.AsAsync(office.Person);
        (await later.OpenAsync("access/leavers")).ShouldSay(supply.Person.Name).ShouldSay("6 November 2026");
        Assert.Contains(supply.Person.Id, await school.WithAsync(services => services.GetRequiredService<AccessRegister>().WithoutAccessAsync()));
        await school.RunJobAsync<AccessJob>();
        Assert.Equal((AccessState.Ended, "The temporary access is over"), ((await school.AccessAsync(supply.Person.Id)).State, (await school.AccessAsync(supply.Person.Id)).Reason));
        (await later.OpenAsync("access/leavers")).ShouldNotSay(supply.Person.Name);
    }

    [Fact]
    public async Task Sanction_with_a_last_day_lifts_itself_and_bad_days_are_refused()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        await teacher.SignOwnAsync();
        var page = await head.OpenAsync($"access/{teacher.Person.Id}");
        (await page.PressAsync("Withdraw access", ("Input.Reason", "x"), ("Input.SanctionUntil", "2026-11-01"))).ShouldShowError("Input.SanctionUntil", "in the past");
        (await page.PressAsync("Withdraw access", ("Input.Reason", "x"), ("Input.SanctionUntil", "2028-11-01"))).ShouldShowError("Input.SanctionUntil", "more than a year");
        (await page.PressAsync("Withdraw access", ("Input.Reason", "Left a session open twice"), ("Input.SanctionUntil", "2026-11-04"))).ShouldSay("Withdrawn").ShouldSay("4 November 2026");
        clock.Now = clock.Now.AddDays(2);
        await school.RunJobAsync<AccessJob>();
        Assert.Equal(AccessState.Withdrawn, (await school.AccessAsync(teacher.Person.Id)).State);
        clock.Now = clock.Now.AddDays(1);
        await school.RunJobAsync<AccessJob>();
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Person.Id)).State);
        var grants = await school.QueryAsync(db => db.Set<AccessGrant>().AsNoTracking().Where(g => g.PersonId == teacher.Person.Id).OrderBy(g => g.GrantedAt).ToListAsync());
        Assert.Equal(["Left a session open twice", null], grants.Select(g => g.EndReason));
        Assert.Equal(head.Person.Id, grants[0].EndedById);
    }

    [Fact, Shows("CRO-3.2")]
    public async Task Pupil_has_access_only_with_agreement_supervision_mode_and_filter_profile()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        var pupil = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        Assert.Equal("The agreement is not signed", (await school.AccessAsync(pupil.Id)).Reason);
        await SignedAsync(school, pupil.Id);
        await YearAsync(school, pupil.Id, null);
        Assert.Equal((AccessState.Refused, "No supervision mode is set: the pupil's year group is not entered"), await StateAsync(school, pupil.Id));
        (await support.OpenAsync($"access/{pupil.Id}")).ShouldSay("the year group is not entered");
        await YearAsync(school, pupil.Id, 4);
        Assert.Equal((AccessState.Granted, "The agreement is signed"), await StateAsync(school, pupil.Id));
        (await support.OpenAsync($"access/{pupil.Id}")).ShouldSay("always supervised");
        // No group of the filter is for pupils any more.
        await school.WithAsync(services =>
        {
            services.GetRequiredService<TutelaDb>().Add(new Web.Modules.Filtering.FilterGroup { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Name = "staff", Title = "Staff", Audience = Web.Modules.Filtering.GroupAudience.Staff, Owner = Role.ComputingLead });
            return Task.CompletedTask;
        });
        await school.RunJobAsync<AccessJob>();
        Assert.Equal((AccessState.Refused, "No group of the filter covers this person"), await StateAsync(school, pupil.Id));
    }

    [Fact, Shows("HAM-17.5")]
    public async Task Consent_is_asked_returned_or_refused_and_without_it_a_pupil_has_no_access()
    {
        using var packs = PackFolder.OfAccess("pupils-need: [agreement, parental-consent]");
        await using var app = await host.StartAsync(TimeProvider.System, packs.Settings);
        var school = await host.SchoolAsync(app: app);
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        var pupil = await school.PersonAsync("Ida", "Ash", Role.Pupil);
        var mother = await school.PersonAsync("Mo", "Ash", Role.Parent);
        await school.ParentOfAsync(mother.Id, pupil.Id);
        await school.AskedAsync();
        await SignedAsync(school, pupil.Id);
        Assert.Equal((AccessState.Refused, "A parent's consent has not come back"), await StateAsync(school, pupil.Id));
        var page = await (await head.OpenAsync("access/consents")).PressAsync("Ask every parent who has not been asked");
        page.ShouldSay("1 form is asked for").ShouldSay("Mo Ash");
        (await head.PostAsync("access/consents?handler=Ask")).ShouldSay("Every parent has been asked already");
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(pupil.Id)).State);
        (await head.OpenAsync("access/consents?status=Asked")).ShouldSay("Mo Ash").ShouldSay("1 form");
        var consent = (await head.OpenAsync("access/consents")).Document.QuerySelector("input[name='Input.Consent']")!.GetAttribute("value")!;
        (await head.PostAsync("access/consents?handler=Answer", ("Input.Consent", consent), ("Input.Answer", "Asked"))).ShouldSay("Choose whether the parent agrees");
        (await teacher.PostAsync("access/consents?handler=Answer", ("Input.Consent", consent), ("Input.Answer", "Returned"))).ShouldBe(HttpStatusCode.Forbidden);
        (await head.PostAsync("access/consents?handler=Answer", ("Input.Consent", Guid.Empty.ToString()), ("Input.Answer", "Returned"))).ShouldBe(HttpStatusCode.NotFound);
        await head.PostAsync("access/consents?handler=Answer", ("Input.Consent", consent), ("Input.Answer", "Returned"));
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(pupil.Id)).State);
        (await head.OpenAsync("access/consents?status=Asked")).ShouldNotSay("Mo Ash");
        await head.PostAsync("access/consents?handler=Answer", ("Input.Consent", consent), ("Input.Answer", "Refused"));
        Assert.Equal((AccessState.Refused, "A parent has refused consent"), await StateAsync(school, pupil.Id));
    }

    private static Task YearAsync(TestSchool school, Guid pupil, int? year) => school.WithAsync(async services =>
    {
        (await services.GetRequiredService<TutelaDb>().Set<Person>().SingleAsync(p => p.Id == pupil)).YearGroup = year;
        await services.GetRequiredService<TutelaDb>().SaveChangesAsync();
        await services.GetRequiredService<AccessRegister>().SettleAsync([pupil]);
    });

    private static async Task<(AccessState, string)> StateAsync(TestSchool school, Guid person) => (await school.AccessAsync(person)) is var entry ? (entry.State, entry.Reason) : default;

    internal static Task SignedAsync(TestSchool school, Guid pupil) => school.WithAsync(async services =>
    {
        await services.GetRequiredService<TutelaDb>().Database.ExecuteSqlAsync($"update school.agreement_assignments set status = 'InForce', self_signed = true, parent_signed = true where school_id = {school.School.Id} and person_id = {pupil}");
        await services.GetRequiredService<AccessRegister>().SettleAsync([pupil]);
    });
}
