using System.Net;
using Tutela.Node.Verbs;

namespace Tutela.Node.Serving;

/// <summary>What the verb <c>node</c> was asked to do.</summary>
internal sealed record NodeOptions(
    string Index, string Rules, IReadOnlyList<IPEndPoint> Listen, IReadOnlyList<IPEndPoint> Upstream, string? Spool, long SpoolLimit, Uri? Centre, string? TokenFile, int Cache, string Neighbours)
{
    public static readonly string[] Names =
        ["--index", "--rules", "--listen", "--upstream", "--spool", "--spool-limit", "--centre", "--token-file", "--cache", "--neighbours"];

    public static NodeOptions From(Arguments arguments)
    {
        var listen = arguments.EndPoints("--listen", 53);
        var upstream = arguments.EndPoints("--upstream", 53);
        if (listen.Count == 0) throw new UsageException("--listen is needed");
        if (upstream.Count == 0) throw new UsageException("--upstream is needed");
        Uri? centre = null;
        if (arguments.Optional("--centre") is { } text && (!Uri.TryCreate(text, UriKind.Absolute, out centre) || centre.Scheme is not ("http" or "https")))
            throw new UsageException($"--centre {text}: an http or https address");
        var token = arguments.Optional("--token-file");
        if (centre is not null && token is null) throw new UsageException("--centre needs --token-file");
        if (centre is not null && !File.Exists(token)) throw new UsageException($"--token-file {token}: no such file");
        var spool = arguments.Optional("--spool");
        if (centre is not null && spool is null) throw new UsageException("--centre needs --spool");
        return new NodeOptions(arguments.Required("--index"), arguments.Required("--rules"), listen, upstream, spool,
            arguments.Number("--spool-limit", 1L << 30, 0, long.MaxValue), centre, token, (int)arguments.Number("--cache", 50_000, 0, 10_000_000),
            arguments.Optional("--neighbours") ?? "/proc/net/arp");
    }
}
