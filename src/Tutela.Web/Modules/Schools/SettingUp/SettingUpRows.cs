using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Schools.SettingUp;

[DbContext(typeof(TutelaDb)), Migration("0110_setting_up")] public sealed class Migration0110 : SqlMigration;

/// <summary>The answer to one question of the pack, kept at once.</summary>
public sealed class SettingUpAnswer : SchoolRow
{
    public required string Question { get; init; }
    public required string Option { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }
}

/// <summary>The school says of a post that nobody holds it yet, and when it will look again.</summary>
public sealed class SettingUpVacancy : SchoolRow
{
    public required string Post { get; init; }
    public DateOnly? LookAgainOn { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }
}

public enum SettingUpTask { Questions, Facts, Roles, People, Calendar, Network, Live }

/// <summary>What was entered for a task that is no row elsewhere.</summary>
public sealed class SettingUpRecord : SchoolRow
{
    public SettingUpTask Task { get; init; }
    public string? Choice { get; set; }
    public string? Body { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }
}
