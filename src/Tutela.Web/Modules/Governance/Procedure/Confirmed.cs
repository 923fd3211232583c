using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance.Procedure;

/// <summary>On this day somebody confirmed that they know what to do about a grave allegation against staff.</summary>
public sealed class ProcedureConfirmation : SchoolRow
{
    public Guid PersonId { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Somebody who confirmed this school year, as what they are today. Leavers do not count.</summary>
public sealed record Confirmed(Guid PersonId, string Name, DateOnly Day, bool IsHead, bool IsLeader)
{
    public static async Task<List<Confirmed>> ThisYearAsync(TutelaDb db, DateOnly today)
    {
        var year = new DateOnly(today.AcademicYear(), 9, 1);
        var rows = await (from confirmation in db.Set<ProcedureConfirmation>()
                          join person in db.Set<Person>() on confirmation.PersonId equals person.Id
                          where confirmation.Day >= year && person.EndedOn == null
                          select new Confirmed(person.Id, person.GivenName + " " + person.FamilyName, confirmation.Day,
                              person.Roles.Any(r => r.Role == Role.Headteacher && r.Until == null), person.Roles.Any(r => r.Role == Role.SeniorLeader && r.Until == null))).ToListAsync();
        return [.. rows.OrderByDescending(r => r.Day).DistinctBy(r => r.PersonId)];
    }
}
