using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Cli.Running;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Verbs;

/// <summary>Says why a name is let through or refused for a group of a school, as its node decides now.</summary>
internal static class ExplainVerb
{
    public static Command Command()
    {
        var name = new Argument<string>("NAME");
        var group = new Option<string>("--group") { Required = true, Description = "The group's name in the rules, such as pupils" };
        var index = new Option<string?>("--index") { Description = "An index file (the one of this machine's node)" };
        var (school, data) = (Session.SchoolOption(), Session.DataOption());
        var explain = new Command("explain", "Why a name is allowed or blocked for a group") { name, group, school, index, data };
        explain.SetAction((parsed, ct) => Session.RunAsync(parsed.GetValue(data)!, async session =>
        {
            var of = await session.SchoolAsync(parsed.GetValue(school)!);
            var document = await session.Services.GetRequiredService<SchoolWork>().RunAsync(of, services => services.GetRequiredService<NodeDesk>().RulesAsync(ct), ct);
            if (!RuleSet.TryRead(document, out var rules, out var faults)) throw new Refused(string.Join('\n', faults));
            var path = parsed.GetValue(index);
            if (path is null)
            {
                var files = new NodeFiles(Path.GetFullPath(parsed.GetValue(data)!));
                files.CompileIndex();
                path = files.Index;
            }
            using var opened = Open(path);
            await Console.Out.WriteLineAsync(Explain(parsed.GetValue(name)!, parsed.GetValue(group)!, opened, rules, session.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
            return 0;
        }, ct));
        return explain;
    }

    /// <summary>The decision as <c>decide</c> prints it, then a sentence.</summary>
    public static string Explain(string typed, string groupName, DomainIndex index, RuleSet rules, DateTimeOffset now)
    {
        var group = rules.Find(groupName) ?? throw new Refused($"There is no group {groupName}. The school has {string.Join(", ", rules.Groups.Select(g => g.Name))}.");
        var name = DomainName.Canonical(typed) is { Length: > 0 } canonical ? canonical : throw new Refused($"{typed} is not a name such as bbc.co.uk.");
        var bytes = Encoding.ASCII.GetBytes(name);
        var decision = new Snapshot(index, rules).Decide(new Query { Name = bytes, Time = now }, group);
        var rule = decision.Rule(bytes);
        var why = decision.Reason switch
        {
            DecisionReason.Sealed => $"it is on a list of illegal content ({decision.Category}). Nothing lifts that.",
            DecisionReason.AllowException => $"the group has an exception that lets {rule} through{Because(group.Allow, rule)}.",
            DecisionReason.DenyException => $"the group has an exception that refuses {rule}{Because(group.Deny, rule)}.",
            DecisionReason.Category => $"the list {decision.List} has {rule} in the category {decision.Category}, which the group refuses.",
            DecisionReason.NoAccess => "the group has no internet access.",
            DecisionReason.Hours => "the group has no internet at this time.",
            DecisionReason.Everything => "the group refuses everything that it does not let through by name.",
            _ => "no list that the group refuses has it.",
        };
        return $"{typed}\t{(decision.Allowed ? "allow" : $"block\t{decision.Describe(bytes)}")}\n{name} is {(decision.Allowed ? "let through" : "refused")} for {group.Name}: {why}\nRules {rules.Version}, lists {index.Version}.";
    }

    private static string Because(IEnumerable<NameException> exceptions, string? rule) => exceptions.FirstOrDefault(e => e.Name == rule)?.Reason is { } reason ? $" ({reason})" : "";

    private static DomainIndex Open(string path)
    {
        try
        {
            return DomainIndex.Open(path);
        }
        catch (Exception e) when (e is IOException or IndexRefusedException or InvalidDataException)
        {
            throw new Refused(e.Message);
        }
    }
}
