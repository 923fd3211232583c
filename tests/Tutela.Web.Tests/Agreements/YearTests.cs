using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Agreements;

public sealed class YearTests(TestHost host)
{
    [Fact]
    public async Task New_academic_year_asks_again_and_access_waits_for_the_signature()
    {
        var clock = new SetClock(new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var teacher = await school.PersonAsync(Role.Teacher);
        using (var browser = await school.AsAsync(teacher))
        {
            await school.AskedAsync();
            await browser.SignOwnAsync();
        }
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Id)).State);

        clock.Now = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
        await school.AskedAsync();
        // Within the days of grace last year's signature still gives access; after them it does not.
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Id)).State);
        clock.Now = new(2026, 9, 29, 9, 0, 0, TimeSpan.Zero);
        await school.AskedAsync();
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Id)).State);
        clock.Now = new(2026, 9, 30, 9, 0, 0, TimeSpan.Zero);
        await school.AskedAsync();
        Assert.Equal(AccessState.Refused, (await school.AccessAsync(teacher.Id)).State);
        var rows = await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == teacher.Id).OrderBy(a => a.AcademicYear).ToListAsync());
        Assert.Equal([(2025, AgreementStatus.Ended), (2026, AgreementStatus.Waiting)], rows.Select(a => (a.AcademicYear, a.Status)));
        // The password, too, is renewed each year; that is not what this test is about.
        await school.QueryAsync(db => db.Users.Where(a => a.UserName == teacher.UserName).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordChangedAt, clock.Now)));
        using var again = await school.AsAsync(teacher);
        // The new school year asks for a new password first.
        await (await again.OpenAsync("sign-in-security/password")).SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "Kettle-of-42"));
        await again.SignOwnAsync();
        Assert.Equal(AccessState.Granted, (await school.AccessAsync(teacher.Id)).State);
    }

    [Fact]
    public async Task Job_reminds_on_the_packs_days_and_not_between()
    {
        var clock = new SetClock(new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var teacher = await school.PersonAsync(Role.Teacher);
        foreach (var (day, reminders) in new[] { (0, 0), (2, 0), (3, 1), (4, 1), (7, 2), (14, 3), (28, 4), (60, 4) })
        {
            clock.Now = new DateTimeOffset(2026, 9, 7, 9, 0, 0, TimeSpan.Zero).AddDays(day);
            await school.RunJobAsync<AgreementJob>();
            Assert.Equal((day, reminders), (day, (await school.AssignmentAsync(teacher.Id)).Reminders));
        }
    }
}

/// <summary>A clock that stands where the test puts it.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
