using System.Globalization;
using System.Net;

namespace Tutela.Node.Verbs;

/// <summary>Options of one verb: <c>--name value</c> or <c>--name=value</c>; a name that the verb does not know is wrong use.</summary>
internal sealed class Arguments
{
    private readonly List<(string Name, string Value)> _values = [];
    private readonly HashSet<string> _flags = [];

    public Arguments(ReadOnlySpan<string> args, IReadOnlyCollection<string> options, IReadOnlyCollection<string> flags)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            string? value = null;
            if (name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf('=') is > 0 and var equals) (name, value) = (name[..equals], name[(equals + 1)..]);
            if (flags.Contains(name) && value is null) _flags.Add(name);
            else if (!options.Contains(name)) throw new UsageException($"unknown argument: {args[i]}");
            else if (value is null && i + 1 >= args.Length) throw new UsageException($"{name} needs a value");
            else _values.Add((name, value ?? args[++i]));
        }
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public IReadOnlyList<string> All(string name) => [.. _values.Where(v => v.Name == name).Select(v => v.Value)];

    public string? Optional(string name) => All(name) switch
    {
        [] => null,
        [var one] => one,
        _ => throw new UsageException($"{name} stands more than once"),
    };

    public string Required(string name) => Optional(name) ?? throw new UsageException($"{name} is needed");

    public long Number(string name, long otherwise, long least, long most) => Optional(name) is not { } text ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new UsageException($"{name}: a number from {least} to {most}");

    /// <summary>A file that is there, or null.</summary>
    public string? File(string name) => Optional(name) is not { } path ? null
        : System.IO.File.Exists(path) ? path
        : throw new UsageException($"{name} {path}: no such file");

    /// <summary>An http or https address, or null.</summary>
    public Uri? Address(string name) => Optional(name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address
        : throw new UsageException($"{name} {text}: an http or https address");

    public IReadOnlyList<IPEndPoint> EndPoints(string name, int defaultPort) => [.. All(name).Select(text => EndPoint(name, text, defaultPort))];

    private static IPEndPoint EndPoint(string name, string text, int defaultPort)
    {
        if (!IPEndPoint.TryParse(text, out var point)) throw new UsageException($"{name} {text}: an address and port such as 127.0.0.1:53 or [::1]:53");
        if (point.Port == 0 && !text.EndsWith(":0", StringComparison.Ordinal)) point.Port = defaultPort;
        return point;
    }
}
