using System.Text.Json;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Import;

public enum UploadStatus { Ready, Queued, Running, Done, Failed, Dropped }

/// <summary>Files that somebody uploaded, from the preview to the result. The files are let go when it ends.</summary>
public sealed class RosterUpload : SchoolRow
{
    public Guid PersonId { get; init; }
    public required string Source { get; init; }
    public required string Format { get; init; }
    public bool GradesAreUs { get; init; }
    public string? Org { get; init; }
    public UploadStatus Status { get; private set; }
    /// <summary>What it would do, or did: <see cref="UploadFindings"/> as JSON.</summary>
    public required string Findings { get; set; }
    public byte[]? Files { get; private set; }
    public byte[]? Contacts { get; private set; }
    public string? Step { get; private set; }
    public int Done { get; private set; }
    public int Total { get; private set; }
    public string? Failure { get; private set; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void Hold(byte[] files, byte[]? contacts) => (Files, Contacts) = (files, contacts);

    public void Confirm(bool acceptRejections, DateTimeOffset now)
    {
        if (Status != UploadStatus.Ready) throw new Refused("This import has been started or dropped already.");
        var findings = UploadFindings.Of(Findings);
        if (!findings.ChangesAnything) throw new Refused("There is nothing to change.");
        if (findings.RejectedRows > 0 && !acceptRejections) throw new Refused("Tick the box to go on without the rows that can't be used, or mend the files and upload them again", "Input.Accept");
        (Status, ConfirmedAt) = (UploadStatus.Queued, now);
    }

    public void Drop(DateTimeOffset now)
    {
        if (Status is not UploadStatus.Ready) throw new Refused("This import can't be dropped any more.");
        End(UploadStatus.Dropped, now);
    }

    public void Begin() => Status = UploadStatus.Running;

    /// <summary>What the school has is no longer what the preview was made from: the person looks again.</summary>
    public void LookAgain(UploadFindings findings) => (Status, Findings, ConfirmedAt) = (UploadStatus.Ready, (findings with { IsSecondLook = true }).ToJson(), null);

    public void Fail(string why, DateTimeOffset now)
    {
        Failure = why;
        End(UploadStatus.Failed, now);
    }

    public void Finish(DateTimeOffset now) => End(UploadStatus.Done, now);

    private void End(UploadStatus status, DateTimeOffset now) => (Status, EndedAt, Files, Contacts) = (status, now, null, null);
}

/// <summary>The preview as it is kept: counts, and as many findings as anybody reads.</summary>
public sealed record UploadFindings(IReadOnlyList<ImportCount> Counts, IReadOnlyList<Warning> Warnings, IReadOnlyList<Rejection> Rejections, int RejectedRows, int PeopleBefore)
{
    private const int Most = 500;

    public bool IsSecondLook { get; init; }
    public bool ChangesAnything => Counts.Any(c => c.Created + c.Updated + c.Removed > 0);

    public int Leavers => Counts.Where(c => c.Kind is "pupil" or "staff" or "parent").Sum(c => c.Removed);

    /// <summary>So many people would leave that the files are likely to be the wrong ones.</summary>
    public bool EndsMany => Leavers > 10 && Leavers * 4 > PeopleBefore;

    public static UploadFindings From(RosterPlan plan) => new(plan.Counts(), [.. plan.Warnings.Take(Most)], [.. plan.Rejections.Take(Most)], plan.Rejections.Count,
        plan.People.Removed.Count + plan.People.Unchanged.Count + plan.People.Updated.Count);

    public static UploadFindings Of(string json) => JsonSerializer.Deserialize<UploadFindings>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);
}
