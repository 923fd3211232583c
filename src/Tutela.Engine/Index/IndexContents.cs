namespace Tutela.Engine.Index;

/// <summary>A category of an index.</summary>
/// <param name="Name">as in rules and decisions</param>
/// <param name="Sealed">true when nothing lifts it</param>
/// <param name="Installed">true when a list stands behind it, not only its probe name</param>
public sealed record IndexCategory(string Name, bool Sealed, bool Installed)
{
    /// <summary>The synthetic name that is always in this category.</summary>
    public string Probe { get; } = IndexBuilder.ProbeName(Name);
}

/// <summary>A list in a category of an index.</summary>
/// <param name="Category">id, the place in <see cref="DomainIndex.Categories"/></param>
/// <param name="Name">what decisions call it</param>
/// <param name="Names">names that it holds</param>
public sealed record IndexListing(int Category, string Name, long Names);

/// <summary>A set of listings that some names share.</summary>
internal sealed class IndexSet(ushort[] listings, ushort[] exceptions, CategorySet categories)
{
    /// <summary>Listings, by category id, then list name.</summary>
    public readonly ushort[] Listings = listings;

    /// <summary>Listings that this name and all below it are excepted from.</summary>
    public readonly ushort[] Exceptions = exceptions;

    public readonly CategorySet Categories = categories;
}

/// <summary>One suffix of a name that the index holds.</summary>
internal readonly record struct IndexHit(int Offset, int Set);
