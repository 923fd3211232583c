using System.Globalization;

namespace Tutela.Web.Platform.Ui.Binding;

/// <summary>Which of the three fields of a date are at fault.</summary>
[Flags]
public enum DateFaults { None = 0, Day = 1, Month = 2, Year = 4, All = Day | Month | Year }

/// <summary>A date as it was typed in three fields. Pure; safe from any thread.</summary>
public readonly record struct DateParts(string? Day, string? Month, string? Year)
{
    private const int MostCharacters = 20;

    /// <summary>A date as the fields show it.</summary>
    public static DateParts Of(DateOnly date) => new(Digits(date.Day), Digits(date.Month), Digits(date.Year));

    /// <summary>Nothing was typed in any field.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date, or null when there is none or it is not real.</summary>
    public DateOnly? Date => Number(Year) is { } year and >= 1000 and <= 9999 && MonthNumber() is { } month && Number(Day) is { } day && day >= 1
        && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>The fields to mark: those left empty, else those that no date could have, else all when there is no such day.</summary>
    public DateFaults Faults
    {
        get
        {
            if (Date is not null) return DateFaults.None;
            var missing = Missing;
            if (missing != DateFaults.None) return missing;
            var wrong = (Number(Day) is >= 1 and <= 31 ? 0 : DateFaults.Day) | (MonthNumber() is null ? DateFaults.Month : 0)
                | (Number(Year) is >= 1000 and <= 9999 ? 0 : DateFaults.Year);
            return wrong == DateFaults.None ? DateFaults.All : wrong;
        }
    }

    /// <summary>What to say, or null when the date is real or nothing was typed. <paramref name="name"/> begins the sentence.</summary>
    public string? Problem(string name)
    {
        if (IsEmpty || Date is not null) return null;
        var missing = Missing;
        if (missing != DateFaults.None)
        {
            var words = Enum.GetValues<DateFaults>().Where(part => part is DateFaults.Day or DateFaults.Month or DateFaults.Year && missing.HasFlag(part));
            return $"{name} must include a {string.Join(" and ", words.Select(part => part.ToString().ToLowerInvariant()))}";
        }
        return Faults == DateFaults.Year ? "Year must include 4 numbers" : $"{name} must be a real date";
    }

    private DateFaults Missing => (string.IsNullOrWhiteSpace(Day) ? DateFaults.Day : 0) | (string.IsNullOrWhiteSpace(Month) ? DateFaults.Month : 0)
        | (string.IsNullOrWhiteSpace(Year) ? DateFaults.Year : 0);

    // "September" and "sep" are read too: people type what they see.
    private int? MonthNumber()
    {
        if (Number(Month) is { } number) return number is >= 1 and <= 12 ? number : null;
        if (Month?.Trim() is not { Length: >= 3 and <= MostCharacters } name) return null;
        var at = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, month => month.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at + 1;
    }

    private static int? Number(string? text) =>
        text?.Length <= MostCharacters && int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
