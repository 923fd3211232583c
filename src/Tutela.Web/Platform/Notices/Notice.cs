using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Notices;

/// <summary>Something that a person is told inside the system, with the way to it.</summary>
public sealed class Notice : SchoolRow
{
    public Guid PersonId { get; init; }
    public required string Text { get; init; }
    public required string Href { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}
