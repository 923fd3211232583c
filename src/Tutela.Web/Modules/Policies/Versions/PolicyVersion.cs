using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Versions;

[DbContext(typeof(TutelaDb)), Migration("0070_policy_versions")] public sealed class Migration0070 : SqlMigration;
[DbContext(typeof(TutelaDb)), Migration("0111_policy_adoption")] public sealed class Migration0111 : SqlMigration;

/// <summary>One version of the school's policy: its settings and its words. Written while it is a draft, never after it was published.</summary>
public sealed class PolicyVersion : SchoolRow
{
    public const int ReasonMaxLength = 500;

    public int Number { get; init; }
    public VersionStatus Status { get; private set; }
    public required string Settings { get; set; }
    public required string Policy { get; set; }
    public required string Guidance { get; set; }
    public required string Agreements { get; set; }
    public string DocumentVersions { get; private set; } = "{}";
    /// <summary>Why this version was begun.</summary>
    public required string Reason { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public Guid? StartedById { get; init; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public Guid? PublishedById { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>The school went live with this version, before its approval route had approved it.</summary>
    public DateTimeOffset? AdoptedAt { get; private set; }
    public DateOnly? AgreedOn { get; private set; }
    public DateOnly? BoardOn { get; private set; }
    public DateOnly? NextReviewOn { get; private set; }
    /// <summary>When the owners were last told that the review is near or past.</summary>
    public DateOnly? RemindedOn { get; set; }
    public bool OnWebsite { get; set; }
    /// <summary>Counts submissions: approvals before the version was changed again do not count.</summary>
    public int Round { get; private set; }

    public PackTexts Texts => new(Settings, Policy, Guidance, JsonSerializer.Deserialize<Dictionary<string, string>>(Agreements)!);
    public IReadOnlyDictionary<string, int> DocumentNumbers => JsonSerializer.Deserialize<Dictionary<string, int>>(DocumentVersions)!;
    /// <summary>The day that it counts from: agreed, else published, else begun.</summary>
    public DateOnly Dated => AgreedOn ?? (PublishedAt ?? StartedAt).LondonDay();
    /// <summary>In force by adoption, and not approved yet.</summary>
    public bool NeedsApproval => Status == VersionStatus.Published && AdoptedAt is not null && AgreedOn is null;
    public bool IsOpen => Status is VersionStatus.Draft or VersionStatus.InApproval or VersionStatus.Approved;

    /// <summary>The built-in pack as the school's first version.</summary>
    public static PolicyVersion First(Guid id, PolicyPack pack, PackTexts texts, DateTimeOffset since)
    {
        var version = Make(id, pack.Version, texts, "The policy pack that the school began with", null, since);
        version.Status = VersionStatus.Published;
        (version.PublishedAt, version.AgreedOn, version.NextReviewOn) = (since, pack.Settings.Review.Last, pack.Settings.Review.Next);
        version.DocumentVersions = JsonSerializer.Serialize(pack.Agreements.ToDictionary(a => a.Id, _ => pack.Version));
        return version;
    }

    public static PolicyVersion Draft(Guid id, int number, PackTexts texts, string? reason, Guid by, DateTimeOffset now)
    {
        var said = Said(reason, "Say why the policy is being changed", "Input.Reason");
        var numbered = texts with { Settings = YamlEdit.Set(texts.Settings, "version", YamlEdit.Words(number)) };
        return Make(id, number, numbered, said, by, now);
    }

    /// <summary>The version with which a school goes live.</summary>
    public static PolicyVersion Adopt(Guid id, int number, PackTexts texts, DateOnly? nextReview, IReadOnlyDictionary<string, int> documents, Guid by, DateTimeOffset now)
    {
        var numbered = YamlEdit.Set(YamlEdit.Set(texts.Settings, "version", YamlEdit.Words(number)), "settings.review.last", YamlEdit.Words(now.LondonDay()));
        if (nextReview is { } next) numbered = YamlEdit.Set(numbered, "settings.review.next", YamlEdit.Words(next));
        var version = Make(id, number, texts with { Settings = numbered }, "Adopted when the school went live", by, now);
        (version.Status, version.PublishedAt, version.PublishedById, version.AdoptedAt, version.NextReviewOn, version.Round) = (VersionStatus.Published, now, by, now, nextReview, 1);
        version.DocumentVersions = JsonSerializer.Serialize(documents);
        return version;
    }

    private static PolicyVersion Make(Guid id, int number, PackTexts texts, string reason, Guid? by, DateTimeOffset at) => new()
    {
        Id = id,
        Number = number,
        Settings = texts.Settings,
        Policy = texts.Policy,
        Guidance = texts.Guidance,
        Agreements = JsonSerializer.Serialize(texts.Agreements),
        Reason = reason,
        StartedAt = at,
        StartedById = by,
    };

    /// <summary>Writes new words into a draft.</summary>
    public void Write(PackTexts texts)
    {
        if (Status != VersionStatus.Draft) throw new Refused("This version is no longer a draft. Take it back from approval to change it.");
        (Settings, Policy, Guidance, Agreements) = (texts.Settings, texts.Policy, texts.Guidance, JsonSerializer.Serialize(texts.Agreements));
    }

    public void Submit(IReadOnlyList<string> faults, DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Submit);
        if (faults.Count > 0) throw new Refused($"Mend this before the policy goes to approval: {faults[0]}");
        (Status, SubmittedAt, Round) = (VersionStatus.InApproval, now, Round + 1);
    }

    /// <summary>Takes one post's approval. A post of the board gives the day of its meeting. The last one approves the version.</summary>
    public PolicyApproval Approve(Guid id, string post, Guid by, IReadOnlyList<string> route, IReadOnlyList<PolicyApproval> given, DateOnly? boardOn, DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Approve);
        var approval = Take(id, post, by, route, given, boardOn, now);
        if (AgreedOn is not null) (Status, ApprovedAt) = (VersionStatus.Approved, now);
        return approval;
    }

    /// <summary>Takes one post's approval of the version that was adopted. It is in force already; the last one agrees it.</summary>
    public PolicyApproval Confirm(Guid id, string post, Guid by, IReadOnlyList<string> route, IReadOnlyList<PolicyApproval> given, DateOnly? boardOn, DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Confirm);
        return NeedsApproval ? Take(id, post, by, route, given, boardOn, now) : throw new Refused("This version has been approved already.");
    }

    private PolicyApproval Take(Guid id, string post, Guid by, IReadOnlyList<string> route, IReadOnlyList<PolicyApproval> given, DateOnly? boardOn, DateTimeOffset now)
    {
        if (post != NextPost(route, given)) throw new Refused("It is not this post's turn to approve.");
        if (post == VersionSteps.Board && boardOn is null) throw new Refused("Enter the day of the governing board's meeting", "Approval.BoardOn");
        if (boardOn > now.LondonDay()) throw new Refused("The meeting can't be in the future", "Approval.BoardOn");
        if (boardOn is not null) BoardOn = boardOn;
        if (given.Count + 1 == route.Count) AgreedOn = boardOn ?? now.LondonDay();
        return new() { Id = id, VersionId = Id, Round = Round, Post = post, PersonId = by, At = now, Approved = true, BoardOn = boardOn };
    }

    /// <summary>Sends the version back to be changed.</summary>
    public PolicyApproval Refuse(Guid id, string post, Guid by, string? reason, DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Refuse);
        var said = Said(reason, "Say what must change", "Approval.Reason");
        (Status, SubmittedAt, ApprovedAt, AgreedOn, BoardOn) = (VersionStatus.Draft, null, null, null, null);
        return new() { Id = id, VersionId = Id, Round = Round, Post = post, PersonId = by, At = now, Approved = false, Reason = said };
    }

    /// <summary>Takes the version back from approval, so that it can be changed.</summary>
    public void TakeBack()
    {
        VersionSteps.Check(Status, VersionAction.TakeBack);
        (Status, SubmittedAt, ApprovedAt, AgreedOn, BoardOn) = (VersionStatus.Draft, null, null, null, null);
    }

    public void Withdraw(DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Withdraw);
        (Status, EndedAt) = (VersionStatus.Withdrawn, now);
    }

    public void Publish(IReadOnlyList<string> faults, DateOnly? nextReview, bool isDated, IReadOnlyDictionary<string, int> documents, Guid by, DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Publish);
        if (faults.Count > 0) throw new Refused($"Mend this before the policy is published: {faults[0]}");
        if (isDated ? nextReview is null || nextReview <= now.LondonDay() : nextReview <= now.LondonDay()) throw new Refused("Enter the day of the next review, after today", "Publication.NextReview");
        var dated = YamlEdit.Set(Settings, "settings.review.last", YamlEdit.Words(AgreedOn!.Value));
        Settings = isDated ? YamlEdit.Set(dated, "settings.review.next", YamlEdit.Words(nextReview!.Value)) : dated;
        DocumentVersions = JsonSerializer.Serialize(documents);
        (Status, PublishedAt, PublishedById, NextReviewOn) = (VersionStatus.Published, now, by, isDated ? nextReview : null);
    }

    public void Archive(DateTimeOffset now)
    {
        VersionSteps.Check(Status, VersionAction.Archive);
        (Status, EndedAt, OnWebsite) = (VersionStatus.Archived, now, false);
    }

    /// <summary>The post whose turn it is; null when all have approved.</summary>
    public static string? NextPost(IReadOnlyList<string> route, IReadOnlyList<PolicyApproval> given) => given.Count < route.Count ? route[given.Count] : null;

    private static string Said(string? reason, string message, string field)
    {
        var said = reason?.Trim() ?? "";
        if (said.Length == 0) throw new Refused(message, field);
        return said.Length <= ReasonMaxLength ? said : throw new Refused($"Use at most {ReasonMaxLength} characters", field);
    }
}

/// <summary>What one post said to a version, and when. Never changed.</summary>
public sealed class PolicyApproval : SchoolRow
{
    public Guid VersionId { get; init; }
    public int Round { get; init; }
    public required string Post { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset At { get; init; }
    public bool Approved { get; init; }
    public DateOnly? BoardOn { get; init; }
    public string? Reason { get; init; }
}
