using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;

namespace Tutela.Web.Tests.Agreements;

/// <summary>What tests of agreements and access need a school to have.</summary>
internal static class Given
{
    /// <summary>Everybody at the school is asked and stands in the register.</summary>
    public static async Task AskedAsync(this TestSchool school)
    {
        await school.RunJobAsync<AgreementJob>();
        await school.RunJobAsync<AccessJob>();
    }

    public static Task<Guid> ClassAsync(this TestSchool school, string title, int? yearGroup, Guid? teacher, params Guid[] pupils) => school.WithAsync(services =>
    {
        var (db, now) = (services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var one = new SchoolClass { Id = Guid.CreateVersion7(now), Title = title, YearGroup = yearGroup, Kind = ClassKind.Registration, AcademicYear = now.LondonDay().Year };
        db.Add(one);
        if (teacher is { } adult) db.Add(new ClassMember { Id = Guid.CreateVersion7(now), ClassId = one.Id, PersonId = adult, Role = ClassRole.Teacher, From = now.LondonDay() });
        foreach (var pupil in pupils) db.Add(new ClassMember { Id = Guid.CreateVersion7(now), ClassId = one.Id, PersonId = pupil, Role = ClassRole.Pupil, From = now.LondonDay() });
        return Task.FromResult(one.Id);
    });

    public static Task ParentOfAsync(this TestSchool school, Guid parent, params Guid[] pupils) => school.ParentOfAsync(parent, ParentalResponsibility.Unknown, pupils);

    public static Task ParentOfAsync(this TestSchool school, Guid parent, ParentalResponsibility responsibility, params Guid[] pupils) => school.WithAsync(services =>
    {
        var (db, now) = (services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var pupil in pupils)
            db.Add(new Guardianship { Id = Guid.CreateVersion7(now), PupilId = pupil, ParentId = parent, Relationship = "Mother", ParentalResponsibility = responsibility });
        return Task.CompletedTask;
    });

    public static Task<AgreementAssignment> AssignmentAsync(this TestSchool school, Guid person) =>
        school.QueryAsync(db => db.Set<AgreementAssignment>().AsNoTracking().Include(a => a.Refusals).Include(a => a.Signatures).AsSplitQuery().SingleAsync(a => a.PersonId == person && !a.Optional && a.Status != Web.Modules.Agreements.Contract.AgreementStatus.Ended));

    public static Task<AccessEntry> AccessAsync(this TestSchool school, Guid person) => school.QueryAsync(db => db.Set<AccessEntry>().AsNoTracking().SingleAsync(e => e.PersonId == person));

    /// <summary>Opens the own agreement and signs it, as the person does.</summary>
    public static async Task<TestPage> SignOwnAsync(this TestBrowser browser, string? name = null)
    {
        var assignment = await browser.School.AssignmentAsync(browser.Person.Id);
        return await (await browser.OpenAsync($"agreements/{assignment.Id}")).SubmitAsync(("Input.HasRead", "true"), ("Input.TypedName", name ?? browser.Person.Name));
    }

    /// <summary>Sends the reminders and returns the path of the link in the newest mail to this address.</summary>
    public static async Task<string> LinkForAsync(this TestSchool school, TestPerson parent)
    {
        await school.WithAsync(services => services.GetRequiredService<AgreementReminders>().RemindNowAsync());
        var body = await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == parent.Email).OrderByDescending(m => m.CreatedAt).Select(m => m.Body).FirstAsync());
        return new Uri(body.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
    }

    /// <summary>Makes what was asked so far belong to an earlier version, as after a new version is published.</summary>
    public static Task NewVersionAsync(this TestSchool school) =>
        school.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.agreement_assignments set version = version - 1 where school_id = {school.School.Id}"));

    /// <summary>Pupil and parent sign what the pupil is asked for.</summary>
    public static async Task SignBothAsync(this TestSchool school, TestPerson pupil)
    {
        await school.SignAsync(pupil, SignedAs.Self);
        await school.SignAsync(pupil, SignedAs.Parent);
    }

    public static Task SignAsync(this TestSchool school, TestPerson pupil, SignedAs side) => school.WithAsync(async services =>
    {
        var assignment = await services.GetRequiredService<TutelaDb>().Set<AgreementAssignment>().SingleAsync(a => a.PersonId == pupil.Id && a.Status != Web.Modules.Agreements.Contract.AgreementStatus.Ended);
        var desk = services.GetRequiredService<AgreementDesk>();
        await desk.SignAsync([(assignment, (await services.GetRequiredService<AgreementReading>().WordsAsync(assignment.Document))!)], _ => new NewSignature(side, pupil.Id, "Some Body", true, SignatureWay.SignedIn, ChildAgrees: true));
    });
}
