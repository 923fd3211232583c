namespace Tutela.Web.Platform.Audit;

/// <summary>How often a rule refused on a day.</summary>
public sealed class Refusal
{
    public Guid SchoolId { get; init; }
    public DateOnly Day { get; init; }
    public required string Process { get; init; }
    public int Count { get; init; }
}
