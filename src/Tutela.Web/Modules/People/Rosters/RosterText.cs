using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Makes a cell's text fit to keep: one line, composed, without the characters that nobody sees.</summary>
internal static class RosterText
{
    /// <param name="hidden">True when invisible characters were taken out.</param>
    public static string Clean(ReadOnlySpan<byte> utf8, out bool hidden)
    {
        hidden = false;
        var plain = true;
        for (var i = 0; i < utf8.Length && plain; i++)
        {
            plain = utf8[i] is > 0x20 and < 0x7F || (utf8[i] == ' ' && i > 0 && i < utf8.Length - 1 && utf8[i - 1] != ' ');
        }
        var text = Encoding.UTF8.GetString(utf8);
        return plain ? text : Clean(text, out hidden);
    }

    public static bool IsEmail(string text) =>
        text.Length <= RosterLimits.MaxEmailLength && !text.Contains(' ') && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static string Clean(string text, out bool hidden)
    {
        hidden = false;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (Hidden(rune))
            {
                hidden = true;
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }
        while (clean.Length > 0 && clean[^1] == ' ') clean.Length--;
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    // Format characters reorder or split a name on the screen; the fillers look like nothing, and so make a name that seems empty.
    private static bool Hidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0;
}
