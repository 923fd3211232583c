using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Npgsql;
using NpgsqlTypes;

namespace Tutela.Web.Platform.Identity;

/// <summary>Keeps sign-in tickets in PostgreSQL; the cookie holds only a random key, stored hashed. So a sign-in can be ended at once,
/// and any web process can serve any request. Thread-safe; one indexed query a request.</summary>
public sealed class SessionStore(NpgsqlDataSource source, TimeProvider clock) : ITicketStore
{
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var command = source.CreateCommand("insert into system.sessions (key_hash, account_id, ticket, expires_at) values ($1, $2, $3, $4)");
        Fill(command, key, ticket);
        await command.ExecuteNonQueryAsync();
        return key;
    }

    /// <summary>Put in the request's items by a page that has ended every session of an account and signs the person in again: only
    /// then does an ended session begin anew. A renewal that comes late revives nothing.</summary>
    public static readonly object BeginsAgain = new();

    public async Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Items.ContainsKey(BeginsAgain))
        {
            await using var command = source.CreateCommand("""
                insert into system.sessions (key_hash, account_id, ticket, expires_at) values ($1, $2, $3, $4)
                on conflict (key_hash) do update set account_id = excluded.account_id, ticket = excluded.ticket, expires_at = excluded.expires_at
                """);
            Fill(command, key, ticket);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        else
        {
            await RenewAsync(key, ticket);
        }
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        await using var command = source.CreateCommand("update system.sessions set account_id = $2, ticket = $3, expires_at = $4 where key_hash = $1");
        Fill(command, key, ticket);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var command = source.CreateCommand("select ticket from system.sessions where key_hash = $1 and expires_at > $2");
        command.Parameters.Add(new() { Value = Hash(key) });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        return await command.ExecuteScalarAsync() is byte[] ticket ? TicketSerializer.Default.Deserialize(ticket) : null;
    }

    public async Task RemoveAsync(string key)
    {
        await using var command = source.CreateCommand("delete from system.sessions where key_hash = $1");
        command.Parameters.Add(new() { Value = Hash(key) });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends every sign-in of an account, at once.</summary>
    public async Task EndAllAsync(Guid accountId)
    {
        await using var command = source.CreateCommand("delete from system.sessions where account_id = $1");
        command.Parameters.Add(new() { Value = accountId });
        await command.ExecuteNonQueryAsync();
    }

    private void Fill(NpgsqlCommand command, string key, AuthenticationTicket ticket)
    {
        var account = Guid.TryParse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : (object)DBNull.Value;
        command.Parameters.Add(new() { Value = Hash(key) });
        command.Parameters.Add(new() { Value = account, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = TicketSerializer.Default.Serialize(ticket) });
        command.Parameters.Add(new() { Value = ticket.Properties.ExpiresUtc ?? clock.GetUtcNow().AddMinutes(30) });
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
