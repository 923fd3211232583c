using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tutela.Endurance;

/// <summary>The folder of a run and what stands in it, and the programs that are run.</summary>
internal sealed class Work(string home, string folder)
{
    private const int Variants = 3, Filler = 300_000;

    private readonly HashSet<int> _ports = [];

    public string Folder { get; } = folder;
    public string Cli { get; } = Path.Combine(home, "artifacts/bin/Tutela.Cli/release/Tutela.Cli.dll");
    public string Node { get; } = Path.Combine(home, "artifacts/bin/Tutela.Node/release/Tutela.Node.dll");
    public string Index => Path.Combine(Folder, "school.index");
    public string Rules => Path.Combine(Folder, "rules.json");
    public string Token => Path.Combine(Folder, "token");
    public string Cert => Path.Combine(Folder, "cert.pem");
    public string Key => Path.Combine(Folder, "key.pem");

    /// <summary>A port below those that the system gives out by itself: what is stopped and started again must find it free.</summary>
    public IPEndPoint FreePort()
    {
        while (true)
        {
            var point = new IPEndPoint(IPAddress.Loopback, RandomNumberGenerator.GetInt32(20_000, 32_000));
            if (!_ports.Add(point.Port)) continue;
            try
            {
                using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                tcp.Bind(point);
                udp.Bind(point);
                return point;
            }
            catch (SocketException)
            {
            }
        }
    }

    /// <summary>Makes a certificate for the node; returns its thumbprint.</summary>
    public string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
        File.WriteAllText(Cert, certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        return certificate.Thumbprint;
    }

    /// <summary>
    /// Indexes that agree on every name that is asked but one, which the first and the third list, and differ in what fills them.
    /// </summary>
    public async Task<IReadOnlyList<byte[]>> CompileAsync(CancellationToken stop)
    {
        var lists = new List<string>();
        var own = Names.Lists().ToDictionary(l => l.Category, l => l.Lines);
        foreach (var (category, lines) in own) lists.Add($"{category}={Write($"{category}.txt", lines)}");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(home, "packs", "lists"), "*.txt"))
            // One list of games only: in it an exception takes a name out, and another list would keep it.
            if (Path.GetFileNameWithoutExtension(file) is not "games" and var category) lists.Add($"{category}={file}");
        var indexes = new List<byte[]>();
        for (var variant = 0; variant < Variants; variant++)
        {
            var (v, isListed) = (variant, variant % 2 == 0);
            var filler = Write("filler.txt", Enumerable.Range(0, Filler).Select(i => string.Create(CultureInfo.InvariantCulture, $"f{i}.v{v}.filler.example")));
            var swapped = Write("swapped.txt", [isListed ? Names.Swapped : "nobody.asks.example"]);
            var path = Path.Combine(Folder, "compiled.index");
            await Child.OutputOfAsync("dotnet", [Node, "lists", "compile", "--out", path, "--list", $"gambling={filler}", "--list", $"adult={swapped}", .. lists.SelectMany(l => (string[])["--list", l])], stop);
            indexes.Add(await File.ReadAllBytesAsync(path, stop));
        }
        return indexes;
    }

    /// <summary>A new file beside the old one, then renamed, as whoever brings lists must do.</summary>
    public static void Replace(string path, byte[] content)
    {
        File.WriteAllBytes(path + ".fresh", content);
        File.Move(path + ".fresh", path, overwrite: true);
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
