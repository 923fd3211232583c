namespace Tutela.Web.Platform.Ui;

/// <summary>One entry of the service navigation.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Href">A path within this site.</param>
/// <param name="Active">Whether the page shown belongs to it.</param>
/// <param name="Picture">The picture on a pupil's tile, or null.</param>
public sealed record NavigationItem(string Text, string Href, bool Active = false, string? Picture = null);

/// <summary>What the layouts show around a page. One per request; the house fills it, layouts only read. Not thread-safe.</summary>
public sealed class PageFrame
{
    /// <summary>The school in the address, or null outside a school.</summary>
    public string? SchoolName { get; set; }

    /// <summary>The school's part of the address, or null outside a school.</summary>
    public string? SchoolSlug { get; set; }

    /// <summary>The signed-in person, or null when nobody is.</summary>
    public string? UserName { get; set; }

    /// <summary>That person's role in this school, in plain words.</summary>
    public string? RoleName { get; set; }

    /// <summary>The service navigation, in order.</summary>
    public IReadOnlyList<NavigationItem> Navigation { get; set; } = [];

    /// <summary>The pages beside the one shown, below its entry of the service navigation; empty where there is only one.</summary>
    public IReadOnlyList<NavigationItem> SubNavigation { get; set; } = [];

    /// <summary>The person's own page, behind their name; null where they have none.</summary>
    public string? OwnHref { get; set; }

    /// <summary>Notices not yet read.</summary>
    public int UnreadCount { get; set; }

    /// <summary>Whether the banner says that this is a demonstration school.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>Where the product's name leads.</summary>
    public string HomeHref { get; set; } = "/";

    /// <summary>Where the bell leads.</summary>
    public string NoticesHref { get; set; } = "/notices";

    /// <summary>What the sign-out button posts to.</summary>
    public string SignOutHref { get; set; } = "/sign-out";

    /// <summary>Where "Exit this page" leads: a harmless page. A path of this site may first forget the draft, then redirect.</summary>
    public string ExitHref { get; set; } = "https://www.bbc.co.uk/weather";

    /// <summary>Links at the foot of each page.</summary>
    public IReadOnlyList<NavigationItem> FooterLinks { get; set; } = [];
}
