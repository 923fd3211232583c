using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Tutela.Node.Upstream;

/// <summary>
/// A resolver over TLS (RFC 7858): one connection, kept while it lasts, with many questions on it at once, told apart by their ids. Its
/// certificate must be good for the configured name. Safe from any thread.
/// </summary>
internal sealed class TlsUpstream(UpstreamAddress server, X509Certificate2Collection? trusted)
{
    private readonly SemaphoreSlim _opening = new(1);
    private Link? _link;

    /// <summary>Asks once; on a connection that the server had closed meanwhile, once more on a new one.</summary>
    public async Task<byte[]> AskAsync(byte[] query, int questionLength, CancellationToken cancel)
    {
        for (var again = true; ; again = false)
        {
            var (link, isNew) = await LinkAsync(cancel);
            try
            {
                var reply = await link.AskAsync(query, cancel);
                return UpstreamMessage.Answers(reply, query, questionLength) ? reply : throw new IOException("the reply is to another question");
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException && again && !isNew)
            {
                // Closed for idleness, most likely.
            }
        }
    }

    private async Task<(Link Link, bool IsNew)> LinkAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _link) is { Broken: false } open) return (open, false);
        await _opening.WaitAsync(cancel);
        try
        {
            if (_link is { Broken: false } opened) return (opened, false);
            var socket = new Socket(server.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(server.EndPoint, cancel);
                var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
                await tls.AuthenticateAsClientAsync(Options(), cancel);
                var link = new Link(tls);
                Volatile.Write(ref _link, link);
                return (link, true);
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (e is AuthenticationException) throw new IOException($"{server}: {e.Message}", e);
                throw;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = server.Name,
        ApplicationProtocols = [new SslApplicationProtocol("dot")],
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = trusted is null ? null : Trusting(trusted),
    };

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private sealed class Link
    {
        private readonly SslStream _stream;
        private readonly SemaphoreSlim _writing = new(1);
        private readonly ConcurrentDictionary<ushort, TaskCompletionSource<byte[]>> _waiting = new();

        public Link(SslStream stream)
        {
            _stream = stream;
            _ = ReadAsync();
        }

        public volatile bool Broken;

        public async Task<byte[]> AskAsync(byte[] query, CancellationToken cancel)
        {
            var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            var id = BinaryPrimitives.ReadUInt16BigEndian(query);
            while (!_waiting.TryAdd(id, answer)) BinaryPrimitives.WriteUInt16BigEndian(query, ++id);
            try
            {
                var framed = new byte[query.Length + 2];
                BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
                query.CopyTo(framed, 2);
                await _writing.WaitAsync(cancel);
                try
                {
                    // A write that is broken off would leave half a frame on the line, so it is not.
                    await _stream.WriteAsync(framed, CancellationToken.None);
                }
                finally
                {
                    _writing.Release();
                }
                if (Broken) throw new IOException("the connection was closed");
                return await answer.Task.WaitAsync(cancel);
            }
            finally
            {
                _waiting.TryRemove(id, out _);
            }
        }

        private async Task ReadAsync()
        {
            var head = new byte[2];
            try
            {
                while (true)
                {
                    await _stream.ReadExactlyAsync(head);
                    var reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(head)];
                    await _stream.ReadExactlyAsync(reply);
                    if (reply.Length >= 2 && _waiting.TryGetValue(BinaryPrimitives.ReadUInt16BigEndian(reply), out var waiting)) waiting.TrySetResult(reply);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                Broken = true;
                await _stream.DisposeAsync();
                foreach (var waiting in _waiting.Values) waiting.TrySetException(new IOException("the connection was closed"));
            }
        }
    }
}
