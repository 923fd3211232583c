using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

public sealed record SchoolSettings
{
    public required TimeOnly DayOpens { get; init; }

    public required TimeOnly DayCloses { get; init; }

    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    public required IReadOnlyList<TermSetting> Terms { get; init; }

    public required IReadOnlyList<TermSetting> Closures { get; init; }

    public SchoolCalendar ToCalendar() => new(
        new SchoolHours(DayOpens, DayCloses, Days.ToHashSet()),
        Terms.Select(term => new SchoolTerm(term.Name, term.Starts, term.Ends)),
        Closures.Select(closure => new SchoolClosure(closure.Name, closure.Starts, closure.Ends)));
}

public sealed record TermSetting
{
    public required string Name { get; init; }

    public required DateOnly Starts { get; init; }

    public required DateOnly Ends { get; init; }
}
