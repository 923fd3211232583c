namespace Tutela.Web.Platform.Tenancy;

/// <summary>A school that this system serves. It holds no pupil data, so that it can be read before a school is in scope.</summary>
public sealed class School
{
    public const int NameMaxLength = 120;
    public const int SlugMaxLength = 40;

    public Guid Id { get; init; }
    /// <summary>The school's part of the address: lower case letters, digits and hyphens.</summary>
    public required string Slug { get; init; }
    public required string Name { get; set; }
    public required string Pack { get; init; }
    /// <summary>The number of the school's own policy version in force; 0 while it has none and the built-in pack speaks.</summary>
    public int PackVersion { get; set; }
    public bool IsDemonstration { get; init; }
    /// <summary>False while the school is still being set up: until then nobody is asked or chased.</summary>
    public bool IsLive { get; init; } = true;
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Says why a slug can't be used, or null when it can.</summary>
    public static string? Fault(string slug) =>
        slug.Length is < 2 or > SlugMaxLength ? $"Use between 2 and {SlugMaxLength} characters for the short name."
        : !slug.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') || slug[0] == '-' || slug[^1] == '-'
            ? "Use only lower case letters, digits and hyphens for the short name, such as oak-lane."
        : null;
}
