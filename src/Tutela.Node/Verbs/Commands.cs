using System.Reflection;
using Tutela.Engine.Index;
using Tutela.Node.Serving;

namespace Tutela.Node.Verbs;

/// <summary>The verbs, and what an end of one means: 0 done, 1 a finding, 2 wrong use or input.</summary>
internal static class Commands
{
    private const string Usage =
        """
        usage:
          lists compile --out FILE [--list CATEGORY=FILE ...] [--sealed CATEGORY=FILE ...] [--ut1 DIR]
          classify --index FILE
          decide --index FILE --rules FILE --group G [--at TIME]
          node --index FILE --rules FILE --listen IP:PORT ... --upstream IP:PORT|tls://IP:PORT#NAME ... --spool DIR
               [--listen-tls IP:PORT ...] [--listen-https IP:PORT ...] [--cert FILE --key FILE] [--block-page IP:PORT ...]
               [--centre URL --token-file F] [--management NETWORK ...] [--otlp URL] [--upstream-ca FILE] [--cpu N]
               [--cache ENTRIES] [--spool-limit BYTES] [--neighbours FILE]
          squid-helper --index FILE --rules FILE
          version
        """;

    public static string Version { get; } =
        typeof(Commands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["lists", "compile", .. var rest]:
                    return ListsCompile.Run(new Arguments(rest, ["--out", "--list", "--sealed", "--ut1"], []));
                case ["classify", .. var rest]:
                    return Classify.Run(new Arguments(rest, ["--index"], []));
                case ["decide", .. var rest]:
                    return DecideVerb.Run(new Arguments(rest, ["--index", "--rules", "--group", "--at"], []), TimeProvider.System);
                case ["node", .. var rest]:
                    return await FilterNode.RunAsync(NodeOptions.From(new Arguments(rest, NodeOptions.Names, [])), TimeProvider.System);
                case ["squid-helper", .. var rest]:
                    return SquidHelper.Run(new Arguments(rest, ["--index", "--rules"], []), TimeProvider.System);
                case ["version"] or ["--version"]:
                    Console.Out.WriteLine(Version);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexRefusedException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}

/// <summary>Wrong use or wrong input: the message is for whoever typed the command.</summary>
internal sealed class UsageException(string message) : Exception(message);
