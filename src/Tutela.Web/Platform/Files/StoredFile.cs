using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Files;

/// <summary>A file that somebody attached. Never changed; who may read it is the question of what it belongs to.</summary>
public sealed class StoredFile : SchoolRow
{
    public const int NameMaxLength = 200;
    public const int MaxBytes = 10 * 1024 * 1024;

    public required string Name { get; init; }
    /// <summary>As the content says, never as the sender does.</summary>
    public required string MediaType { get; init; }
    public int Size { get; init; }
    /// <summary>SHA-256 of the content.</summary>
    public required byte[] Digest { get; init; }
    public required byte[] Content { get; init; }
    public Guid AddedById { get; init; }
    public DateTimeOffset At { get; init; }
}

[DbContext(typeof(TutelaDb)), Migration("0090_files")] public sealed class Migration0090 : SqlMigration;
