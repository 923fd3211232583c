using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People;

/// <summary>The record of somebody's leaving is complete: access has ended, and what the policy asks of leavers is there.</summary>
public sealed class LeaverRecord : SchoolRow
{
    public Guid PersonId { get; init; }
    public DateTimeOffset CompletedAt { get; init; }
    public Guid CompletedById { get; init; }

    public static LeaverRecord Complete(Person person, IEnumerable<LeaverLine> lines, bool isComplete, Guid by, DateTimeOffset now)
    {
        if (person.EndedOn is null) throw new Refused("They have not left yet. Say first that they have.");
        if (isComplete) throw new Refused("This record is complete already.");
        if (lines.FirstOrDefault(l => l.IsOpen) is { } open) throw new Refused($"The record is not complete without this: {open.What}. {open.State}.");
        return new() { Id = Guid.CreateVersion7(now), PersonId = person.Id, CompletedAt = now, CompletedById = by };
    }
}
