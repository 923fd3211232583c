using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Verbs;

internal static class AuditVerbs
{
    public static Command Command()
    {
        var (school, data) = (Session.SchoolOption(required: false), Session.DataOption());
        var verify = new Command("verify", "Walks the audit chain: exit 0 and counts, or 1 and the first broken link") { school, data };
        verify.SetAction((parsed, ct) => Session.RunAsync(parsed.GetValue(data)!, async session =>
        {
            var schools = parsed.GetValue(school) is { } slug ? [await session.SchoolAsync(slug)] : await session.SchoolsAsync();
            var exit = 0;
            foreach (var one in schools)
            {
                var finding = await session.Services.GetRequiredService<SchoolWork>()
                    .RunAsync(one, services => services.GetRequiredService<AuditVerifier>().VerifyAsync(ct), ct);
                if (finding.Fault is { } fault) exit = 1;
                await Console.Out.WriteLineAsync(finding.Fault is null
                    ? $"{one.Slug} sealed={finding.Sealed} pending={finding.Pending} erased={finding.Erased} whole"
                    : $"{one.Slug} sealed={finding.Sealed} broken: {finding.Fault}");
            }
            return exit;
        }, ct));
        return new Command("audit", "The audit trail") { verify };
    }
}
