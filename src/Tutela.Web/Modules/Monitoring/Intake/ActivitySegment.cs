using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Monitoring.Intake;

/// <summary>A segment that was delivered, under the id that the node gave it.</summary>
public sealed class ActivitySegment : SchoolRow
{
    public Guid NodeId { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public int Rows { get; set; }
    /// <summary>Lines that could not be used.</summary>
    public int BadRows { get; set; }
    public string? FirstFault { get; set; }
}
