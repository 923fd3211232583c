using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Directories;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Access.Scim;

/// <summary>Pushes accounts, whether they are on, and groups by year to the school's directory. Only what has changed goes out; what went out is kept
/// even when the rest has to wait. Nobody is deleted there: a leaver's account is switched off.</summary>
public sealed class ScimPush(TutelaDb db, DirectoryDesk directory, ScimClient client, IDataProtectionProvider protection, TimeProvider clock) : SchoolJob
{
    public const string Purpose = "Tutela.Access.ScimToken";
    /// <summary>What one run sends at most; the next one goes on.</summary>
    public const int MostARun = 200;

    public override async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var target = await db.Set<ScimTarget>().SingleOrDefaultAsync(t => t.EndedAt == null && t.NextAttemptAt <= now, ct);
        if (target is null) return;
        var pushed = 0;
        try
        {
            pushed = await PushAsync(target, protection.CreateProtector(Purpose).Unprotect(target.ProtectedToken), n => pushed = n, ct);
            target.Ran(pushed, now);
        }
        catch (Exception fault) when (fault is ScimFaultException or CryptographicException)
        {
            target.Failed(fault is ScimFaultException ? fault.Message : "The token can't be read any more. Enter it again.", pushed, now);
        }
    }

    private async Task<int> PushAsync(ScimTarget target, string token, Action<int> count, CancellationToken ct)
    {
        var service = new Uri(target.Address.TrimEnd('/') + "/");
        var links = await db.Set<ScimLink>().Where(l => l.TargetId == target.Id).ToDictionaryAsync(l => l.Ours, ct);
        var accounts = await directory.AccountsAsync(target.Domain, ct);
        var pushed = 0;
        foreach (var account in accounts)
            if (await TellAsync($"user:{account.PersonId}", "Users", "userName", User(account)) && pushed >= MostARun) return pushed;
        foreach (var group in accounts.Where(a => a.IsActive).GroupBy(a => a.Group).OrderBy(g => g.Key, StringComparer.Ordinal))
            if (await TellAsync($"group:{group.Key}", "Groups", "displayName", Group(group.Key, group.Select(a => links[$"user:{a.PersonId}"].Theirs))) && pushed >= MostARun) return pushed;
        return pushed;

        async Task<bool> TellAsync(string ours, string kind, string nameField, JsonObject resource)
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(resource.ToJsonString()));
            links.TryGetValue(ours, out var link);
            if (link?.Told?.AsSpan().SequenceEqual(digest) == true) return false;
            var theirs = await client.PutAsync(service, token, kind, nameField, link?.Theirs, resource, ct);
            if (link is null) db.Add(links[ours] = link = new ScimLink { Id = Guid.CreateVersion7(clock.GetUtcNow()), TargetId = target.Id, Ours = ours, Theirs = theirs });
            (link.Theirs, link.Told) = (theirs, digest);
            count(++pushed);
            return true;
        }
    }

    private static JsonObject User(DirectoryAccount account) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
        ["externalId"] = account.PersonId.ToString(),
        ["userName"] = account.Address,
        ["name"] = new JsonObject { ["givenName"] = account.GivenName, ["familyName"] = account.FamilyName },
        ["displayName"] = account.Name,
        ["active"] = account.IsActive,
        ["emails"] = new JsonArray(new JsonObject { ["value"] = account.Address, ["type"] = "work", ["primary"] = true }),
    };

    private static JsonObject Group(string name, IEnumerable<string> members) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
        ["displayName"] = name,
        ["members"] = new JsonArray([.. members.Order(StringComparer.Ordinal).Select(m => new JsonObject { ["value"] = m })]),
    };
}
