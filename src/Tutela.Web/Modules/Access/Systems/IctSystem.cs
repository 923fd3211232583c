using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Systems;

/// <summary>A system that people sign in to: how they sign in, and who answers for it.</summary>
public sealed class IctSystem : SchoolRow
{
    public const int NameMaxLength = 100;
    public const int RuleMaxLength = 500;

    public required string Name { get; init; }
    public string? LoginRule { get; private set; }
    public Guid? OwnerId { get; private set; }
    public DateOnly? EndedOn { get; set; }

    public static IctSystem Make(string? name, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new Refused("Enter the system's name", "Input.Name");
        if (name.Length > NameMaxLength) throw new Refused($"Use at most {NameMaxLength} characters", "Input.Name");
        return new IctSystem { Id = Guid.CreateVersion7(now), Name = name.Trim() };
    }

    public void Set(string? rule, Guid? owner)
    {
        if (rule?.Length > RuleMaxLength) throw new Refused($"Use at most {RuleMaxLength} characters", "Input.Rule");
        if (owner is null) throw new Refused("Choose who answers for it", "Input.Owner");
        (LoginRule, OwnerId) = (string.IsNullOrWhiteSpace(rule) ? null : rule.Trim(), owner);
    }
}
