using System.Globalization;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Node.Verbs;

/// <summary><c>decide</c>: a name a line in, what a group is answered and why out.</summary>
internal static class DecideVerb
{
    public static int Run(Arguments arguments, TimeProvider clock)
    {
        using var index = DomainIndex.Open(arguments.Required("--index"));
        var rules = ReadRules(arguments.Required("--rules"));
        var wanted = arguments.Required("--group");
        var group = rules.Find(wanted) ?? throw new UsageException($"--group {wanted}: the rules have {string.Join(", ", rules.Groups.Select(g => g.Name))}");
        var at = arguments.Optional("--at") is not { } text ? (DateTimeOffset?)null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw new UsageException($"--at {text}: a time such as 2026-11-23T09:00:00Z");
        var snapshot = new Snapshot(index, rules);
        foreach (var category in snapshot.UnknownCategories) Console.Error.WriteLine($"the index has no category '{category}'");
        Lines.Pipe((line, output) =>
        {
            output.Write(line);
            Span<byte> name = stackalloc byte[DomainName.MaxLength];
            // What is no name cannot be asked for, so there is nothing to refuse.
            if (!DomainName.TryCanonical(line, name, out var length))
            {
                output.Write("\tallow"u8);
                return;
            }
            var decision = snapshot.Decide(new Query { Name = name[..length], Time = at ?? clock.GetUtcNow() }, group);
            output.Write(decision.Allowed ? "\tallow"u8 : "\tblock\t"u8);
            if (!decision.Allowed) output.Write(decision.Describe(name[..length]));
        });
        return 0;
    }

    /// <summary>Reads a rules file, or says with path and reason why it is refused.</summary>
    public static RuleSet ReadRules(string file) => RuleSet.TryRead(File.ReadAllBytes(file), out var rules, out var faults)
        ? rules
        : throw new UsageException(string.Join('\n', faults.Select(f => $"{file}: {f}")));
}
