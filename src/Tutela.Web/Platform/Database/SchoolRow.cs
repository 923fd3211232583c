namespace Tutela.Web.Platform.Database;

/// <summary>A row that belongs to one school. The key is (school_id, id); the school is stamped when the row is saved and
/// can't be set by a module. Ids are version 7 GUIDs: not secret and not an order.</summary>
public abstract class SchoolRow
{
    public Guid SchoolId { get; internal set; }
    public Guid Id { get; init; }
}
