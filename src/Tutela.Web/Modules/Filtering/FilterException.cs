using System.Text;
using Tutela.Engine.Names;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering;

/// <summary>A name that a group's rules treat apart, with the reason and, where it has one, its end. It is ended, never removed.</summary>
public sealed class FilterException : SchoolRow
{
    public const int NameMaxLength = DomainName.MaxLength;
    public const int ReasonMaxLength = 500;

    public Guid GroupId { get; init; }
    public required string Name { get; init; }
    /// <summary>True lets the name through; false refuses it.</summary>
    public bool Allows { get; init; }
    public required string Reason { get; init; }
    /// <summary>Null: at once.</summary>
    public DateTimeOffset? StartsAt { get; init; }
    public DateTimeOffset? Until { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public Guid AddedBy { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>What somebody asked for and it answers.</summary>
    public Guid? RequestId { get; init; }

    public bool HoldsAt(DateTimeOffset now) => EndedAt is null && (StartsAt is null || StartsAt <= now) && (Until is null || now < Until);

    public static FilterException Make(FilterGroup group, string typed, bool allows, string reason, DateTimeOffset? until, IEnumerable<FilterException> open, Guid by, DateTimeOffset now,
        DateTimeOffset? startsAt = null, Guid? requestId = null)
    {
        var name = Read(typed) ?? throw new Refused("Enter a name such as bbc.co.uk, without http:// and without a path", "Input.Name");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Enter why this name is treated apart", "Input.Reason");
        if (reason.Trim().Length > ReasonMaxLength) throw new Refused($"Keep the reason to {ReasonMaxLength} characters", "Input.Reason");
        if (until <= now) throw new Refused("Enter a day that has not passed", "Input.Until");
        if (open.Any(e => e.EndedAt is null && (e.Until is null || now < e.Until) && e.GroupId == group.Id && e.Name == name)) throw new Refused("This group has an exception for this name already. End that one first", "Input.Name");
        return new FilterException
        {
            Id = Guid.CreateVersion7(now),
            GroupId = group.Id,
            Name = name,
            Allows = allows,
            Reason = reason.Trim(),
            StartsAt = startsAt,
            Until = until,
            AddedAt = now,
            AddedBy = by,
            RequestId = requestId,
        };
    }

    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("This exception has ended already.");
        EndedAt = now;
    }

    /// <summary>The canonical name, or null. Names below a known one are covered with it, so "*." in front is dropped.</summary>
    public static string? Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.StartsWith("*.", StringComparison.Ordinal)) text = text[2..];
        if (text.Length is 0 or > 4 * NameMaxLength) return null;
        return DomainName.Canonical(text) is { Length: > 0 } name && name.Contains('.') && DomainName.IsHostName(Encoding.ASCII.GetBytes(name)) ? name : null;
    }
}
