using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People;

/// <summary>One person who works at several places.</summary>
public sealed class WorkplaceTests(TestHost host)
{
    [Fact, Shows("HAM-1.5")]
    public async Task Agreement_holds_at_every_workplace_of_the_record()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var office = await school.AsAsync(Role.Administrator);
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = await office.OpenAsync($"people/{teacher.Person.Id}/workplaces");
        page.ShouldSay("This school only");
        await page.SubmitAsync(("Input.Name", "Hill <b>First</b> School"), ("Input.Kind", "Permanent"));
        (await (await office.OpenAsync($"people/{teacher.Person.Id}/workplaces")).PressAsync("Add", ("Input.Name", "Vale Music Centre"), ("Input.Kind", "Peripatetic"))).ShouldSay("Agreements hold there too");
        (await office.OpenAsync($"people/{teacher.Person.Id}")).ShouldSay("Hill <b>First</b> School, Vale Music Centre");
        await school.WithAsync(services => services.GetRequiredService<AgreementAsking>().AskAllAsync());
        var id = await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == teacher.Person.Id && a.Document == "staff").Select(a => a.Id).SingleAsync());
        var sign = await teacher.OpenAsync($"agreements/{id}");
        sign.ShouldSay("It holds at each of your workplaces: Hill <b>First</b> School, Vale Music Centre.");
        (await sign.SubmitAsync(("Input.HasRead", "true"), ("Input.TypedName", teacher.Person.Name))).ShouldSay("You have signed");
        // What was signed keeps the places, and one that comes later is covered too.
        await (await office.OpenAsync($"people/{teacher.Person.Id}/workplaces")).PressAsync("Add", ("Input.Name", "Brook School"), ("Input.Kind", "Temporary"));
        (await teacher.OpenAsync($"agreements/{id}")).ShouldSay("It holds at each of your workplaces: Hill <b>First</b> School, Vale Music Centre.").ShouldSay("It holds today at each workplace: Hill <b>First</b> School, Brook School, Vale Music Centre.");
        // Elsewhere nothing is promised of other places.
        using var other = await school.AsAsync(Role.Teacher);
        await school.WithAsync(services => services.GetRequiredService<AgreementAsking>().AskAllAsync());
        var theirs = await school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == other.Person.Id && a.Document == "staff").Select(a => a.Id).SingleAsync());
        (await other.OpenAsync($"agreements/{theirs}")).ShouldNotSay("workplaces:");
    }

    [Fact, Shows("HAM-1.5")]
    public async Task Wrong_workplace_is_said_beside_the_field_and_one_that_ended_is_no_longer_named()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var office = await school.AsAsync(Role.Administrator);
        var (teacher, parent) = (await school.PersonAsync(Role.Teacher), await school.PersonAsync(Role.Parent));
        (await office.OpenAsync($"people/{parent.Id}/workplaces")).ShouldBe(HttpStatusCode.NotFound);
        var page = await office.OpenAsync($"people/{teacher.Id}/workplaces");
        (await page.SubmitAsync(("Input.Kind", "Permanent"))).ShouldShowError("Input.Name", "Enter the name of the workplace");
        (await page.SubmitAsync(("Input.Name", "Hill School"))).ShouldShowError("Input.Kind", "Choose how the person works there");
        (await page.SubmitAsync(("Input.Name", new string('a', 121)), ("Input.Kind", "Permanent"))).ShouldShowError("Input.Name", "at most 120");
        (await page.SubmitAsync(("Input.Name", "Hill School"), ("Input.Kind", "Permanent"), ("Input.Until", "2020-01-02"))).ShouldShowError("Input.Until", "can't be before the first");
        await page.SubmitAsync(("Input.Name", "Hill School"), ("Input.Kind", "Permanent"));
        var again = await (await office.OpenAsync($"people/{teacher.Id}/workplaces")).PressAsync("Add", ("Input.Name", "hill school"), ("Input.Kind", "Temporary"));
        again.ShouldShowError("Input.Name", "is in the record already");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Workplace>().CountAsync()));
        (await (await office.OpenAsync($"people/{teacher.Id}/workplaces")).PressAsync("End Hill School")).ShouldSay("Hill School is ended");
        (await office.OpenAsync($"people/{teacher.Id}")).ShouldSay("This school").ShouldNotSay("Hill School");
    }
}
