using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People.Import;

public sealed class ImporterTests(TestHost host)
{
    private static readonly string[] Posts = ["administrator", "aide", "proctor"];

    [Fact]
    public async Task Everybody_of_the_files_is_at_the_school_with_class_parent_and_role()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        var plan = await school.ImportAsync(roster);
        var pupils = roster.People.Count(p => p.Role == "student");
        Assert.Equal(pupils, plan.Of("pupil").Created);
        Assert.Equal(roster.Enrolments.Count, plan.Of("enrolment").Created);
        await school.WithAsync(async services =>
        {
            var directory = services.GetRequiredService<PeopleDirectory>();
            Assert.Equal(pupils, await directory.Pupils.CountAsync());
            var one = roster.People.First(p => p.Role == "student" && p.Agents.Count > 0);
            var pupil = await directory.Pupils.Include(p => p.Roles).SingleAsync(p => p.ExternalId == one.Id);
            Assert.Equal((one.Given, one.Family, one.Birth), (pupil.GivenName, pupil.FamilyName, pupil.BirthDate));
            Assert.Equal([Role.Pupil], pupil.Roles.Select(r => r.Role));
            Assert.StartsWith("Class ", (await directory.ClassOfAsync(pupil.Id))!.Title, StringComparison.Ordinal);
            var parent = Assert.Single(await directory.ParentsOfAsync(pupil.Id));
            Assert.Equal((one.Agents[0], ParentalResponsibility.Unknown), (parent.Person.ExternalId, parent.ParentalResponsibility));
            var teacher = roster.Enrolments.First(e => e.Role == "teacher");
            var teaches = await services.GetRequiredService<TutelaDb>().Set<Person>().SingleAsync(p => p.ExternalId == teacher.PersonId);
            Assert.NotEmpty(await directory.ClassesOfTeacherAsync(teaches.Id));
        });
    }

    [Fact]
    public async Task Second_import_of_the_same_files_changes_nothing()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        await school.ImportAsync(roster);
        var events = await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync());
        var again = await school.ImportAsync(roster);
        Assert.True(again.IsEmpty);
        Assert.Equal(roster.Enrolments.Count, again.Of("enrolment").Unchanged);
        Assert.Equal(roster.People.Count, again.Of("pupil").Unchanged + again.Of("staff").Unchanged + again.Of("parent").Unchanged);
        Assert.Equal(events, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync()));
    }

    [Fact]
    public async Task Leaver_is_ended_not_deleted_and_is_out_at_once()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        await school.ImportAsync(roster);
        var teacher = roster.Enrolments.First(e => e.Role == "teacher").PersonId;
        var person = await SignInOpenedAsync(school, teacher);
        using var browser = await school.AsAsync(person);
        (await browser.OpenAsync(school.Href())).ShouldBe(HttpStatusCode.OK);
        roster.Remove(teacher);

        Assert.Equal(1, (await school.ImportAsync(roster)).Of("staff").Removed);

        Assert.Equal("/sign-in", (await browser.OpenAsync(school.Href())).Address.AbsolutePath);
        var (left, roles, members, account) = await school.QueryAsync(async db =>
        {
            var p = await db.Set<Person>().Include(x => x.Roles).SingleAsync(x => x.Id == person.Id);
            return (p.EndedOn, p.Roles.Count(r => r.Until == null), await db.Set<ClassMember>().Where(m => m.PersonId == p.Id).ToListAsync(), await db.Users.SingleAsync(a => a.Id == p.AccountId));
        });
        Assert.NotNull(left);
        Assert.Equal(0, roles);
        Assert.NotEmpty(members);
        Assert.All(members, m => Assert.NotNull(m.Until));
        Assert.NotNull(account.EndedAt);
        using var again = school.Anonymous();
        (await (await again.OpenAsync("/sign-in")).SubmitAsync(("Input.UserName", person.UserName), ("Input.Password", TestSchool.Password))).ShouldShowError("Input.UserName", "do not belong together");
    }

    [Fact]
    public async Task One_who_comes_back_is_the_same_person_again_with_the_plain_role_only()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        await school.ImportAsync(roster);
        var teacher = roster.Enrolments.First(e => e.Role == "teacher").PersonId;
        var id = await school.WithAsync(async services =>
        {
            var person = await services.GetRequiredService<TutelaDb>().Set<Person>().Include(p => p.Roles).SingleAsync(p => p.ExternalId == teacher);
            services.GetRequiredService<RoleDesk>().Give(person, Role.DesignatedSafeguardingLead);
            return person.Id;
        });
        var without = Importing.Roster();
        without.Remove(teacher);
        await school.ImportAsync(without);
        var back = await school.ImportAsync(roster);
        Assert.Equal((0, 1), (back.Of("staff").Created, back.Of("staff").Updated));
        var now = await school.QueryAsync(db => db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.ExternalId == teacher));
        Assert.Equal((id, (DateOnly?)null), (now.Id, now.EndedOn));
        Assert.Equal([Role.Teacher], now.Roles.Where(r => r.Until == null).Select(r => r.Role));
        Assert.True((await school.ImportAsync(roster)).IsEmpty);
    }

    [Fact]
    public async Task Import_gives_plain_roles_only_whatever_the_file_calls_the_post()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster(guardians: false);
        roster.People.AddRange(Posts.Select((role, i) => roster.People.First(p => p.Role == "teacher") with { Id = $"X{i}", Role = role }));
        await school.ImportAsync(roster);
        var given = await school.QueryAsync(db => db.Set<RoleHolding>().Where(r => db.Set<Person>().Any(p => p.Id == r.PersonId && p.ExternalId != null)).Select(r => r.Role).Distinct().ToListAsync());
        Assert.Equal([Role.Teacher, Role.SupportStaff, Role.Pupil], given.Order());
    }

    [Fact]
    public async Task People_made_by_hand_are_not_touched()
    {
        var school = await host.SchoolAsync();
        await school.ImportAsync(Importing.Roster());
        var teacher = await school.PersonAsync(Role.Teacher);
        using var browser = await school.AsAsync(teacher);
        await school.ImportAsync(Importing.Roster(seed: 11));
        (await browser.OpenAsync(school.Href())).ShouldBe(HttpStatusCode.OK);
        Assert.Null(await school.QueryAsync(db => db.Set<Person>().Where(p => p.Id == teacher.Id).Select(p => p.EndedOn).SingleAsync()));
    }

    [Fact]
    public async Task Change_of_name_and_of_class_is_seen_and_recorded()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        await school.ImportAsync(roster);
        var place = roster.Enrolments.FindIndex(e => e.Role == "student");
        var moved = roster.Enrolments[place];
        var to = roster.Classes.First(c => c.Id != moved.ClassId && !roster.Enrolments.Exists(e => e.ClassId == c.Id && e.PersonId == moved.PersonId));
        roster.Enrolments[place] = moved with { ClassId = to.Id };
        var at = roster.People.FindIndex(p => p.Id == moved.PersonId);
        roster.People[at] = roster.People[at] with { Family = "O'Brien-Smythe" };
        var plan = await school.ImportAsync(roster);
        Assert.Equal(1, plan.Of("pupil").Updated);
        Assert.Equal((1, 1), (plan.Of("enrolment").Created, plan.Of("enrolment").Removed));
        var person = await school.QueryAsync(db => db.Set<Person>().SingleAsync(p => p.ExternalId == moved.PersonId));
        Assert.Equal("O'Brien-Smythe", person.FamilyName);
        Assert.Equal(1, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == "people.person-changed-by-import" && e.AboutPersonId == person.Id)));
        Assert.True((await school.ImportAsync(roster)).IsEmpty);
    }

    [Fact]
    public async Task Several_schools_of_the_files_are_sites()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster(people: 80, schools: 3);
        Assert.Equal(3, (await school.ImportAsync(roster)).Of("school").Created);
        var pupil = roster.People.First(p => p.Role == "student");
        var site = await school.QueryAsync(db => (from place in db.Set<SitePerson>()
                                                  join s in db.Set<Site>() on place.SiteId equals s.Id
                                                  join p in db.Set<Person>() on place.PersonId equals p.Id
                                                  where p.ExternalId == pupil.Id
                                                  select s.ExternalId).SingleAsync());
        Assert.Equal(pupil.SchoolId, site);
        Assert.True((await school.ImportAsync(roster)).IsEmpty);
    }

    [Fact]
    public async Task Files_that_leave_a_kind_out_end_nobody_of_that_kind()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        await school.ImportAsync(roster);
        var plan = await school.ImportAsync(roster, folder =>
        {
            File.Delete(Path.Combine(folder, "enrollments.csv"));
            File.Delete(Path.Combine(folder, "manifest.csv"));
        });
        Assert.Equal(0, plan.Of("enrolment").Removed);
        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public async Task Row_that_cannot_be_read_ends_nobody()
    {
        var school = await host.SchoolAsync();
        var roster = Importing.Roster();
        await school.ImportAsync(roster);
        var pupil = roster.People.First(p => p.Role == "student");
        var plan = await school.ImportAsync(roster, folder =>
        {
            var file = Path.Combine(folder, "users.csv");
            File.WriteAllText(file, File.ReadAllText(file).Replace($",{pupil.Given},{pupil.Family},", $",,{pupil.Family},", StringComparison.Ordinal));
        });
        Assert.Contains(plan.Rejections, r => r.ExternalId == pupil.Id && r.Kind == RosterKind.Person);
        Assert.Equal(0, plan.Of("pupil").Removed);
        Assert.Null(await school.QueryAsync(db => db.Set<Person>().Where(p => p.ExternalId == pupil.Id).Select(p => p.EndedOn).SingleAsync()));
    }

    [Fact]
    public async Task Same_files_at_another_school_are_other_people()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var roster = Importing.Roster();
        await one.ImportAsync(roster);
        Assert.Equal(roster.People.Count(p => p.Role == "student"), (await two.ImportAsync(roster)).Of("pupil").Created);
        var ids = await one.QueryAsync(db => db.Set<Person>().Select(p => p.Id).ToListAsync());
        Assert.False(await two.QueryAsync(db => db.Set<Person>().AnyAsync(p => ids.Contains(p.Id))));
    }

    private static Task<TestPerson> SignInOpenedAsync(TestSchool school, string externalId) => school.WithAsync(async services =>
    {
        var person = await services.GetRequiredService<TutelaDb>().Set<Person>().SingleAsync(p => p.ExternalId == externalId);
        var userName = $"{externalId.ToLowerInvariant()}.{school.Slug}";
        await services.GetRequiredService<AccountDesk>().OpenAsync(person, userName, TestSchool.Password);
        return new TestPerson(person.Id, person.Name, userName, person.Email);
    });
}
