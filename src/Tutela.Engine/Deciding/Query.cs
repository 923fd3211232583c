using Tutela.Engine.Policy;

namespace Tutela.Engine.Deciding;

/// <summary>What is asked: by whom, when. A value on the stack.</summary>
public readonly ref struct Query
{
    /// <summary>A canonical name (see <see cref="Names.DomainName"/>).</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>What <see cref="Index.DomainIndex.Prefetch"/> found out about this very name, or null.</summary>
    public Names.NameSuffixes? Suffixes { get; init; }

    /// <summary>The path of a URL without its leading slash, for deciders that see URLs; else empty.</summary>
    public ReadOnlySpan<byte> Path { get; init; }

    /// <summary>Who asks.</summary>
    public Client Client { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }
}
