using System.CommandLine;
using Tutela.Cli.Verbs;

// Results go to stdout, all else to stderr; 0 done, 1 a finding, 2 wrong use or input.
var root = new RootCommand("Tutela: a school's online safety.")
{
    RunVerb.Command(),
    SchoolVerbs.Command(),
    ImportVerbs.Command(),
    AuditVerbs.Command(),
    DatabaseVerbs.Command(),
    ExplainVerb.Command(),
    CoverageVerb.Command(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
return await parsed.InvokeAsync();
