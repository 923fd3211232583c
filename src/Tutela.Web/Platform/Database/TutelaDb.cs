using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Database;

/// <summary>The one context over both schemas. School rows are filtered twice: by the named query filter here and, whatever a
/// query says, by row-level security, which throws when no school is set. Scoped; not thread-safe.</summary>
public sealed class TutelaDb(DbContextOptions<TutelaDb> options, ModuleCatalogue modules, SchoolScope scope)
    : IdentityUserContext<Account, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(options)
{
    /// <summary>Name of the query filter that keeps to the school in scope.</summary>
    public const string SchoolFilter = "school";

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    // Read by the query filter at execution; throws outside a school's scope.
    private Guid CurrentSchool => scope.SchoolId;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampSchool();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampSchool();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void StampSchool()
    {
        foreach (var entry in ChangeTracker.Entries<SchoolRow>())
            if (entry.State == EntityState.Added && entry.Entity.SchoolId == Guid.Empty)
                entry.Entity.SchoolId = scope.SchoolId;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // Enumerations are stored as words, so that rows can be read without the code.
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.HasDefaultSchema("school");
        PlatformModel.Configure(model);
        foreach (var module in modules.All) module.ConfigureModel(model);
        foreach (var type in model.Model.GetEntityTypes())
        {
            if (typeof(SchoolRow).IsAssignableFrom(type.ClrType) && type.BaseType is null) ConfigureSchoolRow(model, type);
            if (!type.IsOwned()) UseSnakeCase(type);
        }
    }

    private void ConfigureSchoolRow(ModelBuilder model, IMutableEntityType type)
    {
        typeof(TutelaDb).GetMethod(nameof(ConfigureSchoolRowOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(type.ClrType).Invoke(this, [model]);
    }

    private void ConfigureSchoolRowOf<T>(ModelBuilder model) where T : SchoolRow
    {
        var entity = model.Entity<T>();
        entity.HasKey(row => new { row.SchoolId, row.Id });
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.SchoolId).ValueGeneratedNever();
        entity.HasQueryFilter(SchoolFilter, row => row.SchoolId == CurrentSchool);
    }

    private static void UseSnakeCase(IMutableEntityType type)
    {
        if (type.GetTableName() is { } table) type.SetTableName(Snake(table));
        foreach (var property in type.GetProperties())
            // A uint row version is PostgreSQL's own xmin.
            property.SetColumnName(property is { IsConcurrencyToken: true } && property.ClrType == typeof(uint) ? "xmin" : Snake(property.GetColumnName()));
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}

/// <summary>The modules of this process, in order.</summary>
public sealed class ModuleCatalogue(IReadOnlyList<TutelaModule> all)
{
    public IReadOnlyList<TutelaModule> All { get; } = all;
}
