using System.Globalization;
using System.Text;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>What a password must have. Length counts what a reader would call characters, not UTF-16 units.</summary>
public sealed record PasswordRule
{
    public required string Name { get; init; }

    public required IReadOnlyList<Audience> Audiences { get; init; }

    /// <summary>Only pupils have phases; empty covers every phase.</summary>
    public IReadOnlyList<SchoolPhase> Phases { get; init; } = [];

    public required int MinLength { get; init; }

    public bool Number { get; init; }

    public bool Symbol { get; init; }

    public bool MixedCase { get; init; }

    public required PasswordChange Change { get; init; }

    /// <summary>Months between changes; only, and always, with <see cref="PasswordChange.AtInterval"/>.</summary>
    public int? ChangeMonths { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];

    public bool IsFor(Audience audience, SchoolPhase? phase) =>
        Audiences.Contains(audience) && (Phases.Count == 0 || (phase is { } p && Phases.Contains(p)));

    /// <summary>Whether a password last changed on this day has to be changed by today.</summary>
    public bool IsOld(DateOnly changed, DateOnly today, DateOnly academicYearStart) => Change switch
    {
        PasswordChange.EachAcademicYear => changed < academicYearStart,
        PasswordChange.AtInterval => changed.AddMonths(ChangeMonths!.Value) <= today,
        _ => false,
    };

    /// <summary>The parts of the rule that this password fails, as advice; empty when it passes.</summary>
    public IReadOnlyList<string> Check(string password)
    {
        var failed = new List<string>();
        if (new StringInfo(password).LengthInTextElements < MinLength)
        {
            failed.Add($"Use at least {MinLength} characters");
        }

        var runes = password.EnumerateRunes().ToArray();
        if (Number && !runes.Any(Rune.IsDigit))
        {
            failed.Add("Use at least one number");
        }

        if (Symbol && !runes.Any(IsSymbol))
        {
            failed.Add("Use at least one symbol, such as ! or ?");
        }

        if (MixedCase && !runes.Any(Rune.IsUpper))
        {
            failed.Add("Use at least one capital letter");
        }

        if (MixedCase && !runes.Any(Rune.IsLower))
        {
            failed.Add("Use at least one small letter");
        }

        return failed;
    }

    /// <summary>The rule as one sentence for the page on which a password is chosen.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        if (Number)
        {
            parts.Add("a number");
        }

        if (Symbol)
        {
            parts.Add("a symbol");
        }

        if (MixedCase)
        {
            parts.Add("both capital and small letters");
        }

        var length = $"At least {MinLength} characters";
        return parts.Count switch
        {
            0 => length + ".",
            1 => $"{length}, with {parts[0]}.",
            _ => $"{length}, with {string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}.",
        };
    }

    private static bool IsSymbol(Rune rune) => Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
}
