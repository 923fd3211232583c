using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Tutela.Web.Platform.Database;

/// <summary>A schema change is a numbered SQL file, embedded and never edited once landed; EF Core's migration runtime applies it.</summary>
public abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttributes(false).OfType<MigrationAttribute>().Single().Id;
        var resource = $"Tutela.Web.Platform.Database.Migrations.{id}.sql";
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Migration file {id}.sql is not embedded.");
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}

[DbContext(typeof(TutelaDb)), Migration("0001_platform")] public sealed class Migration0001 : SqlMigration;
