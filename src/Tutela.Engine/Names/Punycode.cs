using System.Text;

namespace Tutela.Engine.Names;

/// <summary>Encodes one label to its A-label (RFC 3492). Written here so that the answer does not hang on the machine's ICU.</summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700;

    /// <summary>Appends <c>xn--</c> and the encoded label. False for characters that no name holds (white space, controls, lone surrogates).</summary>
    public static bool TryEncode(string label, StringBuilder to)
    {
        var points = new List<int>();
        foreach (var rune in label.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) return false;
            points.Add(rune.Value);
        }
        to.Append("xn--");
        var basic = 0;
        foreach (var p in points)
            if (p < 0x80)
            {
                to.Append((char)p);
                basic++;
            }
        if (basic > 0) to.Append('-');
        int n = 0x80, delta = 0, bias = 72, handled = basic;
        while (handled < points.Count)
        {
            var next = int.MaxValue;
            foreach (var p in points)
                if (p >= n && p < next) next = p;
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var p in points)
            {
                if (p < n) delta++;
                if (p != n) continue;
                var q = delta;
                for (var k = Base; ; k += Base)
                {
                    var t = Math.Clamp(k - bias, TMin, TMax);
                    if (q < t) break;
                    to.Append(Digit(t + (q - t) % (Base - t)));
                    q = (q - t) / (Base - t);
                }
                to.Append(Digit(q));
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return true;
    }

    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + (Base - TMin + 1) * delta / (delta + Skew);
    }

    private static char Digit(int d) => (char)(d < 26 ? 'a' + d : '0' + d - 26);
}
