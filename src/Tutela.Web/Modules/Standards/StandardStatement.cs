using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Standards;

/// <summary>What the owner of a requirement stated, and until when it holds. Never changed: a newer one takes its place.</summary>
public sealed class StandardStatement : SchoolRow
{
    public const int SaidMaxLength = 2000;
    public const int EvidenceMaxLength = 500;

    public required string Requirement { get; init; }
    public required string Said { get; init; }
    /// <summary>Where the proof is: a page, a file, a place.</summary>
    public required string Evidence { get; init; }
    public DateOnly MadeOn { get; init; }
    /// <summary>The last day on which it holds.</summary>
    public DateOnly Until { get; init; }
    public Guid ById { get; init; }
    public Role SaidAs { get; init; }
    public DateTimeOffset At { get; init; }

    public bool HoldsOn(DateOnly day) => day <= Until;

    public static StandardStatement Make(Requirement requirement, string said, string evidence, DateOnly until, Guid by, Role saidAs, DateTimeOffset now)
    {
        var today = now.LondonDay();
        if (!requirement.Attested) throw new Refused("Nothing is stated here: Tutela looks at its own records.");
        if (said.Trim().Length is 0 or > SaidMaxLength) throw new Refused($"Say in at most {SaidMaxLength} characters how the school meets this", "Input.Said");
        if (evidence.Trim().Length is 0 or > EvidenceMaxLength) throw new Refused($"Say in at most {EvidenceMaxLength} characters where the proof is", "Input.Evidence");
        if (until <= today) throw new Refused("Choose a day after today", "Input.Until");
        if (until > today.AddMonths(requirement.LastsMonths)) throw new Refused($"Choose a day within {requirement.LastsMonths} months: then it is looked at again", "Input.Until");
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Requirement = requirement.Id,
            Said = said.Trim(),
            Evidence = evidence.Trim(),
            MadeOn = today,
            Until = until,
            ById = by,
            SaidAs = saidAs,
            At = now,
        };
    }
}
