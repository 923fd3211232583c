using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Database;

/// <summary>Applies the numbered SQL files as the owner. Safe to run at every start; EF Core holds a lock so that two processes
/// starting together apply each file once.</summary>
public static class Migrator
{
    public static async Task MigrateAsync(string ownerConnectionString, ModuleCatalogue modules, CancellationToken ct = default)
    {
        var options = Options(new DbContextOptionsBuilder<TutelaDb>(), ownerConnectionString).Options;
        await using var db = new TutelaDb(options, modules, new SchoolScope());
        await db.Database.MigrateAsync(ct);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ownerConnectionString));
    }

    internal static DbContextOptionsBuilder<TutelaDb> Options(DbContextOptionsBuilder<TutelaDb> builder, string connectionString) =>
        builder.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations", "system").MigrationsAssembly(typeof(Migrator).Assembly.GetName().Name))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.MappedPropertyIgnoredWarning));
}
