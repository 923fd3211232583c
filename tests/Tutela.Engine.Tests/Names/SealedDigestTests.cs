using System.Buffers.Binary;
using Tutela.Engine.Names;

namespace Tutela.Engine.Tests.Names;

public sealed class SealedDigestTests
{
    // The first of the reference vectors: key 00..0F, input 00, 01, ... of growing length.
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(1, "DA87C1D86B99AF44347659119B22FC45")]
    public void Digest_is_SipHash_2_4_128(int length, string expected)
    {
        var digest = new SealedDigest([.. Enumerable.Range(0, 16).Select(i => (byte)i)]).Of([.. Enumerable.Range(0, length).Select(i => (byte)i)]);
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(digest >> 64));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (ulong)digest);
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }

    [Fact]
    public void Another_key_gives_another_digest()
    {
        var name = "listed.example"u8.ToArray();
        Assert.NotEqual(new SealedDigest(new byte[16]).Of(name), new SealedDigest([1, .. new byte[15]]).Of(name));
    }
}
