using System.Globalization;

namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>1 September to 31 August.</summary>
public readonly record struct AcademicYear(int StartYear) : IComparable<AcademicYear>
{
    public DateOnly Starts => new(StartYear, 9, 1);

    public DateOnly Ends => new(StartYear + 1, 8, 31);

    public AcademicYear Next => new(StartYear + 1);

    public static AcademicYear Of(DateOnly date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    public bool Contains(DateOnly date) => date >= Starts && date <= Ends;

    public int CompareTo(AcademicYear other) => StartYear.CompareTo(other.StartYear);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{StartYear}/{(StartYear + 1) % 100:00}");
}
