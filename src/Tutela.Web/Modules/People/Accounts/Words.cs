using System.Security.Cryptography;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.People.Accounts;

/// <summary>Words that a young child can read and type.</summary>
internal static class Words
{
    public static readonly string[] Describing =
    [
        "amber", "big", "blue", "bold", "brave", "bright", "brown", "busy", "calm", "clever", "cool", "cosy", "daring", "eager", "early", "easy",
        "fair", "fancy", "fast", "fine", "fluffy", "fresh", "funny", "gentle", "glad", "gold", "good", "grand", "green", "happy", "jolly", "keen",
        "kind", "lemon", "light", "lilac", "little", "lively", "lucky", "magic", "merry", "mighty", "misty", "neat", "new", "nice", "orange", "pink",
        "polite", "proud", "purple", "quick", "quiet", "red", "royal", "silver", "smart", "snowy", "soft", "spotty", "starry", "stripy", "sunny", "super",
        "swift", "tall", "tidy", "tiny", "warm", "wavy", "white", "wild", "wise", "witty", "yellow", "young",
    ];

    public static readonly string[] Things =
    [
        "acorn", "anchor", "apple", "badger", "ball", "banana", "bear", "bee", "bell", "bird", "boat", "book", "bridge", "bus", "button", "cake",
        "camel", "carrot", "castle", "cherry", "cloud", "comet", "crab", "deer", "desk", "dolphin", "dragon", "drum", "duck", "eagle", "feather", "fern",
        "fish", "flag", "flower", "forest", "fox", "frog", "garden", "giraffe", "goat", "hat", "hedgehog", "hill", "island", "kettle", "kite", "koala",
        "ladder", "lake", "lamp", "leaf", "lion", "llama", "map", "marble", "melon", "moon", "mouse", "oak", "ocean", "otter", "owl", "panda",
        "parrot", "pear", "pebble", "pencil", "penguin", "piano", "planet", "plum", "pond", "rabbit", "rainbow", "river", "robin", "rocket", "seal", "shell",
        "ship", "snail", "spoon", "star", "stone", "sun", "swan", "table", "tiger", "tower", "train", "tree", "trumpet", "turtle", "violin", "whale",
    ];

    public static string Pick(string[] words) => words[RandomNumberGenerator.GetInt32(words.Length)];
}

/// <summary>User names that say nothing of the child: two words and a number.</summary>
internal static class PupilUserName
{
    public static string Make() => $"{Words.Pick(Words.Describing)}{Words.Pick(Words.Things)}{RandomNumberGenerator.GetInt32(10, 1000)}";
}

internal static class ReadablePassword
{
    // Nought and one look like letters.
    private const string Digits = "23456789";

    public static string Make(PasswordRule rule)
    {
        while (true)
        {
            var rich = rule.Number || rule.Symbol || rule.MixedCase || rule.MinLength > 6;
            var word = Words.Pick(Words.Things);
            var text = !rich ? word : $"{Capital(Words.Pick(Words.Describing))}-{Words.Pick(Words.Things)}-";
            text += RandomNumberGenerator.GetString(Digits, 2);
            while (text.Length < rule.MinLength) text += RandomNumberGenerator.GetString(Digits, 1);
            if (rule.Check(text).Count == 0) return text;
        }
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
