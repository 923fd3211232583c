using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Somebody acts in a post from a day to a day, both in, whether it is held or not. Ended rows stay.</summary>
public sealed class PostActing : SchoolRow
{
    public const int ReasonMaxLength = 500;

    public required string Post { get; init; }
    public Guid PersonId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Until { get; init; }
    public required string Reason { get; init; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    /// <summary>Taken back before its last day.</summary>
    public DateOnly? EndedOn { get; set; }
}

/// <summary>How whoever holds a post is reached. It belongs to the post: the name beside it comes from the register.</summary>
public sealed class PostContact : SchoolRow
{
    public const int PhoneMaxLength = 40;

    public required string Post { get; init; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Where the details of the designated safeguarding lead stand in writing.</summary>
public sealed class PostDocument : SchoolRow
{
    public const int TitleMaxLength = 200;
    public const int AddressMaxLength = 500;

    public PostDocumentKind Kind { get; init; }
    public required string Title { get; set; }
    public required string Address { get; set; }
    public DateOnly DatedOn { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

public enum PostDocumentKind { ChildProtectionPolicy, JobDescription }

/// <summary>A duty of the school's own, printed after those that the policy lists.</summary>
public sealed class AddedDuty : SchoolRow
{
    public const int TextMaxLength = 500;

    /// <summary>The list's id in the pack, such as "dsl".</summary>
    public required string List { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What was agreed with the firm that holds a post. A new contract replaces the one before, which stays.</summary>
public sealed class ProviderContract : SchoolRow
{
    public const int DataTermsMaxLength = 2000;

    public required string Post { get; init; }
    public required string Provider { get; init; }
    public DateOnly StartsOn { get; init; }
    /// <summary>Its last day.</summary>
    public DateOnly EndsOn { get; init; }
    public required string ContactName { get; init; }
    public string? ContactEmail { get; init; }
    public string? ContactPhone { get; init; }
    public required string DataTerms { get; init; }
    public DateOnly DataTermsOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? ReplacedAt { get; set; }
}
