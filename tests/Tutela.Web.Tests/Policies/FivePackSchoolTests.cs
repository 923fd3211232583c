using System.Net;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Policies.Packs;

namespace Tutela.Web.Tests.Policies;

/// <summary>A school lives under each of the five packs: its pages stand, its jobs run, and the rules of the scenario are those that people meet.</summary>
public sealed class FivePackSchoolTests(TestHost host)
{
    public static TheoryData<string> Packs => [.. Shipped.Catalogue.Packs.Select(pack => pack.Name)];

    [Theory, MemberData(nameof(Packs))]
    public async Task Policy_and_documents_are_read_and_the_jobs_run(string name)
    {
        var pack = Shipped.Catalogue.Get(name);
        var school = await host.SchoolAsync(name);
        await school.PersonAsync(Role.DesignatedSafeguardingLead);
        await school.PersonAsync(Role.Governor);
        await school.PersonAsync(Role.Pupil);
        await school.PersonAsync(Role.Parent);
        await school.PersonAsync(Role.Visitor);
        await school.RunJobAsync<AgreementJob>();
        await school.RunJobAsync<ControlRun>();
        using var head = await school.AsAsync(Role.Headteacher);

        var policy = (await head.OpenAsync("policy")).ShouldBe(HttpStatusCode.OK);
        foreach (var place in pack.Clauses.Where(place => place.Document is null))
        {
            Assert.NotNull(policy.Document.GetElementById(place.Id.Value));
        }

        foreach (var agreement in pack.Agreements)
        {
            (await head.OpenAsync($"policy/documents/{agreement.Id}")).ShouldBe(HttpStatusCode.OK).ShouldSay(agreement.Title);
        }

        foreach (var page in (string[])["", "concerns/report", "concerns", "people/roles", "agreements/coverage", "people/passwords"])
        {
            (await head.OpenAsync(page)).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory, MemberData(nameof(Packs))]
    public async Task A_teacher_signs_what_the_pack_asks_of_staff(string name)
    {
        var pack = Shipped.Catalogue.Get(name);
        var school = await host.SchoolAsync(name);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.RunJobAsync<AgreementJob>();

        var due = pack.Settings.Agreements.Documents.Single(document => document.MustSign && document.Audiences.Contains(Audience.Staff));
        (await teacher.OpenAsync("agreements")).ShouldBe(HttpStatusCode.OK).ShouldSay(pack.Agreement(due.Id)!.Title);
    }

    [Theory, MemberData(nameof(Packs))]
    public async Task A_teacher_who_chooses_a_password_meets_the_rule_of_the_pack(string name)
    {
        var refused = FivePackScenarioTests.Outcome("a teacher chooses the password meadow77", name);
        Assert.StartsWith("refused: ", refused, StringComparison.Ordinal);
        var school = await host.SchoolAsync(name);
        using var teacher = await school.AsAsync(Role.Teacher);

        var page = await (await teacher.OpenAsync("sign-in-security/password")).SubmitAsync(("Input.Current", TestSchool.Password), ("Input.New", "meadow77"));

        foreach (var part in refused["refused: ".Length..].Split("; "))
        {
            page.ShouldSay(part);
        }
    }
}
