using System.Net;
using System.Text;
using Tutela.Engine.Names;

namespace Tutela.Engine.Lists;

/// <summary>What one line of a list says.</summary>
internal enum LineKind
{
    Nothing,
    Name,
    Exception,
    Address,
    Skip,
}

/// <summary>
/// Reads one line of any list form: a plain name, a hosts line, an adblock domain rule, a URL entry. The form is taken from the line
/// itself, so mixed files read as well. Names are handed out in canonical form.
/// </summary>
internal ref struct ListLine
{
    // Listing one of these shuts off a country's or a sector's sites: a slip as a rule, so it is told; but a list of universities may
    // mean it, so it is kept.
    private const int LongestSuffix = 9;
    private static readonly HashSet<string> PublicSuffixes = new(StringComparer.Ordinal)
    {
        "co.uk", "org.uk", "me.uk", "ac.uk", "gov.uk", "sch.uk", "nhs.uk", "ltd.uk", "plc.uk", "net.uk", "police.uk", "mod.uk",
        "com.au", "net.au", "org.au", "edu.au", "co.nz", "co.za", "co.in", "co.jp", "co.kr", "com.br", "com.cn", "com.tr", "com.mx",
        "com.ar", "com.tw", "com.hk", "com.sg", "com.my", "com.pl", "com.ua", "com.ru", "co.il", "co.id", "co.th",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Suffixes = PublicSuffixes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly System.Buffers.SearchValues<byte> PlainBytes = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private ReadOnlySpan<byte> _rest;
    private bool _hosts;

    /// <summary>Starts on a line without its line end.</summary>
    public ListLine(ReadOnlySpan<byte> line)
    {
        _rest = Trim(line);
        _hosts = false;
        Path = default;
        CoversAll = false;
        Reason = "";
    }

    /// <summary>For <see cref="LineKind.Address"/>: what follows the host, without its leading slash.</summary>
    public ReadOnlySpan<byte> Path { get; private set; }

    /// <summary>True after a name under which anybody can register names.</summary>
    public bool CoversAll { get; private set; }

    /// <summary>For <see cref="LineKind.Skip"/>: why, without the line's content.</summary>
    public string Reason { get; private set; }

    /// <summary>
    /// True for a line that is a name in canonical form and nothing else, as most lines of most lists are; it needs no further look. False
    /// says nothing.
    /// </summary>
    public static bool IsPlainName(ReadOnlySpan<byte> line)
    {
        // What could cover a country's names is short, and wants the longer look.
        if (line.Length is <= LongestSuffix or > DomainName.MaxLength || line.ContainsAnyExcept(PlainBytes)) return false;
        var rest = line;
        for (var dot = rest.IndexOf((byte)'.'); dot >= 0; dot = rest.IndexOf((byte)'.'))
        {
            if (dot is 0 or > DomainName.MaxLabelLength) return false;
            rest = rest[(dot + 1)..];
        }
        // A last label that begins with a letter is no part of an address.
        return rest.Length is > 0 and <= DomainName.MaxLabelLength && rest.Length < line.Length && rest[0] is >= (byte)'a' and <= (byte)'z';
    }

    /// <summary>Reads the next thing on the line; <see cref="LineKind.Nothing"/> ends it. A hosts line can hold several names.</summary>
    public LineKind Next(scoped Span<byte> name, out int length)
    {
        length = 0;
        if (_rest.IsEmpty) return LineKind.Nothing;
        if (_hosts) return NextHost(name, out length);
        var first = _rest[0];
        if (first is (byte)'#' or (byte)'!' or (byte)';' or (byte)'[') return End(LineKind.Nothing);
        if (_rest.StartsWith("||"u8)) return Adblock(_rest[2..], LineKind.Name, name, out length);
        if (_rest.StartsWith("@@"u8))
            return _rest.StartsWith("@@||"u8) ? Adblock(_rest[4..], LineKind.Exception, name, out length) : Skip("adblock rule that is not for a domain");
        if (_rest.IndexOf("##"u8) >= 0 || _rest.IndexOf("#@#"u8) >= 0) return Skip("cosmetic rule");
        if (first is (byte)'/' or (byte)'|') return Skip("adblock rule that is not for a domain");
        var word = Word(_rest);
        if (word.Length < _rest.Length && IsAddress(word))
        {
            _hosts = true;
            _rest = Trim(_rest[word.Length..]);
            return _rest.IsEmpty || _rest[0] == '#' ? Skip("IP address") : NextHost(name, out length);
        }
        var after = Trim(_rest[word.Length..]);
        if (!after.IsEmpty && after[0] != '#') return Skip("not a domain name");
        _rest = default;
        return Plain(word, name, out length);
    }

    private LineKind NextHost(scoped Span<byte> name, out int length)
    {
        length = 0;
        var word = Word(_rest);
        if (word[0] == '#') return End(LineKind.Nothing);
        _rest = Trim(_rest[word.Length..]);
        return Check(word, LineKind.Name, name, out length);
    }

    private LineKind Plain(ReadOnlySpan<byte> word, scoped Span<byte> name, out int length)
    {
        var scheme = word.IndexOf("://"u8);
        if (scheme > 0) word = word[(scheme + 3)..];
        var slash = word.IndexOf((byte)'/');
        if (slash >= 0)
        {
            Path = word[(slash + 1)..];
            word = word[..slash];
        }
        if (word.StartsWith("*."u8)) word = word[2..];
        else if (word.Length > 1 && word[0] == '.') word = word[1..];
        return Check(word, Path.IsEmpty ? LineKind.Name : LineKind.Address, name, out length);
    }

    private LineKind Adblock(ReadOnlySpan<byte> rule, LineKind kind, scoped Span<byte> name, out int length)
    {
        length = 0;
        _rest = default;
        var dollar = rule.IndexOf((byte)'$');
        if (dollar >= 0)
        {
            var options = rule[(dollar + 1)..];
            if (!(options.SequenceEqual("important"u8) || options.SequenceEqual("all"u8) || options.SequenceEqual("document"u8) || options.SequenceEqual("doc"u8)))
                return Skip("adblock rule with options");
            rule = rule[..dollar];
        }
        if (rule.EndsWith("|"u8)) rule = rule[..^1];
        if (!rule.EndsWith("^"u8)) return Skip("adblock rule that is not for a domain");
        rule = rule[..^1];
        if (rule.StartsWith("*."u8)) rule = rule[2..];
        return rule.IndexOfAny("*/^"u8) >= 0 ? Skip("adblock rule that is not for a domain") : Check(rule, kind, name, out length);
    }

    private LineKind Check(ReadOnlySpan<byte> word, LineKind kind, scoped Span<byte> name, out int length)
    {
        length = 0;
        if (word.IsEmpty) return Skip("not a domain name");
        if (!DomainName.TryCanonical(word, name, out length) || length == 0) return Skip(IsAddress(word) ? "IP address" : "not a domain name");
        var read = name[..length];
        if (!DomainName.IsHostName(read)) return Skip(IsAddress(word) ? "IP address" : "not a domain name");
        var dot = read.LastIndexOf((byte)'.');
        var last = read[(dot + 1)..];
        if (last.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0) return Skip(IsAddress(word) ? "IP address" : "not a domain name");
        if (dot < 0) return Skip("single label");
        CoversAll = kind == LineKind.Name && length <= LongestSuffix && IsPublicSuffix(read);
        return kind;
    }

    private static bool IsPublicSuffix(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[name.Length];
        Encoding.ASCII.GetChars(name, text);
        return Suffixes.Contains(text);
    }

    private static bool IsAddress(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 2 or > 45) return false;
        if (!(word[0] is >= (byte)'0' and <= (byte)'9') && word.IndexOf((byte)':') < 0) return false;
        if (word.IndexOf((byte)'.') < 0 && word.IndexOf((byte)':') < 0) return false;
        Span<char> text = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++) text[i] = (char)word[i];
        return IPAddress.TryParse(text, out _);
    }

    private LineKind Skip(string reason)
    {
        Reason = reason;
        if (!_hosts) _rest = default;
        return LineKind.Skip;
    }

    private LineKind End(LineKind kind)
    {
        _rest = default;
        return kind;
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)' ', (byte)'\t');
        return end < 0 ? text : text[..end];
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or 0) text = text[1..];
        while (!text.IsEmpty && text[^1] is (byte)' ' or (byte)'\t' or (byte)'\r' or 0) text = text[..^1];
        return text;
    }
}
