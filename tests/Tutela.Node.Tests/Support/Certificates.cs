using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tutela.Node.Tests.Support;

/// <summary>An authority and a certificate that it signed, as PEM files.</summary>
public sealed class Certificates
{
    public Certificates(string folder, params string[] names)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var root = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        using var signed = request.Create(root, now.AddDays(-1), now.AddDays(29), RandomNumberGenerator.GetBytes(8));
        (Cert, Key, Authority) = (Path.Combine(folder, names[0] + ".pem"), Path.Combine(folder, names[0] + ".key"), Path.Combine(folder, names[0] + ".ca"));
        File.WriteAllText(Cert, signed.ExportCertificatePem() + "\n");
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(Authority, root.ExportCertificatePem() + "\n");
        Thumbprint = signed.Thumbprint;
    }

    public string Cert { get; }
    public string Key { get; }
    public string Authority { get; }
    public string Thumbprint { get; }
}
