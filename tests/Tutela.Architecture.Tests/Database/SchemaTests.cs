using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Platform.Database;

namespace Tutela.Architecture.Tests.Database;

public sealed class SchemaTests(TestHost host)
{
    /// <summary>Every table of schema system, with the reason why it is not a school's.</summary>
    private static readonly Dictionary<string, string> SystemTables = new()
    {
        ["schools"] = "read before any school is in scope, to put one in scope",
        ["first_school_links"] = "the link by which the first school is made: there is no school that it could belong to; the digest of its secret, and what the administrator typed until the school is there",
        ["accounts"] = "one sign-in a person, for all schools; a pupil's user name says nothing",
        ["account_claims"] = "Identity's own",
        ["account_logins"] = "Identity's own",
        ["account_tokens"] = "Identity's own: authenticator keys and recovery codes",
        ["account_passkeys"] = "Identity's own: public keys",
        ["memberships"] = "which schools an account belongs to, read at sign-in",
        ["sessions"] = "tickets of sign-ins, read before any school is in scope",
        ["data_protection_keys"] = "keys of the web processes",
        ["migrations"] = "EF Core's list of applied files",
        ["node_tokens"] = "a node shows its token before a school is in scope",
        ["activity_retention"] = "how long each school keeps activity, so that a day's partition goes when the longest has passed; no pupil data",
    };

    [Fact]
    public async Task Every_table_of_a_school_has_the_school_first_in_its_key_forced_row_level_security_and_one_policy()
    {
        var faults = await NamesAsync("""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'school' and c.relkind in ('r', 'p') and not (
                c.relrowsecurity and c.relforcerowsecurity
                and (select count(*) from pg_policy p where p.polrelid = c.oid) = 1
                and exists (select 1 from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, c.oid) like '%tutela.school_id%')
                and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'school_id' and a.attnotnull))
            """);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_key_and_reference_of_a_school_begins_with_the_school()
    {
        var faults = await NamesAsync("""
            select c.conrelid::regclass || '.' || c.conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
            where n.nspname = 'school' and c.contype in ('p', 'u', 'f') and c.confrelid is distinct from 'system.schools'::regclass
                and (select a.attname from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) <> 'school_id'
            union all
            select i.indexrelid::regclass::text from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = 'school' and i.indisunique
                and (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) <> 'school_id'
            """);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_system_table_is_named_with_its_reason()
    {
        var tables = await NamesAsync("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'system' and c.relkind in ('r', 'p')");
        Assert.NotEmpty(tables);
        Assert.Empty(tables.Except(SystemTables.Keys));
        Assert.All(SystemTables.Values, reason => Assert.NotEmpty(reason));
    }

    [Fact]
    public async Task App_owns_nothing()
    {
        Assert.Empty(await NamesAsync("select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'tutela_app'"));
    }

    [Fact]
    public async Task Public_has_no_rights_on_tables_or_functions_of_ours()
    {
        Assert.Empty(await NamesAsync("""
            select table_schema || '.' || table_name from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema in ('school', 'system')
            """));
    }

    [Fact]
    public async Task Model_and_schema_agree_column_by_column()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<TutelaDb>().Model;
        var columns = await ColumnsAsync();
        var faults = new List<string>();
        foreach (var entity in model.GetEntityTypes().Where(e => e.GetTableName() is not null && !e.IsMappedToJson()))
        {
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
            foreach (var property in entity.GetProperties())
            {
                var name = property.GetColumnName(table);
                if (name is null or "xmin") continue;
                if (!columns.TryGetValue($"{entity.GetSchema()}.{entity.GetTableName()}.{name}", out var column)) faults.Add($"{table}.{name} is missing in the database");
                else if (column.Nullable != property.IsNullable) faults.Add($"{table}.{name}: nullable {property.IsNullable} in the model, {column.Nullable} in the database");
                else if (Plain(property.GetColumnType()) != column.Type) faults.Add($"{table}.{name}: {property.GetColumnType()} in the model, {column.Type} in the database");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // Identity gives its strings a length; ours are text with a check where a limit matters.
    private static string Plain(string type) => type.StartsWith("character varying", StringComparison.Ordinal) ? "text" : type;

    private async Task<Dictionary<string, (bool Nullable, string Type)>> ColumnsAsync()
    {
        await using var connection = await OwnerAsync();
        await using var command = new NpgsqlCommand("""
            select n.nspname || '.' || c.relname || '.' || a.attname, not a.attnotnull, format_type(a.atttypid, a.atttypmod)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('school', 'system') and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new Dictionary<string, (bool, string)>();
        while (await reader.ReadAsync()) columns[reader.GetString(0)] = (reader.GetBoolean(1), reader.GetString(2));
        return columns;
    }

    private async Task<List<string>> NamesAsync(string sql)
    {
        await using var connection = await OwnerAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    private async Task<NpgsqlConnection> OwnerAsync()
    {
        var connection = new NpgsqlConnection(host.Database.Owner);
        await connection.OpenAsync();
        return connection;
    }
}
