using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Verbs;

internal static class ImportVerbs
{
    public static Command Command() => new("import", "Brings people and classes in from a school's own system")
    {
        Verb("oneroster", "OneRoster 1.1 or 1.2 CSV: a folder or a zip", RosterFamily.OneRoster),
        Verb("sds", "Microsoft School Data Sync CSV, version 2.1 or UK format: a folder or a zip", RosterFamily.Sds),
    };

    private static Command Verb(string name, string description, RosterFamily family)
    {
        var (path, school, data) = (new Argument<string>("path"), Session.SchoolOption(), Session.DataOption());
        var org = new Option<string?>("--org") { Description = "One of the schools in the files, by its id; without it all of them are sites of the school" };
        var contacts = new Option<string?>("--contacts") { Description = "A CSV file of parents and carers: pupil id, parent given name, family name, email, relationship, parental responsibility" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would change and writes nothing" };
        var accept = new Option<bool>("--accept-rejections") { Description = "Goes on without the rows that can't be used" };
        var grades = new Option<Grades>("--grades") { Description = "Us: KG is Reception and grade 1 is Year 2; English: 1 is Year 1", DefaultValueFactory = _ => Grades.Us };
        var verb = new Command(name, description) { path, school, org, contacts, dryRun, accept, grades, data };
        verb.SetAction((parsed, ct) => Session.RunAsync(parsed.GetValue(data)!, async session =>
        {
            var into = await session.SchoolAsync(parsed.GetValue(school)!);
            try
            {
                var options = new RosterOptions
                {
                    Family = family,
                    Org = parsed.GetValue(org),
                    GradesAreUs = parsed.GetValue(grades) == Grades.Us,
                    Contacts = parsed.GetValue(contacts) is { } file ? RosterFile.FromDisk(file) : null,
                };
                using var source = RosterSource.Open(parsed.GetValue(path)!);
                var roster = RosterReader.Read(source, options, cancel: ct);
                return await ImportAsync(session, into, roster, source.Name, parsed.GetValue(dryRun), parsed.GetValue(accept), ct);
            }
            catch (RosterRefused refused)
            {
                await Console.Error.WriteLineAsync(refused.Message);
                return 2;
            }
        }, ct));
        return verb;
    }

    private static async Task<int> ImportAsync(Session session, School school, Roster roster, string source, bool dryRun, bool accept, CancellationToken ct)
    {
        var (plan, wrote) = await session.Services.GetRequiredService<SchoolWork>().RunAsync(school, async services =>
        {
            var importer = services.GetRequiredService<RosterImporter>();
            var plan = await importer.PlanAsync(roster, ct);
            var write = !dryRun && (plan.Rejections.Count == 0 || accept);
            if (write) await importer.ApplyAsync(plan, source, ct: ct);
            return (plan, write);
        }, ct);
        if (wrote) await session.SealAsync(ct);
        foreach (var warning in plan.Warnings) await Console.Error.WriteLineAsync($"{Place(warning.File, warning.Line)}: warning: {warning.Reason}");
        foreach (var rejection in plan.Rejections) await Console.Error.WriteLineAsync($"{Place(rejection.File, rejection.Line)}: {rejection.Reason}");
        foreach (var count in plan.Counts()) await Console.Out.WriteLineAsync(count.ToString());
        if (dryRun) await Console.Error.WriteLineAsync("Nothing was written: --dry-run.");
        else if (!wrote) await Console.Error.WriteLineAsync("Nothing was written. Mend the rows above, or give --accept-rejections to go on without them.");
        return plan.Rejections.Count > 0 && !accept ? 2 : 0;
    }

    private static string Place(string file, int? line) => line is { } number ? $"{file}:{number}" : file;

    private enum Grades { Us, English }
}
