using System.Security.Cryptography;
using System.Text;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.PictureCards;

/// <summary>How a young pupil signs in: the card in their hand holds 128 random bits, and they tap three pictures that they know. The id is the
/// pupil's: one card each, and a new one ends the old. Neither the secret nor the pictures are kept, only what they hash to.</summary>
public sealed class PictureCard : SchoolRow
{
    public const int Taps = 3;
    public const int SecretLength = 32;

    public byte[] CardHash { get; set; } = [];
    public string PicturesHash { get; set; } = "";
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>What can be tapped: things that a child of four can name, unlike each other in shape and colour. Names are those of Assets/pictures.json.</summary>
    public static readonly IReadOnlyList<string> Choices = ["apple", "ball", "bus", "cat", "fish", "fox", "moon", "owl", "rainbow", "rocket", "sun", "tree"];

    public static string MakeSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength / 2));

    /// <summary>Three different pictures, in an order that matters: one of 1,320.</summary>
    public static IReadOnlyList<string> MakePictures()
    {
        var all = Choices.ToArray();
        RandomNumberGenerator.Shuffle(all.AsSpan());
        return all[..Taps];
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    public static string Joined(IEnumerable<string> pictures) => string.Join('-', pictures);

    public static string Title(string picture) => char.ToUpperInvariant(picture[0]) + picture[1..];
}
