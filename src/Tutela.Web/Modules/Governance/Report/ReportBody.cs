using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>What governors are told of a period: without names, small numbers already left out, so that what is frozen holds nothing that is not shown.</summary>
public sealed record ReportBody(string School, string Policy, int Version, DateOnly From, DateOnly To, DateOnly MadeOn,
    IReadOnlyList<ReportBody.Section> Sections, IReadOnlyList<ReportBody.Duty> Overdue, IReadOnlyList<ReportBody.Trend> Trends, IReadOnlyList<ReportBody.Agreement> Agreements,
    SmallCounts Concerns, bool HasConcerns, IReadOnlyList<ReportBody.Figure> Filtering, IReadOnlyList<ReportBody.Figure> Training, ReportBody.Governing Board, string? TrailHead)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public sealed record Section(string Title, int Met, int AtRisk, int NotMet, int NoEvidence, int Shown, int NotBuilt);

    /// <summary>A control that is not met, since when, and the post that answers for it.</summary>
    public sealed record Duty(string Title, bool IsNotMet, string Owner, DateOnly Since);

    /// <summary>How many controls stood where on the last day of a month that has any.</summary>
    public sealed record Trend(string Month, int Met, int AtRisk, int NotMet);

    public sealed record Agreement(string Title, string Audience, string Asked, string Signed, string Missing, bool IsWhole);

    public sealed record Figure(string Title, string Count);

    public sealed record Governing(int Held, int Missed, int ActionsOpen, int ActionsLate, int QuestionsOpen);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ReportBody FromJson(string json) => JsonSerializer.Deserialize<ReportBody>(json, Json)!;

    public static byte[] Digest(string json) => SHA256.HashData(Encoding.UTF8.GetBytes(json));
}

/// <summary>A report as it was signed. The database takes no change to it; the digest shows that a copy is the same.</summary>
public sealed class SignedReport : SchoolRow
{
    public const int NameMaxLength = 200;

    public DateOnly FromDay { get; init; }
    public DateOnly ToDay { get; init; }
    public required string Body { get; init; }
    public required byte[] Digest { get; init; }
    public Guid SignedById { get; init; }
    public required string SignedName { get; init; }
    public Platform.Identity.Role SignedAs { get; init; }
    public DateTimeOffset SignedAt { get; init; }

    public bool IsUnchanged => ReportBody.Digest(Body).AsSpan().SequenceEqual(Digest);
}
