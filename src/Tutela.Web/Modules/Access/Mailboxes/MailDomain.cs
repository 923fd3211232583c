using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Mailboxes;

/// <summary>A mail domain that the school owns or has approved, with who approved it.</summary>
public sealed class MailDomain : SchoolRow
{
    public const int DomainMaxLength = 200;

    public required string Domain { get; init; }
    /// <summary>Pupils may have an address in it.</summary>
    public bool ForPupils { get; init; }
    public Guid ApprovedById { get; init; }
    public DateOnly ApprovedOn { get; init; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>The domain in one form, or null when it is none.</summary>
    public static string? Canonical(string? text)
    {
        var domain = (text ?? "").Trim().TrimStart('@').ToLowerInvariant();
        return domain.Length is > 3 and <= DomainMaxLength && domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns ? domain : null;
    }
}
