using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Database;

public static class RowLock
{
    /// <summary>Locks the row until the transaction ends, so that two people deciding at once are decided one after the other.
    /// Absent or not visible to this school: <see cref="NotFound"/>. Call before loading the entity.</summary>
    public static async Task LockAsync<T>(this TutelaDb db, Guid id, CancellationToken ct = default) where T : SchoolRow
    {
        var table = db.Model.FindEntityType(typeof(T))!;
        var name = $"{table.GetSchema()}.{table.GetTableName()}";
#pragma warning disable EF1002 // the name is the model's, not a person's
        var found = await db.Database.SqlQueryRaw<Guid>($"select id as \"Value\" from {name} where school_id = current_setting('tutela.school_id')::uuid and id = {{0}} for update", id).ToListAsync(ct);
#pragma warning restore EF1002
        if (found.Count == 0) throw new NotFound();
    }
}
