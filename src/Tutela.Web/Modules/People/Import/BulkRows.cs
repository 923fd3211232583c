using Npgsql;
using NpgsqlTypes;

namespace Tutela.Web.Modules.People.Import;

/// <summary>Rows by the thousand. COPY is refused under row-level security, so rows are copied into a temporary table and go on from
/// there by one statement under the policy. Every call uses the connection's open transaction.</summary>
internal sealed class BulkRows(NpgsqlConnection connection, CancellationToken ct)
{
    private int _tables;

    /// <summary>Runs <paramref name="sql"/>, in which "incoming" stands for a table of these rows. Gives the number of rows that it changed; nothing is sent for no rows.</summary>
    public async Task<int> RunAsync<T>(string sql, (string Name, NpgsqlDbType Type)[] columns, IReadOnlyCollection<T> rows, Func<T, object?[]> values)
    {
        if (rows.Count == 0) return 0;
        var table = $"incoming_{++_tables}";
        await ExecuteAsync($"create temporary table {table} ({string.Join(", ", columns.Select(c => $"{c.Name} {TypeName(c.Type)}"))}) on commit drop");
        await using (var copy = await connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)", ct))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                var cells = values(row);
                for (var i = 0; i < cells.Length; i++)
                {
                    if (cells[i] is { } cell) await copy.WriteAsync(cell, columns[i].Type, ct);
                    else await copy.WriteNullAsync(ct);
                }
            }
            await copy.CompleteAsync(ct);
        }
        await ExecuteAsync($"analyze {table}");
        return await ExecuteAsync(sql.Replace("incoming", table, StringComparison.Ordinal));
    }

    public async Task<int> ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // the sentences are this module's, never a person's
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static string TypeName(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Uuid => "uuid",
        NpgsqlDbType.Text => "text",
        NpgsqlDbType.Integer => "integer",
        NpgsqlDbType.Date => "date",
        NpgsqlDbType.TimestampTz => "timestamptz",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
