using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity.Nodes;

namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>Gives nodes their tokens and rules: used by the page and by the command that starts a node beside the centre. Scoped.</summary>
public sealed class NodeDesk(TutelaDb db, NodeTokenDesk tokens, RulesDesk rules, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Issued = new("node.token-issued", "A filter node was given a token");
    public static readonly Process Withdrawn = new("node.token-withdrawn", "A filter node's token was withdrawn");

    /// <summary>Adds a node and gives it a token, which is returned and is nowhere else.</summary>
    public async Task<string> AddAsync(string name, string reason, CancellationToken ct = default)
    {
        var taken = await db.Set<FilterNode>().AnyAsync(n => n.Name == name.Trim() && n.EndedAt == null, ct);
        if (taken) throw new Refused("There is a node of this name already", "Input.Name");
        var node = FilterNode.Make(name, reason, clock.GetUtcNow());
        db.Add(node);
        audit.Record(Issued, nameof(FilterNode), node.Id, after: new { node.Name }, reason: node.Reason);
        return await tokens.IssueAsync(node.Id, ct);
    }

    /// <summary>A new token for the node of this name, which is added when it is not there. The token before it ends.</summary>
    public async Task<string> RenewAsync(string name, string reason, CancellationToken ct = default)
    {
        var node = await db.Set<FilterNode>().SingleOrDefaultAsync(n => n.Name == name && n.EndedAt == null, ct);
        if (node is null) return await AddAsync(name, reason, ct);
        audit.Record(Issued, nameof(FilterNode), node.Id, after: new { node.Name }, reason: reason);
        return await tokens.IssueAsync(node.Id, ct);
    }

    public async Task WithdrawAsync(Guid id, string reason, CancellationToken ct = default)
    {
        var node = await db.Set<FilterNode>().SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new NotFound();
        audit.Begin(Withdrawn);
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Enter why the token is withdrawn", "Reason");
        node.End(clock.GetUtcNow());
        await tokens.EndAsync(id, ct);
        audit.Record(Withdrawn, nameof(FilterNode), id, before: new { node.Name }, reason: reason.Trim());
    }

    /// <summary>The rules that the school's nodes obey now, as they go out.</summary>
    public async Task<byte[]> RulesAsync(CancellationToken ct = default) => (await rules.BuildAsync(ct)).Rules.ToJson();
}
