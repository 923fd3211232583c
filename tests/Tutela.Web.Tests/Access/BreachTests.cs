using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Access.Breaches;
using Tutela.Web.Modules.Access.Controls;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Access;

/// <summary>Breaches of sign-in rules and what follows; systems; accounts to look at; where people learn the rules.</summary>
public sealed class BreachTests(TestHost host)
{
    [Fact, Shows("WID-5.24", "WED-A1.11")]
    public async Task Used_anothers_login_links_both_accounts_and_resets_the_one_that_was_used()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var owner = await school.AsAsync(await school.PersonAsync("Ida", "Ash", Role.Pupil));
        var other = await school.PersonAsync("Ben", "Elm", Role.Pupil);
        (await teacher.OpenAsync("sign-in-breach?q=ash")).ShouldSay("Ida Ash (Year 4)");
        var page = await teacher.OpenAsync($"sign-in-breach?person={owner.Person.Id}");
        ShouldOffer(page, "UsedAnothersLogin");
        (await page.SubmitAsync(("Input.Kind", "UsedAnothersLogin"), ("Input.Account", "x"))).ShouldShowError("Input.OtherName", "Choose who used the account");
        (await page.SubmitAsync(("Input.Kind", "UsedAnothersLogin"), ("Input.OtherName", "Nobody"), ("Input.Account", "x"))).ShouldShowError("Input.OtherName", "Nobody at the school");
        (await page.SubmitAsync(("Input.Kind", "UsedAnothersLogin"), ("Input.Other", owner.Person.Id.ToString()), ("Input.Account", "x"))).ShouldShowError("Input.OtherName", "who is its owner");
        (await page.SubmitAsync(("Input.Kind", "UsedAnothersLogin"), ("Input.OtherName", "elm"), ("Input.Account", ""))).ShouldShowError("Input.Account", "Say what happened");
        (await page.SubmitAsync(("Input.Kind", ""), ("Input.Account", "x"))).ShouldShowError("Input.Kind", "Choose what happened");
        Assert.False(await school.QueryAsync(db => db.Set<SignInBreach>().AnyAsync()));
        (await owner.OpenAsync("")).ShouldBe(HttpStatusCode.OK);
        (await page.SubmitAsync(("Input.Kind", "UsedAnothersLogin"), ("Input.OtherName", "elm"), ("Input.Account", "Was <b>signed in</b> as Ida"))).ShouldSay("has to get a new password");
        var breach = await school.QueryAsync(db => db.Set<SignInBreach>().AsNoTracking().SingleAsync());
        Assert.Equal((owner.Person.Id, (Guid?)other.Id), (breach.PersonId, breach.OtherId));
        await ResetAsync(school, breach, owner);
        using var head = await school.AsAsync(Role.Headteacher);
        (await head.OpenAsync("access/breaches")).ShouldSay("Ida Ash").ShouldSay("Ben Elm").ShouldSay("Reset waiting").ShouldSay("Was <b>signed in</b> as Ida");
    }

    [Theory]
    [InlineData("SessionLeftOpen", false)]
    [InlineData("PupilUsedStaffLogin", true)]
    [Shows("WID-6.8")]
    public async Task Staff_session_left_open_or_used_by_a_pupil_resets_the_staff_account(string kind, bool withPupil)
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var owner = await school.AsAsync(Role.Teacher);
        var pupil = await school.PersonAsync("Ben", "Elm", Role.Pupil);
        var colleague = await school.PersonAsync("Cy", "Fir", Role.Teacher);
        // The kinds are for accounts of staff, and the second for a pupil who used one.
        (await (await lead.OpenAsync($"sign-in-breach?person={pupil.Id}")).SubmitAsync(("Input.Kind", kind), ("Input.Other", withPupil ? colleague.Id.ToString() : ""), ("Input.Account", "x"))).ShouldShowError("Input.Kind", withPupil ? "a pupil used it" : "member of staff's session");
        var page = await lead.OpenAsync($"sign-in-breach?person={owner.Person.Id}");
        ShouldOffer(page, kind);
        if (withPupil) (await page.SubmitAsync(("Input.Kind", kind), ("Input.Other", colleague.Id.ToString()), ("Input.Account", "x"))).ShouldShowError("Input.Kind", "a pupil used it");
        Assert.False(await school.QueryAsync(db => db.Set<AccountRequest>().AnyAsync()));
        (await page.SubmitAsync(("Input.Kind", kind), ("Input.Other", withPupil ? pupil.Id.ToString() : ""), ("Input.Account", "In the library"))).ShouldSay("has to get a new password");
        await ResetAsync(school, await school.QueryAsync(db => db.Set<SignInBreach>().AsNoTracking().SingleAsync()), owner);
    }

    [Fact, Shows("CRO-B.9", "WED-A2.6")]
    public async Task Disclosed_password_forces_a_new_one()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var owner = await school.AsAsync(Role.Teacher);
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.PostAsync($"sign-in-breach?person={owner.Person.Id}", ("Input.Kind", "PasswordDisclosed"), ("Input.Account", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        var page = await head.OpenAsync($"sign-in-breach?person={owner.Person.Id}");
        ShouldOffer(page, "PasswordDisclosed");
        (await page.SubmitAsync(("Input.Kind", "PasswordDisclosed"), ("Input.Account", "x"), ("Input.On", "2199-01-01"))).ShouldShowError("Input.On", "in the future");
        (await page.SubmitAsync(("Input.Kind", "PasswordDisclosed"), ("Input.Account", new string('x', 2001)))).ShouldShowError("Input.Account", "at most 2000");
        await page.SubmitAsync(("Input.Kind", "PasswordDisclosed"), ("Input.Account", "Read it out in the staff room"));
        await ResetAsync(school, await school.QueryAsync(db => db.Set<SignInBreach>().AsNoTracking().SingleAsync()), owner);
        // A password of one's own ends it.
        using var again = school.Anonymous();
        var change = await (await again.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", owner.Person.UserName), ("Input.Password", TestSchool.Password));
        change.ShouldSay("Somebody else gave you this password");
        Assert.Equal(school.Href(), (await change.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "Another-horse-8"))).Address.AbsolutePath);
    }

    [Fact, Shows("WED-19.6a", "HAM-5.2", "WED-A1.3", "WED-A2.6")]
    public async Task Shared_login_asks_with_whom_and_resets_the_account()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var owner = await school.AsAsync(await school.PersonAsync("Ida", "Ash", Role.Pupil));
        await school.AskedAsync();
        // The rule that is broken stands as a term in the agreement that the child signs.
        (await owner.OpenAsync($"agreements/{(await school.AssignmentAsync(owner.Person.Id)).Id}")).ShouldSay("I will keep my user names and my passwords to myself");
        var page = await teacher.OpenAsync($"sign-in-breach?person={owner.Person.Id}");
        ShouldOffer(page, "SharedLogin");
        (await page.SubmitAsync(("Input.Kind", "SharedLogin"), ("Input.Account", "x"))).ShouldShowError("Input.WithWhom", "Say with whom");
        (await page.SubmitAsync(("Input.Kind", "SharedLogin"), ("Input.Account", "x"), ("Input.WithWhom", new string('x', 201)))).ShouldShowError("Input.WithWhom", "at most 200");
        await page.SubmitAsync(("Input.Kind", "SharedLogin"), ("Input.Account", "Her sister plays on it"), ("Input.WithWhom", "her sister"));
        var breach = await school.QueryAsync(db => db.Set<SignInBreach>().AsNoTracking().SingleAsync());
        Assert.Equal("her sister", breach.WithWhom);
        await ResetAsync(school, breach, owner);
        using var lead = await school.AsAsync(Role.ComputingLead);
        (await lead.OpenAsync("access/breaches")).ShouldSay("Shared with").ShouldSay("her sister");
    }

    [Fact, Shows("CRO-B.14")]
    public async Task Anothers_files_asks_what_was_done_and_whether_the_owner_agreed_and_resets_nothing()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        var owner = await school.PersonAsync(Role.Teacher);
        var page = await lead.OpenAsync($"sign-in-breach?person={owner.Id}");
        ShouldOffer(page, "AnothersFiles");
        Assert.Equal((string[])["Opened", "Copied", "Removed", "Altered"], page.Document.QuerySelectorAll("input[name='Input.Act']").Select(r => r.GetAttribute("value")));
        (await page.SubmitAsync(("Input.Kind", "AnothersFiles"), ("Input.Account", "x"), ("Input.OwnerAgreed", "false"))).ShouldShowError("Input.Act", "Choose what was done");
        (await page.SubmitAsync(("Input.Kind", "AnothersFiles"), ("Input.Account", "x"), ("Input.Act", "Copied"))).ShouldShowError("Input.OwnerAgreed", "had agreed");
        await page.SubmitAsync(("Input.Kind", "AnothersFiles"), ("Input.Account", "Copied the planning"), ("Input.Act", "Copied"), ("Input.OwnerAgreed", "false"));
        (await lead.OpenAsync("access/breaches")).ShouldSay("Copied; the owner had not agreed").ShouldNotSay("Reset waiting");
        Assert.False(await school.QueryAsync(db => db.Set<AccountRequest>().AnyAsync()));
    }

    [Fact, Shows("WED-19.6b")]
    public async Task Suspicion_flags_the_account_and_alerts_whoever_answers_for_passwords_at_once()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var teacher = await school.AsAsync(Role.Teacher);
        using var owner = await school.AsAsync(Role.SupportStaff);
        var answers = await school.PersonAsync(Role.ComputingLead);
        var foreign = await other.PersonAsync(Role.Teacher);
        (await teacher.OpenAsync("sign-in-security")).ShouldSay("Report a suspected security breach or known password");
        (await teacher.PostAsync($"sign-in-breach?person={foreign.Id}", ("Input.Kind", "KnownPassword"), ("Input.Account", "x"))).ShouldBe(HttpStatusCode.NotFound);
        (await (await teacher.OpenAsync($"sign-in-breach?person={owner.Person.Id}")).SubmitAsync(("Input.Kind", "KnownPassword"), ("Input.Account", ""))).ShouldShowError("Input.Account", "Say what happened");
        Assert.False(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == answers.Id)));
        ShouldOffer(await teacher.OpenAsync($"sign-in-breach?person={owner.Person.Id}"), "KnownPassword");
        ShouldOffer(await teacher.OpenAsync($"sign-in-breach?person={owner.Person.Id}"), "SuspectedBreach");
        await (await teacher.OpenAsync($"sign-in-breach?person={owner.Person.Id}")).SubmitAsync(("Input.Kind", "KnownPassword"), ("Input.Account", "It is written on the board"));
        var notice = await school.QueryAsync(db => db.Set<Notice>().AsNoTracking().SingleAsync(n => n.PersonId == answers.Id));
        Assert.Equal("Known password: an account needs a new password", notice.Text);
        Assert.DoesNotContain("board", await school.QueryAsync(db => db.Set<Web.Platform.Mail.OutboxMail>().Where(m => m.To == answers.Email).Select(m => m.Body).SingleAsync()), StringComparison.Ordinal);
        await ResetAsync(school, await school.QueryAsync(db => db.Set<SignInBreach>().AsNoTracking().SingleAsync()), owner);
    }

    [Fact, Shows("WED-19.4")]
    public async Task Systems_have_a_login_rule_and_an_owner_and_one_without_a_rule_is_flagged()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        var page = await lead.OpenAsync("access/systems");
        var owner = ("Input.Owner", head.Person.Id.ToString());
        (await page.SubmitAsync(("Input.Rule", "x"), owner)).ShouldShowError("Input.Name", "Enter the system's name");
        (await page.SubmitAsync(("Input.Name", "E-mail"))).ShouldShowError("Input.Owner", "Choose who answers");
        (await page.SubmitAsync(("Input.Name", "E-mail"), ("Input.Rule", new string('x', 501)), owner)).ShouldShowError("Input.Rule", "at most 500");
        (await page.SubmitAsync(("Input.Name", "E-mail"), owner)).ShouldSay("No login rule").ShouldSay(head.Person.Name);
        (await page.SubmitAsync(("Input.Name", "e-MAIL"), owner)).ShouldShowError("Input.Name", "on the list already");
        var id = (await school.QueryAsync(db => db.Set<Web.Modules.Access.Systems.IctSystem>().SingleAsync())).Id;
        (await (await lead.OpenAsync("access/systems")).PressAsync("Change it", ("Input.Id", id.ToString()), ("Input.Rule", "Own user name and password"), owner)).ShouldSay("Own user name and password").ShouldNotSay("No login rule");
        (await head.PostAsync("access/systems", ("Input.Name", "x"), owner)).ShouldBe(HttpStatusCode.Forbidden);
        (await lead.PostAsync("access/systems", ("Input.Id", Guid.Empty.ToString()), ("Input.Rule", "x"), owner)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Shows("CRO-4.8")]
    public async Task Accounts_that_are_shared_unused_or_left_over_are_listed()
    {
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        var quiet = await school.PersonAsync("Quiet", "Elm", Role.Teacher);
        var leaver = await school.PersonAsync("Leaver", "Fir", Role.Teacher);
        using var busy = await school.AsAsync(await school.PersonAsync("Busy", "Oak", Role.Teacher));
        await school.AskedAsync();
        (await lead.OpenAsync("access/accounts")).ShouldSay("Nothing to do");
        var one = await school.ClassAsync("1 Acorn", 1, null);
        await (await lead.OpenAsync("access/class-accounts")).SubmitAsync(("Input.Class", one.ToString()), ("Input.UserName", "acorn"), ("Input.Approver", head.Person.Id.ToString()));
        await (await lead.OpenAsync($"access/{leaver.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "l.fir"));
        await (await head.OpenAsync($"people/{leaver.Id}/leave")).SubmitAsync(("Input.Reason", "Moved"));
        (await lead.OpenAsync("access/accounts")).ShouldSay("Class 1 Acorn").ShouldSay("l.fir").ShouldNotSay("Quiet Elm");
        clock.Now = clock.Now.AddDays(61);
        using var later = await school.AsAsync(lead.Person);
        using var stillBusy = await school.AsAsync(busy.Person);
        await stillBusy.OpenAsync("");
        (await later.OpenAsync("access/accounts")).ShouldSay("Quiet Elm").ShouldSay("Never").ShouldNotSay("Busy Oak").ShouldSay(head.Person.Name);
        // Once ICT support has removed it, the leaver's is done with.
        await (await later.OpenAsync($"access/requests/new?person={leaver.Id}")).SubmitAsync(("Input.Kind", "Remove"), ("Input.Needed", "Remove l.fir"));
        await (await later.OpenAsync("access/requests")).PressAsync("It is done");
        (await later.OpenAsync("access/accounts")).ShouldNotSay("l.fir");
    }

    [Fact, Shows("WED-19.10", "WED-19.11", "HAM-18.5a")]
    public async Task Where_people_learn_the_rules_is_recorded_and_who_has_not_is_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        Assert.Equal(ControlState.NoEvidenceYet, (await NetworkAccessTests.EvaluateAsync<PupilsTaught>(school)).State);
        var pupil = await school.PersonAsync(Role.Pupil);
        await school.AskedAsync();
        Assert.Equal(ControlState.NotMet, (await NetworkAccessTests.EvaluateAsync<PupilsTaught>(school)).State);
        (await lead.OpenAsync("access/password-rules")).ShouldSay("makes a strong password").ShouldSay("0 of 1 have signed").ShouldSay("Not told yet");
        await TermsTests.SignedAsync(school, pupil.Id);
        Assert.Equal(ControlState.Met, (await NetworkAccessTests.EvaluateAsync<PupilsTaught>(school)).State);

        Assert.Equal(ControlState.NotMet, (await NetworkAccessTests.EvaluateAsync<StaffTold>(school)).State);
        var page = await lead.OpenAsync("access/password-rules");
        (string, string)[] everybody = [("Input.People", lead.Person.Id.ToString()), ("Input.People", teacher.Person.Id.ToString())];
        (await page.SubmitAsync([("Input.On", "2026-09-03"), .. everybody])).ShouldShowError("Input.Place", "Choose where");
        (await page.SubmitAsync([("Input.Place", "staff handbook"), .. everybody])).ShouldShowError("Input.On", "Enter the day");
        (await page.SubmitAsync(("Input.Place", "staff handbook"), ("Input.On", "2026-09-03"))).ShouldShowError("Input.People", "Tick everybody");
        foreach (var place in new[] { "this policy", "password policy", "staff handbook" })
        {
            Assert.Equal(ControlState.NotMet, (await NetworkAccessTests.EvaluateAsync<StaffTold>(school)).State);
            (await page.SubmitAsync([("Input.Place", place), ("Input.On", "2026-09-03"), .. everybody])).ShouldSay($"{place}: 3 September 2026");
        }
        // The administrator whom every school begins with has been told nothing yet.
        var told = await NetworkAccessTests.EvaluateAsync<StaffTold>(school);
        Assert.Equal((told.Good, told.Total), (2, told.Total));
        var rest = await school.QueryAsync(db => db.Set<Person>().Where(p => p.Kind == PersonKind.Staff && p.Id != lead.Person.Id && p.Id != teacher.Person.Id).Select(p => p.Id).ToListAsync());
        foreach (var place in rest.Count == 0 ? [] : new[] { "this policy", "password policy", "staff handbook" }) await page.SubmitAsync([("Input.Place", place), ("Input.On", "2026-09-03"), .. rest.Select(r => ("Input.People", r.ToString()))]);
        Assert.Equal(ControlState.Met, (await NetworkAccessTests.EvaluateAsync<StaffTold>(school)).State);
        (await teacher.PostAsync("access/password-rules", [("Input.Place", "staff handbook"), ("Input.On", "2026-09-03"), .. everybody])).ShouldBe(HttpStatusCode.Forbidden);

        // What somebody confirmed a year ago is not this year's.
        await school.WithAsync(services =>
        {
            services.GetRequiredService<TutelaDb>().Add(new Web.Modules.Access.Declaration.PasswordDeclaration { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), PersonId = teacher.Person.Id, AcademicYear = TimeProvider.System.Today().AcademicYear() - 1, Text = "x", At = TimeProvider.System.GetUtcNow().AddYears(-1) });
            return Task.CompletedTask;
        });
        (await lead.OpenAsync("password-declaration")).ShouldSay(teacher.Person.Name);
        var own = await teacher.OpenAsync("password-declaration");
        own.ShouldSay("I keep my passwords secret").ShouldNotSay(lead.Person.Name);
        (await own.SubmitAsync()).ShouldShowError("Input.Confirmed", "tick the box");
        Assert.Equal(ControlState.NotMet, (await NetworkAccessTests.EvaluateAsync<StaffDeclared>(school)).State);
        (await own.SubmitAsync(("Input.Confirmed", "true"))).ShouldSay("You confirmed it on");
        (await lead.OpenAsync("password-declaration")).ShouldNotSay(teacher.Person.Name);
        await (await lead.OpenAsync("password-declaration")).SubmitAsync(("Input.Confirmed", "true"));
        await school.WithAsync(services =>
        {
            foreach (var person in rest) services.GetRequiredService<TutelaDb>().Add(new Web.Modules.Access.Declaration.PasswordDeclaration { Id = person, PersonId = person, AcademicYear = TimeProvider.System.Today().AcademicYear(), Text = "x", At = TimeProvider.System.GetUtcNow() });
            return Task.CompletedTask;
        });
        Assert.Equal(ControlState.Met, (await NetworkAccessTests.EvaluateAsync<StaffDeclared>(school)).State);
    }

    [Fact, Shows("WID-5.8")]
    public async Task Password_older_than_the_interval_of_the_role_is_listed_and_has_to_be_changed()
    {
        using var packs = new PackFolder(("audiences: [staff, governors, volunteers, contractors, visitors, parents]\n        min-length: 8\n        number: true\n        symbol: true\n        mixed-case: true\n        change: each-academic-year", "audiences: [staff, governors, volunteers, contractors, visitors, parents]\n        min-length: 8\n        number: true\n        symbol: true\n        mixed-case: true\n        change: at-interval\n        change-months: 3"));
        var clock = new SetClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock, packs.Settings);
        var school = await host.SchoolAsync(app: app);
        var (teacher, lead) = (await school.PersonAsync("Old", "Elm", Role.Teacher), await school.PersonAsync(Role.ComputingLead));
        var pupil = await school.PersonAsync("Ida", "Ash", Role.Pupil);
        clock.Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
        using (var before = await school.AsAsync(lead)) (await before.OpenAsync("people/passwords")).ShouldSay("Changed every 3 months").ShouldNotSay("Old Elm");
        clock.Now = new(2027, 2, 2, 9, 0, 0, TimeSpan.Zero);
        using var browser = school.Anonymous();
        var page = await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", lead.UserName), ("Input.Password", TestSchool.Password));
        page.ShouldSay("Passwords change every 3 months");
        await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "Another-horse-8"));
        // The pupils' rule is another: once a school year.
        var list = await browser.OpenAsync(school.Href("people/passwords"));
        Assert.NotEqual(pupil.Name, teacher.Name);
        Assert.Equal([teacher.Name], list.Document.QuerySelectorAll("main tbody th").Select(h => h.TextContent));
    }

    [Fact, Shows("WED-10.1")]
    public async Task Password_protection_is_recorded_for_each_device_and_a_weak_password_of_staff_is_refused_with_the_rule()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        await (await support.OpenAsync("equipment/add")).SubmitAsync(("Input.Name", "Laptop 7"), ("Input.Kind", "Laptop"), ("Input.AssetNumber", "LAP-007"), ("Input.Encrypted", "yes"));
        var list = await support.OpenAsync("equipment?unprotected=true");
        list.ShouldSay("Laptop 7");
        var device = await list.FollowAsync("Laptop 7");
        device.ShouldSay("Protected by a password").ShouldSay("Not checked");
        (await device.PressAsync("Record the password protection")).ShouldShowError("Input.PasswordProtected", "Say whether a password");
        (await device.PressAsync("Record the password protection", ("Input.PasswordProtected", "no"))).ShouldSay("Recorded");
        (await support.OpenAsync("equipment?unprotected=true")).ShouldSay("Laptop 7");
        (await device.PressAsync("Record the password protection", ("Input.PasswordProtected", "yes"))).ShouldSay("Recorded");
        (await support.OpenAsync("equipment?unprotected=true")).ShouldNotSay("Laptop 7");
        var password = await support.OpenAsync("sign-in-security/password");
        foreach (var (weak, why) in new[] { ("Aa-1", "Use at least 8 characters"), ("correct-horse-7", "Use at least one capital letter"), ("CORRECT-HORSE-7", "Use at least one small letter"), ("Correct-horse", "Use at least one number"), ("Correcthorse7", "Use at least one symbol") })
            (await password.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", weak))).ShouldShowError("Input.New", why);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("equipment?unprotected=true")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Directory_file_has_each_directorys_own_columns_and_no_password()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.ComputingLead);
        var pupil = await school.PersonAsync("=cmd", "Ash", Role.Pupil);
        await school.AskedAsync();
        await TermsTests.SignedAsync(school, pupil.Id);
        (await lead.OpenAsync("access/directory")).ShouldSay("Approve a domain first");
        await (await lead.OpenAsync("access/mailboxes")).PressAsync("Approve it", ("Input.Domain", "school.example"));
        await (await lead.OpenAsync($"access/{pupil.Id}")).PressAsync("Record the user name", ("Input.NetworkId", "i.ash"));
        (await (await lead.OpenAsync("access/directory")).SubmitAsync()).ShouldShowError("Kind", "Choose the directory");
        (await lead.OpenAsync("access/directory?handler=File&Kind=Google&Domain=evil.example")).ShouldShowError("Domain", "Choose the domain");
        foreach (var (kind, head, row) in new[]
        {
            ("ActiveDirectory", "SamAccountName,UserPrincipalName,GivenName,Surname,DisplayName,EmailAddress,Department,Enabled", "i.ash,i.ash@school.example,'=cmd,Ash,'=cmd Ash,i.ash@school.example,Year 4,TRUE"),
            ("Google", "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],New Status [UPLOAD ONLY]", "'=cmd,Ash,i.ash@school.example,****,/Year 4,Active"),
            ("Entra", "version:v1.0", "'=cmd Ash,i.ash@school.example,,No,'=cmd,Ash,Year 4"),
        })
        {
            var lines = (await (await lead.Http.GetAsync(school.Href($"access/directory?handler=File&Kind={kind}&Domain=school.example"))).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(head, lines[0]);
            Assert.Equal(row, lines[^1]);
        }
    }

    private static void ShouldOffer(TestPage page, string kind) => Assert.NotNull(page.Document.QuerySelector($"input[name='Input.Kind'][value='{kind}']"));

    private static async Task ResetAsync(TestSchool school, SignInBreach breach, TestBrowser owner)
    {
        var request = await school.QueryAsync(db => db.Set<AccountRequest>().AsNoTracking().SingleAsync());
        Assert.Equal((RequestKind.Reset, breach.PersonId, (Guid?)breach.Id, RequestStatus.Waiting), (request.Kind, request.PersonId, request.BreachId, request.Status));
        // The session that was open is over, and the next sign-in asks for a new password.
        Assert.Equal("/sign-in", (await owner.OpenAsync("")).Address.AbsolutePath);
        using var again = school.Anonymous();
        (await (await again.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", owner.Person.UserName), ("Input.Password", TestSchool.Password))).ShouldSay("Change your password");
    }
}
