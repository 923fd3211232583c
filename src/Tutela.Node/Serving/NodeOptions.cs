using System.Net;
using Tutela.Engine.Policy;
using Tutela.Node.Upstream;
using Tutela.Node.Verbs;

namespace Tutela.Node.Serving;

/// <summary>What the verb <c>node</c> was asked to do.</summary>
internal sealed record NodeOptions
{
    public static readonly string[] Names =
    [
        "--index", "--rules", "--listen", "--listen-tls", "--listen-https", "--cert", "--key", "--block-page", "--upstream", "--upstream-ca", "--spool", "--spool-limit",
        "--centre", "--token-file", "--cache", "--neighbours", "--management", "--otlp", "--cpu",
    ];

    public required string Index { get; init; }
    public required string Rules { get; init; }
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }
    public required IReadOnlyList<IPEndPoint> ListenTls { get; init; }
    public required IReadOnlyList<IPEndPoint> ListenHttps { get; init; }
    public string? Cert { get; init; }
    public string? Key { get; init; }
    public required IReadOnlyList<IPEndPoint> BlockPage { get; init; }
    public required IReadOnlyList<UpstreamAddress> Upstream { get; init; }
    public string? UpstreamCa { get; init; }
    public string? Spool { get; init; }
    public required long SpoolLimit { get; init; }
    public Uri? Centre { get; init; }
    public string? TokenFile { get; init; }
    public required int Cache { get; init; }
    public required string Neighbours { get; init; }

    /// <summary>Who may ask for the version; without the option, the machine itself.</summary>
    public required IReadOnlyList<Network> Management { get; init; }

    /// <summary>Where metrics go, or null.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The processor that UDP is answered on, or null for any.</summary>
    public int? Cpu { get; init; }

    /// <exception cref="UsageException">what is wrong</exception>
    public static NodeOptions From(Arguments arguments)
    {
        var options = new NodeOptions
        {
            Index = arguments.Required("--index"),
            Rules = arguments.Required("--rules"),
            Listen = arguments.EndPoints("--listen", 53),
            ListenTls = arguments.EndPoints("--listen-tls", 853),
            ListenHttps = arguments.EndPoints("--listen-https", 443),
            Cert = arguments.File("--cert"),
            Key = arguments.File("--key"),
            BlockPage = arguments.EndPoints("--block-page", 80),
            Upstream = [.. arguments.All("--upstream").Select(text => UpstreamAddress.Parse(text) ?? throw new UsageException($"--upstream {text}: 192.0.2.53:53, [2001:db8::53]:53 or tls://192.0.2.53:853#dns.example"))],
            UpstreamCa = arguments.File("--upstream-ca"),
            Spool = arguments.Optional("--spool"),
            SpoolLimit = arguments.Number("--spool-limit", 1L << 30, 0, long.MaxValue),
            Centre = arguments.Address("--centre"),
            TokenFile = arguments.File("--token-file"),
            Cache = (int)arguments.Number("--cache", 50_000, 0, 10_000_000),
            Neighbours = arguments.Optional("--neighbours") ?? "/proc/net/arp",
            Management = [.. (arguments.All("--management") is { Count: > 0 } given ? given : ["127.0.0.0/8", "::1"]).Select(NetworkIn)],
            Otlp = arguments.Address("--otlp"),
            Cpu = arguments.Optional("--cpu") is null ? null : (int)arguments.Number("--cpu", 0, 0, 1023),
        };
        if (options.Listen.Count == 0) throw new UsageException("--listen is needed");
        if (options.Upstream.Count == 0) throw new UsageException("--upstream is needed");
        if (options.Centre is not null && options.TokenFile is null) throw new UsageException("--centre needs --token-file");
        if (options.Centre is not null && options.Spool is null) throw new UsageException("--centre needs --spool");
        if (options.ListenTls.Count + options.ListenHttps.Count > 0 && (options.Cert is null || options.Key is null)) throw new UsageException("--listen-tls and --listen-https need --cert and --key");
        return options;
    }

    private static Network NetworkIn(string text) => Network.TryParse(text, out var network) ? network : throw new UsageException($"--management {text}: a network such as 10.9.0.0/24, or an address");
}
