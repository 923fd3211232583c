using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The stable name of one promise in the register, such as WED-3.1a.</summary>
public readonly partial record struct ClauseId
{
    private readonly string? _value;

    private ClauseId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A clause id has no empty value.");

    public string Source => Value[..3];

    public static ClauseId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a clause id such as WED-3.1a.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ClauseId id)
    {
        var right = text is not null && Shape().IsMatch(text);
        id = right ? new ClauseId(text!) : default;
        return right;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"^[A-Z]{3}-(?:[A-Z]\.?)?[0-9]+(?:\.[0-9]+)*(?:-[0-9]+)?[a-z]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
