using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tutela.Node.Serving;

/// <summary>
/// The certificate that DNS over TLS and HTTPS show. Certificates are renewed every few weeks: a changed file is taken up by
/// <see cref="Refresh"/>, and one that cannot be read leaves the one in use. Safe from any thread.
/// </summary>
internal sealed class ServerCertificate
{
    private readonly string _certFile, _keyFile;
    private readonly Log _log;
    private SslStreamCertificateContext _context;
    private (DateTime Cert, DateTime Key) _seen;

    /// <exception cref="InvalidDataException">the files are no certificate and its key</exception>
    public ServerCertificate(string certFile, string keyFile, Log log)
    {
        (_certFile, _keyFile, _log) = (certFile, keyFile, log);
        _seen = Written();
        try
        {
            _context = Read();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"{certFile}, {keyFile}: {e.Message}", e);
        }
    }

    /// <summary>How a handshake is answered.</summary>
    public SslServerAuthenticationOptions Options(params SslApplicationProtocol[] protocols) => new()
    {
        ServerCertificateContext = Volatile.Read(ref _context),
        ApplicationProtocols = [.. protocols],
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = false,
    };

    /// <summary>Takes up changed files.</summary>
    public void Refresh()
    {
        var written = Written();
        if (written == _seen) return;
        _seen = written;
        try
        {
            Volatile.Write(ref _context, Read());
            _log.Say($"{_certFile}: the new certificate is in use");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            _log.Say($"{_certFile}: refused: {e.Message}; the certificate in use stays");
        }
    }

    private SslStreamCertificateContext Read()
    {
        var certificate = X509Certificate2.CreateFromPemFile(_certFile, _keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certFile);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private (DateTime, DateTime) Written() => (File.GetLastWriteTimeUtc(_certFile), File.GetLastWriteTimeUtc(_keyFile));
}
