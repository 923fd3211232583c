using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements.Bulk;

/// <summary>Long work for many people, done a part at a time, each part in a transaction of its own, so that its progress shows and a restart
/// goes on where it stopped.</summary>
public sealed class AgreementRun : SchoolRow
{
    public RunKind Kind { get; init; }
    /// <summary>Only this document; null for all.</summary>
    public string? Document { get; init; }
    public Guid StartedById { get; init; }
    public DateTimeOffset At { get; init; }
    public int Total { get; init; }
    public int Done { get; private set; }
    /// <summary>How many were asked, renewed or told.</summary>
    public int Changed { get; private set; }
    /// <summary>Pupils of whom no parent has an address.</summary>
    public int Unreachable { get; private set; }
    /// <summary>The last person of the part that was done; the next part begins after it.</summary>
    public Guid? LastPerson { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public void Did(IReadOnlyList<Guid> part, int changed, int unreachable)
    {
        Done += part.Count;
        Changed += changed;
        Unreachable += unreachable;
        LastPerson = part[^1];
    }

    public void Finish(DateTimeOffset now) => FinishedAt = now;
}

public enum RunKind { Ask, Remind, Renew }
