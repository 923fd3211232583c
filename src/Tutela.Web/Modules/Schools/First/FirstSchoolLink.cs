namespace Tutela.Web.Modules.Schools.First;

/// <summary>The link by which the first school is made. It belongs to no school, since there is none; only the digest of its secret is stored. What is
/// typed on the first page is kept here until the school is made.</summary>
public sealed class FirstSchoolLink
{
    public Guid Id { get; init; }
    public required byte[] SecretHash { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? VoidedAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
    public string? Name { get; set; }
    public string? Slug { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public string? Email { get; set; }

    public bool IsFilled => Name is not null && Slug is not null && GivenName is not null && FamilyName is not null && Email is not null;
}
