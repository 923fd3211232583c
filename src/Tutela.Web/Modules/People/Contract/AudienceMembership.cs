using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Contract;

[DbContext(typeof(TutelaDb)), Migration("0120_audiences")] public sealed class Migration0120 : SqlMigration;

/// <summary>That a person belongs to an audience besides the one that follows from their kind, from a day to a last day. What was is kept.</summary>
public sealed class AudienceMembership : SchoolRow
{
    public Guid PersonId { get; init; }
    public Audience Audience { get; init; }
    public DateOnly From { get; init; }
    /// <summary>The last day; null while it is open.</summary>
    public DateOnly? Until { get; private set; }
    public Guid GivenById { get; init; }
    public DateTimeOffset At { get; init; }

    public static AudienceMembership Give(Person person, Audience? audience, DateOnly? from, DateOnly? until, IEnumerable<AudienceMembership> others, Guid by, DateTimeOffset now)
    {
        if (audience is not { } chosen || !Audiences.Given.Contains(chosen)) throw new Refused("Choose what this person is", "Input.Audience");
        if (person.Kind == PersonKind.Pupil) throw new Refused("A pupil is asked what pupils are asked, and nothing else.", "Input.Audience");
        if (from is not { } first) throw new Refused("Enter the first day", "Input.From");
        if (until < first) throw new Refused("The last day can't be before the first", "Input.Until");
        if (others.Any(o => o.Audience == chosen && (o.Until is null || o.Until >= first) && (until is null || o.From <= until)))
            throw new Refused("This person is that already in these days", "Input.Audience");
        return new() { Id = Guid.CreateVersion7(now), PersonId = person.Id, Audience = chosen, From = first, Until = until, GivenById = by, At = now };
    }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || Until >= day);

    /// <summary>Ends it with this day as its last; one that began later never held.</summary>
    public void End(DateOnly last)
    {
        if (Until <= last) throw new Refused("This has ended already.");
        Until = last < From ? From.AddDays(-1) : last;
    }
}

public enum WorkplaceKind { Permanent, Temporary, Peripatetic }

/// <summary>A place at which a member of staff works. One person may work at several; what they sign holds at each.</summary>
public sealed class Workplace : SchoolRow
{
    public const int NameMaxLength = 120;

    public Guid PersonId { get; init; }
    public required string Name { get; init; }
    public WorkplaceKind Kind { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? Until { get; private set; }
    public DateTimeOffset At { get; init; }

    public static Workplace Give(Person person, string? name, WorkplaceKind? kind, DateOnly? from, DateOnly? until, IEnumerable<Workplace> others, DateTimeOffset now)
    {
        var said = name?.Trim() ?? "";
        if (said.Length == 0) throw new Refused("Enter the name of the workplace", "Input.Name");
        if (said.Length > NameMaxLength) throw new Refused($"Use at most {NameMaxLength} characters", "Input.Name");
        if (kind is not { } chosen) throw new Refused("Choose how the person works there", "Input.Kind");
        if (from is not { } first) throw new Refused("Enter the first day", "Input.From");
        if (until < first) throw new Refused("The last day can't be before the first", "Input.Until");
        if (others.Any(o => o.Until is null && string.Equals(o.Name, said, StringComparison.OrdinalIgnoreCase))) throw new Refused("This workplace is in the record already", "Input.Name");
        return new() { Id = Guid.CreateVersion7(now), PersonId = person.Id, Name = said, Kind = chosen, From = first, Until = until, At = now };
    }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || Until >= day);

    public void End(DateOnly last)
    {
        if (Until <= last) throw new Refused("This has ended already.");
        Until = last < From ? From.AddDays(-1) : last;
    }
}
