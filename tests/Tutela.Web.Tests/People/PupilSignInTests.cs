using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

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
        (await page.SubmitAsync(("Input.Password", "Kettle-42"))).ShouldSay("Kettle-42");
        page = await teacher.OpenAsync($"pupils/{younger[0]}/password");
        (await page.SubmitAsync(("Input.Password", "abc"))).ShouldShowError("Input.Password", "Use at least 4 characters");
        (await page.SubmitAsync(("Input.Password", "kite"))).ShouldSay("kite");
        Assert.NotEmpty(Secrets(await page.SubmitAsync()));

        var (events, bodies) = await school.QueryAsync(async db => (await db.Set<AuditEvent>().Where(e => e.AboutPersonId == younger[0]).Select(e => e.Process).ToListAsync(), await db.Set<AuditPayload>().Select(p => p.Body).ToListAsync()));
        Assert.Contains("account.password-set", events);
        Assert.DoesNotContain(bodies, b => b.Contains("Kettle-42", StringComparison.Ordinal));
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync($"pupils/{younger[0]}/password")).ShouldBe(HttpStatusCode.Forbidden);
        using var assistant = await school.AsAsync(Role.SupportStaff);
        (await assistant.PostAsync($"pupils/{younger[0]}/password", ("Input.Password", "kite"))).ShouldBe(HttpStatusCode.Forbidden);
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
        var page = await head.OpenAsync($"pupils/{pupil.Person.Id}/password");
        // A refused one is not sent back either.
        (await page.SubmitAsync(("Input.Password", "Ab-1"))).ShouldShowError("Input.Password", "Use at least").ShouldNotSay("Ab-1");
        await page.SubmitAsync(("Input.Password", "Secret-kettle-42"));
        foreach (var path in new[] { $"pupils/{pupil.Person.Id}/password", $"people/{pupil.Person.Id}", "people", "people/passwords", "sign-in-security" }) (await head.OpenAsync(path)).ShouldNotSay("Secret-kettle-42");
        Assert.False(await school.QueryAsync(db => db.Users.AnyAsync(a => a.PasswordHash!.Contains("kettle"))));
        using var child = school.Anonymous();
        (await (await child.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", pupil.Person.UserName), ("Input.Password", "Secret-kettle-42"))).ShouldNotSay("Secret-kettle-42");
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
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync(Role.Teacher);
        var other = await school.PersonAsync(Role.Teacher);
        await school.WithAsync(async services =>
        {
            var db = services.GetRequiredService<TutelaDb>();
            var person = await db.Set<Person>().SingleAsync(p => p.Id == teacher.Id);
            var clock = services.GetRequiredService<TimeProvider>();
            await db.Users.Where(a => a.Id == person.AccountId).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordChangedAt, clock.GetUtcNow().AddDays(-370)));
        });
        using var administrator = await school.AsAsync(Role.Administrator);
        (await administrator.OpenAsync("people/passwords")).ShouldSay(teacher.Name).ShouldNotSay(other.Name);
        using var browser = school.Anonymous();
        var page = await (await browser.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", teacher.UserName), ("Input.Password", TestSchool.Password));
        page.ShouldSay("Passwords change each school year");
        (await browser.OpenAsync("policy")).ShouldSay("Change your password");
        (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "short"))).ShouldShowError("Input.New", "Use at least 8 characters");
        Assert.Equal(school.Href(), (await page.SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "Kettle-42"))).Address.AbsolutePath);
        (await administrator.OpenAsync("people/passwords")).ShouldNotSay(teacher.Name);
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
