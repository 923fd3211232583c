using Microsoft.EntityFrameworkCore;

namespace Tutela.Web.Platform.Database;

public static class RowLock
{
    /// <summary>Locks the row until the transaction ends, so that two people deciding at once are decided one after the other.
    /// Absent or not visible to this school: <see cref="NotFound"/>. Call before loading the entity.</summary>
    public static async Task LockAsync<T>(this TutelaDb db, Guid id, CancellationToken ct = default) where T : SchoolRow
    {
        if (await db.LockAllAsync<T>([id], ct) == 0) throw new NotFound();
    }

    /// <summary>Locks these rows in one statement, always in the same order, so that two who lock the same rows never wait for each other
    /// in a ring. Returns how many there are.</summary>
    public static async Task<int> LockAllAsync<T>(this TutelaDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct = default) where T : SchoolRow
    {
        var table = db.Model.FindEntityType(typeof(T))!;
        var name = $"{table.GetSchema()}.{table.GetTableName()}";
#pragma warning disable EF1002 // the name is the model's, not a person's
        return (await db.Database.SqlQueryRaw<Guid>($"select id as \"Value\" from {name} where school_id = current_setting('tutela.school_id')::uuid and id = any ({{0}}) order by id for update",
            [ids.ToArray()]).ToListAsync(ct)).Count;
#pragma warning restore EF1002
    }
}
