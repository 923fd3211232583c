namespace Tutela.Web.Platform.Database;

/// <summary>Who speaks to the database. Each is a PostgreSQL role of its own with its own password.</summary>
public enum DatabaseRole
{
    /// <summary>Owns the database and its tables: migrations only.</summary>
    Owner,

    /// <summary>Everything else that Tutela does. Owns nothing; row-level security holds for it.</summary>
    App,

    /// <summary>Sees every school (BYPASSRLS): backup, partitions, verification.</summary>
    Maintenance,
}
