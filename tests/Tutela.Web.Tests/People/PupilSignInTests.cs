using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.People;

public sealed class PupilSignInTests(TestHost host)
{
    [Fact]
    public async Task Teacher_prints_cards_and_a_pupil_signs_in_and_must_choose_a_password()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var (one, _) = await ClassAsync(school, 2, teacher.Person.Id);
        var cards = await (await teacher.OpenAsync($"classes/{one}/cards")).SubmitAsync(("Input.Whom", "New"), ("Input.Kind", "Words"));
        var secrets = Secrets(cards);
        Assert.Equal(3, secrets.Count);
        Assert.All(secrets, s => Assert.Matches("^[a-z]+[0-9]{2,3}$", s.UserName));

        using var pupil = school.Anonymous();
        var page = await (await pupil.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", secrets[0].UserName), ("Input.Password", secrets[0].Password));
        page.ShouldSay("Somebody else gave you this password");
        // Nothing else opens before it is changed.
        (await pupil.OpenAsync(school.Href())).ShouldSay("Change your password");
        (await page.SubmitAsync(("Input.Current", secrets[0].Password), ("Input.New", "abc"))).ShouldShowError("Input.New", "Use at least 4 characters");
        Assert.Equal(school.Href(), (await page.SubmitAsync(("Input.Current", secrets[0].Password), ("Input.New", "kite"))).Address.AbsolutePath);
        (await pupil.OpenAsync("sign-in-security")).ShouldSay(secrets[0].UserName);
        // Shown once: the class's page has the user name and not the password.
        (await teacher.OpenAsync($"classes/{one}")).ShouldSay(secrets[1].UserName).ShouldNotSay(secrets[1].Password);
        (await (await teacher.OpenAsync($"classes/{one}/cards")).SubmitAsync(("Input.Whom", "New"))).ShouldShowError("Input.Whom", "Every pupil of this class has a sign-in");
    }

    [Fact]
    public async Task Older_pupils_get_a_password_of_the_stricter_rule()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var (one, _) = await ClassAsync(school, 5, teacher.Person.Id);
        foreach (var (_, password) in Secrets(await (await teacher.OpenAsync($"classes/{one}/cards")).SubmitAsync(("Input.Whom", "Everyone"))))
        {
            Assert.True(password.Length >= 8 && password.Any(char.IsUpper) && password.Any(char.IsLower) && password.Any(char.IsDigit) && password.Contains('-'), password);
        }
    }

    [Fact]
    [Shows("WED-19.7", "WED-19.9")]
    public async Task Teacher_sets_a_pupils_password_by_the_rule_of_the_phase_and_the_change_is_recorded_without_it()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var (_, older) = await ClassAsync(school, 4, Guid.Empty);
        var (_, younger) = await ClassAsync(school, 1, Guid.Empty);
        var page = await teacher.OpenAsync($"pupils/{older[0]}/password");
        page.ShouldSay("At least 8 characters, with a number, a symbol and both capital and small letters.");
        (await page.SubmitAsync(("Input.Password", "kettle42"))).ShouldShowError("Input.Password", "Use at least one symbol, such as ! or ?. Use at least one capital letter");
        // Each part that fails is named by itself, to pupils and to staff.
        var own = await teacher.OpenAsync("sign-in-security/password");
        foreach (var (weak, why) in new[] { ("Kett-42", "Use at least 8 characters"), ("kettle-42", "Use at least one capital letter"), ("KETTLE-42", "Use at least one small letter"), ("Kettle-pot", "Use at least one number"), ("Kettle421", "Use at least one symbol") })
        {
            (await page.SubmitAsync(("Input.Password", weak))).ShouldShowError("Input.Password", why);
            (await own.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", weak))).ShouldShowError("Input.New", why);
        }
        (await page.SubmitAsync(("Input.Password", "Kettle-42"))).ShouldSay("Kettle-42");
        // Changed, where there was one before: the pupil signs in with the new one and not with the old.
        var card = Secrets((await page.SubmitAsync(("Input.Password", "Kettle-43"))).ShouldSay("Kettle-43")).Single();
        using var child = school.Anonymous();
        Assert.Equal("/sign-in", (await (await child.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", card.UserName), ("Input.Password", "Kettle-42"))).Address.AbsolutePath);
        (await (await child.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", card.UserName), ("Input.Password", "Kettle-43"))).ShouldSay("Somebody else gave you this password");
        page = await teacher.OpenAsync($"pupils/{younger[0]}/password");
        (await page.SubmitAsync(("Input.Password", "abc"))).ShouldShowError("Input.Password", "Use at least 4 characters");
        (await page.SubmitAsync(("Input.Password", "kite"))).ShouldSay("kite");
        Assert.NotEmpty(Secrets(await page.SubmitAsync()));

        var (events, bodies) = await school.QueryAsync(async db => (await db.Set<AuditEvent>().Where(e => e.AboutPersonId == younger[0]).Select(e => e.Process).ToListAsync(), await db.Set<AuditPayload>().Select(p => p.Body).ToListAsync()));
        Assert.Contains("account.password-set", events);
        Assert.DoesNotContain(bodies, b => b.Contains("Kettle-4", StringComparison.Ordinal) || b.Contains("kite", StringComparison.Ordinal));
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync($"pupils/{younger[0]}/password")).ShouldBe(HttpStatusCode.Forbidden);
        using var assistant = await school.AsAsync(Role.SupportStaff);
        (await assistant.PostAsync($"pupils/{younger[0]}/password", ("Input.Password", "kite"))).ShouldBe(HttpStatusCode.Forbidden);

        // Where the policy leaves it to the class's own teacher, another teacher is refused.
        var narrow = await host.SchoolAsync("signed-code");
        using var theirs = await narrow.AsAsync(Role.Teacher);
        using var another = await narrow.AsAsync(Role.Teacher);
        var (_, pupils) = await ClassAsync(narrow, 2, theirs.Person.Id);
        (await another.OpenAsync($"pupils/{pupils[0]}/password")).ShouldBe(HttpStatusCode.Forbidden);
        (await another.PostAsync($"pupils/{pupils[0]}/password", ("Input.Password", "Kettle-boat-42"))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await theirs.OpenAsync($"pupils/{pupils[0]}/password")).SubmitAsync(("Input.Password", "Kettle-boat-42"))).ShouldSay("Kettle-boat-42");
    }

    [Fact, Shows("CRO-A.5")]
    public async Task Telling_nobody_a_password_is_a_numbered_term_and_no_page_shows_one_that_is_kept()
    {
        var school = await host.SchoolAsync("signed-code");
        using var head = await school.AsAsync(Role.Headteacher);
        using var pupil = await school.AsAsync(Role.Pupil);
        await school.RunJobAsync<Web.Modules.Agreements.AgreementJob>();
        var assignment = await school.QueryAsync(db => db.Set<Web.Modules.Agreements.AgreementAssignment>().SingleAsync(a => a.PersonId == pupil.Person.Id));
        var terms = (await pupil.OpenAsync($"agreements/{assignment.Id}")).Document.QuerySelectorAll("main ol li").Select(l => l.TextContent).ToList();
        Assert.Contains(terms, t => t.Contains("I will not tell anybody my password", StringComparison.Ordinal));
        var oak = await school.ClassAsync("4 Oak", 4, null, pupil.Person.Id);
        var page = await head.OpenAsync($"pupils/{pupil.Person.Id}/password");
        // A refused one is not sent back either.
        (await page.SubmitAsync(("Input.Password", "Ab-1"))).ShouldShowError("Input.Password", "Use at least").ShouldNotSay("Ab-1");
        await page.SubmitAsync(("Input.Password", "Secret-kettle-42"));
        foreach (var path in new[] { $"pupils/{pupil.Person.Id}/password", $"people/{pupil.Person.Id}", "people", "people/passwords", $"classes/{oak}", "sign-in-security" }) (await head.OpenAsync(path)).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Secret-kettle-42");
        Assert.False(await school.QueryAsync(db => db.Users.AnyAsync(a => a.PasswordHash!.Contains("kettle"))));
        using var child = school.Anonymous();
        (await (await child.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", pupil.Person.UserName), ("Input.Password", "Secret-kettle-42"))).ShouldNotSay("Secret-kettle-42");
        // Not to its owner either.
        foreach (var path in new[] { "", "sign-in-security", "sign-in-security/password" }) (await child.OpenAsync(school.Href(path))).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Secret-kettle-42");
    }

    [Fact]
    public async Task Staff_have_the_rule_of_staff_when_they_change_their_own()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = await teacher.OpenAsync("sign-in-security/password");
        (await page.SubmitAsync(("Input.Current", "wrong"), ("Input.New", "Kettle-42"))).ShouldShowError("Input.Current", "not your password");
        (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", TestSchool.Password))).ShouldShowError("Input.New", "not the one you have");
        (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "alllowercase"))).ShouldShowError("Input.New", "Use at least one number. Use at least one symbol, such as ! or ?. Use at least one capital letter");
        (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "Kettle-42"))).ShouldSay("Your password is changed");
    }

    [Fact]
    [Shows("WED-19.8")]
    public async Task Password_of_last_school_year_has_to_be_changed_and_is_listed_until_it_is()
    {
        // The last day of a school year: what was chosen then is good for that day only.
        var clock = new TestClock(new(2026, 8, 31, 11, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var (teacher, child) = (await school.PersonAsync(Role.Teacher), await school.PersonAsync(Role.Pupil));
        using (var before = await school.AsAsync(Role.Administrator))
        {
            Assert.Empty(await ListedAsync(before));
            // Changed in time, and so not listed below.
            clock.Set(new(2026, 9, 1, 11, 0, 0, TimeSpan.Zero));
            using var late = school.Anonymous();
            var asked = await (await late.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", before.Person.UserName), ("Input.Password", TestSchool.Password));
            await asked.ShouldSay("Passwords change each school year").SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "Kettle-42"));
        }
        var other = await school.PersonAsync(Role.Teacher);
        using var administrator = await school.AsAsync(Role.Administrator);
        Assert.Equal(new[] { teacher.Name, child.Name }.Order(), await ListedAsync(administrator));
        (await administrator.OpenAsync("people/passwords")).ShouldNotSay(other.Name);
        foreach (var (person, fresh) in new[] { (teacher, "Kettle-43"), (child, "Kettle-44") })
        {
            using var browser = school.Anonymous();
            var page = await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password));
            page.ShouldSay("Passwords change each school year");
            (await browser.OpenAsync(school.Href("sign-in-security"))).ShouldSay("Change your password");
            (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "short"))).ShouldShowError("Input.New", "Use at least 8 characters");
            Assert.Equal(school.Href(), (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", fresh))).Address.AbsolutePath);
            Assert.DoesNotContain(person.Name, await ListedAsync(administrator));
        }
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync("people/passwords")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Role.SupportStaff)]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    public async Task Others_print_no_cards(Role role)
    {
        var school = await host.SchoolAsync();
        var (one, _) = await ClassAsync(school, 2, Guid.Empty);
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync($"classes/{one}/cards")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync($"classes/{one}/cards", ("Input.Whom", "New"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<Person>().CountAsync(p => p.Kind == PersonKind.Pupil && p.YearGroup == 2 && p.AccountId != null)));
    }

    [Fact]
    public async Task Class_of_another_school_is_not_there()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var (id, pupils) = await ClassAsync(one, 2, Guid.Empty);
        using var teacher = await two.AsAsync(Role.Teacher);
        foreach (var path in new[] { $"classes/{id}", $"classes/{id}/cards", $"pupils/{pupils[0]}/password" }) (await teacher.OpenAsync(path)).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.PostAsync($"classes/{id}/cards", ("Input.Whom", "New"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Assistant_sees_the_classes_they_help_in_and_no_others()
    {
        var school = await host.SchoolAsync();
        using var assistant = await school.AsAsync(Role.SupportStaff);
        var (mine, _) = await ClassAsync(school, 2, assistant.Person.Id);
        var (other, _) = await ClassAsync(school, 3, Guid.Empty);
        (await assistant.OpenAsync("classes")).ShouldSay("Class 2").ShouldNotSay("Class 3");
        (await assistant.OpenAsync($"classes/{mine}")).ShouldBe(HttpStatusCode.OK);
        (await assistant.OpenAsync($"classes/{other}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<List<string>> ListedAsync(TestBrowser browser) =>
        [.. (await browser.OpenAsync("people/passwords")).ShouldBe(HttpStatusCode.OK).Document.QuerySelectorAll("main tbody th").Select(h => h.TextContent).Order()];

    private static List<(string UserName, string Password)> Secrets(TestPage page) =>
        [.. page.Document.QuerySelectorAll(".t-slip").Select(s => s.QuerySelectorAll(".t-slip__secret")).Select(s => (s[0].TextContent, s[1].TextContent))];

    internal static Task<(Guid Class, List<Guid> Pupils)> ClassAsync(TestSchool school, int year, Guid teacher) => school.WithAsync(services =>
    {
        var (db, now) = (services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var one = new SchoolClass { Id = Guid.CreateVersion7(now), Title = $"Class {year}", YearGroup = year, AcademicYear = 2026 };
        db.Add(one);
        var pupils = Enumerable.Range(1, 3).Select(i => services.GetRequiredService<RoleDesk>().Add(PersonKind.Pupil, $"Pupil{i}", $"Year{year}", null, year, Role.Pupil).Id).ToList();
        var members = pupils.Select(p => (Id: p, Role: ClassRole.Pupil));
        if (teacher != Guid.Empty) members = members.Append((teacher, ClassRole.Teacher));
        foreach (var (id, role) in members) db.Add(new ClassMember { Id = Guid.CreateVersion7(now), ClassId = one.Id, PersonId = id, Role = role, From = DateOnly.FromDateTime(now.UtcDateTime) });
        return Task.FromResult((one.Id, pupils));
    });
}
