using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Cli.Demonstration;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Equipment;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.SignIn;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Tests.Demonstration;

public sealed class DemonstrationTests(DemonstrationHost demonstration, TestHost host)
{
    public static TheoryData<string> Codes => [.. Personas.All.Select(p => p.Code)];

    [Fact]
    public async Task Its_people_are_those_of_a_primary_school_with_two_classes_a_year()
    {
        var (kinds, years, classes, pupils, withParent, childrenOfMost) = await AskAsync(async db => (
            await db.Set<Person>().GroupBy(p => p.Kind).ToDictionaryAsync(g => g.Key, g => g.Count()),
            await db.Set<Person>().Where(p => p.Kind == PersonKind.Pupil).Select(p => p.YearGroup).Distinct().CountAsync(),
            await db.Set<SchoolClass>().CountAsync(),
            await db.Set<ClassMember>().Where(m => m.Role == ClassRole.Pupil).GroupBy(m => m.ClassId).Select(g => g.Count()).ToListAsync(),
            await db.Set<Guardianship>().Select(g => g.PupilId).Distinct().CountAsync(),
            await db.Set<Guardianship>().GroupBy(g => g.ParentId).Select(g => g.Count()).MaxAsync()));
        Assert.Equal(420, kinds[PersonKind.Pupil]);
        Assert.Equal(46, kinds[PersonKind.Staff]); // the administrator who was made with the school, and 45
        Assert.Equal(8, kinds[PersonKind.Governor]);
        Assert.InRange(kinds[PersonKind.Parent], 300, 700);
        Assert.Equal(7, years);
        Assert.Equal(14, classes);
        Assert.All(pupils, count => Assert.Equal(30, count));
        Assert.InRange(withParent, 390, 419);
        Assert.InRange(childrenOfMost, 2, 3);
    }

    [Fact]
    public async Task Two_terms_of_concerns_are_of_every_kind_in_every_status_with_chronologies()
    {
        var concerns = await AskAsync(db => db.Set<Concern>().AsNoTracking().Include(c => c.Kinds).Include(c => c.Entries).Include(c => c.Actions).Include(c => c.People).AsSplitQuery().ToListAsync());
        Assert.InRange(concerns.Count, 32, 45);
        Assert.Equal(Enum.GetValues<ConcernStatus>(), concerns.Select(c => c.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<OnlineRisk>(), concerns.SelectMany(c => c.Risks).Distinct().Order());
        Assert.Equal(Enum.GetValues<ConcernSource>(), concerns.Select(c => c.Source).Distinct().Order());
        Assert.InRange(concerns.Count(c => c.ReadAt is null), 3, 3);
        Assert.True(concerns.Max(c => c.WrittenAt) - concerns.Min(c => c.WrittenAt) > TimeSpan.FromDays(120));
        Assert.Contains(concerns.SelectMany(c => c.People).GroupBy(p => p.PersonId), g => g.Count() >= 3);
        Assert.All(concerns.Where(c => c.Status == ConcernStatus.Closed), c =>
        {
            Assert.Contains(c.Entries, e => e.Kind == EntryKind.Triaged);
            Assert.NotNull(c.Outcome);
            Assert.NotNull(c.RecordReference);
        });
        // History runs forward, and no name was left unfilled.
        Assert.All(concerns, c => Assert.True(c.Entries.All(e => e.At >= c.WrittenAt)));
        Assert.DoesNotContain(concerns, c => c.Account.Contains('{', StringComparison.Ordinal) || c.Entries.Any(e => e.Text.Contains('{', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Most_have_signed_and_attested_some_have_refused_and_classes_differ()
    {
        var (assignments, attested, audience, classes) = await AskAsync(async db => (
            await db.Set<AgreementAssignment>().AsNoTracking().Include(a => a.Refusals).Where(a => a.Document == "pupil-parent").ToListAsync(),
            await db.Set<Attestation>().CountAsync(),
            await db.Set<Person>().CountAsync(p => p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor || p.Kind == PersonKind.Visitor),
            await db.Set<ClassMember>().Where(m => m.Role == ClassRole.Pupil).Select(m => new { m.ClassId, m.PersonId }).ToListAsync()));
        Assert.Equal(420, assignments.Count);
        Assert.InRange(assignments.Count(a => a.Status == AgreementStatus.InForce), 300, 410);
        Assert.InRange(assignments.Count(a => a.Status == AgreementStatus.Refused), 1, 5);
        Assert.All(assignments.Where(a => a.Status == AgreementStatus.Refused), a => Assert.NotEmpty(a.StandingRefusals));
        var inForce = assignments.Where(a => a.Status == AgreementStatus.InForce).Select(a => a.PersonId).ToHashSet();
        var shares = classes.GroupBy(c => c.ClassId).Select(g => g.Count(m => inForce.Contains(m.PersonId))).ToList();
        Assert.True(shares.Max() - shares.Min() >= 5);
        Assert.InRange(attested, audience / 2, audience - 5);
    }

    [Fact]
    public async Task The_network_the_devices_and_the_controls_have_a_past()
    {
        var (days, refusals, alerts, devices, loans, controlDays, drafts) = await AskAsync(async db => (
            await db.Database.SqlQuery<int>($"select count(distinct day)::int as \"Value\" from school.activity_days").SingleAsync(),
            await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from school.activity where refused").SingleAsync(),
            await db.Set<Alert>().AsNoTracking().ToListAsync(),
            await db.Set<Device>().CountAsync(),
            await db.Set<DeviceLoan>().CountAsync(),
            await db.Set<ControlDay>().Select(d => d.Day).Distinct().CountAsync(),
            await db.Set<Draft>().CountAsync(d => d.SentAt == null)));
        Assert.InRange(days, 40, 150);
        Assert.True(refusals > 50);
        Assert.Single(alerts, a => a.Status == AlertStatus.New);
        Assert.Contains(alerts, a => a is { Status: AlertStatus.ConcernRaised, ConcernId: not null });
        Assert.Contains(alerts, a => a.Status == AlertStatus.NotAWorry && a.Reason is not null);
        Assert.InRange(devices, 40, 60);
        Assert.InRange(loans, 20, 60);
        Assert.InRange(controlDays, 20, 60);
        Assert.Equal(1, drafts);
    }

    [Fact]
    public async Task No_address_leads_to_a_real_domain()
    {
        var addresses = await AskAsync(async db =>
            (await db.Set<Person>().Where(p => p.Email != null).Select(p => p.Email!).ToListAsync())
            .Concat(await db.Set<OutboxMail>().Select(m => m.To).ToListAsync())
            .Concat(await db.Users.Where(u => u.Email != null).Select(u => u.Email!).ToListAsync()).ToList());
        Assert.True(addresses.Count > 300);
        Assert.All(addresses, address => Assert.EndsWith(".example", address, StringComparison.Ordinal));
        var names = await AskAsync(db => db.Database.SqlQuery<string>($"select name as \"Value\" from school.activity_names").ToListAsync());
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.EndsWith(".example", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_audit_trail_is_sealed_and_whole()
    {
        var finding = await demonstration.WithAsync(services => services.GetRequiredService<AuditVerifier>().VerifyAsync(CancellationToken.None));
        Assert.Null(finding.Fault);
        Assert.True(finding.Sealed > 2_000);
        Assert.Equal(0, await AskAsync(db => db.Set<AuditEvent>().CountAsync(e => e.At <= demonstration.MadeAt && !db.Set<AuditSeal>().Any(s => s.EventId == e.Id))));
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task A_persona_signs_in_and_finds_something_to_do(string code)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = demonstration.Address };
        using var response = await http.PostAsync("/demo/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("persona", code)]));
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"/s/{DemonstrationSchool.Slug}", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.NotEmpty(Regex.Matches(page, "govuk-task-list__item"));
    }

    [Fact]
    public async Task An_unknown_persona_is_refused()
    {
        using var http = new HttpClient { BaseAddress = demonstration.Address };
        using var response = await http.PostAsync("/demo/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("persona", "caretaker")]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("headteacher", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_demonstration_school_there_is_no_such_door()
    {
        await host.SchoolAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.PostAsync("/demo/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("persona", "dsl")]));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_school_that_is_there_is_left_alone()
    {
        var said = new List<string>();
        Assert.False(await DemonstrationSchool.MakeAsync(demonstration.Database.Address, demonstration.DataFolder, TimeProvider.System, said.Add));
        Assert.Empty(said);
    }

    [Fact]
    public async Task One_that_fails_leaves_nothing()
    {
        await using var database = await TestDatabase.OpenAsync("_failing");
        var folder = Directory.CreateTempSubdirectory("tutela-failing-").FullName;
        try
        {
            await Assert.ThrowsAsync<IOException>(() => DemonstrationSchool.MakeAsync(database.Address, folder, TimeProvider.System,
                line => { if (line.Contains('%', StringComparison.Ordinal)) throw new IOException("as if the disk were full"); }));
            await using var connection = new Npgsql.NpgsqlConnection(database.Address.Maintenance);
            await connection.OpenAsync();
            await using var count = new Npgsql.NpgsqlCommand("select (select count(*) from system.schools) + (select count(*) from school.people) + (select count(*) from system.accounts)", connection);
            Assert.Equal(0L, await count.ExecuteScalarAsync());
            Assert.Empty(Directory.GetFiles(folder, "demonstration*"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<T> AskAsync<T>(Func<TutelaDb, Task<T>> query) => demonstration.WithAsync(services => query(services.GetRequiredService<TutelaDb>()));
}
