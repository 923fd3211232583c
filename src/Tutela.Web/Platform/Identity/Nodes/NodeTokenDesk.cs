using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity.Nodes;

/// <summary>The tokens by which filter nodes sign in: 128 random bits, of which only the SHA-256 is kept. One a node; a new one ends
/// the one before it. Scoped.</summary>
public sealed class NodeTokenDesk(TutelaDb db, TimeProvider clock)
{
    private const string Prefix = "tutela-node-";

    /// <summary>The node that a token belongs to, and its school.</summary>
    public sealed record Holder(Guid NodeId, School School);

    /// <summary>Gives the node a token and returns it; it is nowhere else. One round trip.</summary>
    public async Task<string> IssueAsync(Guid node, CancellationToken ct = default)
    {
        var token = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await db.Database.ExecuteSqlAsync($"select system.give_node_token({node}, {Hash(token)}, {clock.GetUtcNow()})", ct);
        return token;
    }

    /// <summary>Ends the node's token at once. One round trip.</summary>
    public Task EndAsync(Guid node, CancellationToken ct = default) => db.Database.ExecuteSqlAsync($"select system.end_node_token({node})", ct);

    /// <summary>Who holds this token, or null. Needs no school in scope.</summary>
    public async Task<Holder?> FindAsync(string token, CancellationToken ct = default)
    {
        if (token.Length != Prefix.Length + 32 || !token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var found = await db.Database.SqlQuery<Row>($"select node_id, school_id, slug, name, pack, is_demonstration, created_at from system.node_of_token({Hash(token)})").SingleOrDefaultAsync(ct);
        return found is null ? null : new Holder(found.node_id, new School
        {
            Id = found.school_id,
            Slug = found.slug,
            Name = found.name,
            Pack = found.pack,
            IsDemonstration = found.is_demonstration,
            CreatedAt = found.created_at,
        });
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

#pragma warning disable IDE1006 // the names are the function's columns
    private sealed record Row(Guid node_id, Guid school_id, string slug, string name, string pack, bool is_demonstration, DateTimeOffset created_at);
#pragma warning restore IDE1006
}
