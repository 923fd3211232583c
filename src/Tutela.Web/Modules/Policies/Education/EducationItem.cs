using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Education;

/// <summary>Whom something that the school does to teach online safety is for. The whole community of WED-1.3b.</summary>
public enum EducationAudience { Pupils, Staff, Governors, Volunteers, Parents, Community }

/// <summary>Something that was done on a day to teach a part of the community: an assembly, a leaflet, an evening. One that was entered by mistake is withdrawn, never erased.</summary>
public sealed class EducationItem : SchoolRow
{
    public const int TitleMaxLength = 200;
    public const int ByWhomMaxLength = 120;

    public required string Title { get; init; }
    public required string[] Audiences { get; init; }
    public DateOnly GivenOn { get; init; }
    public required string ByWhom { get; init; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnById { get; private set; }

    public bool IsFor(EducationAudience audience) => Audiences.Contains(audience.ToString());

    public static EducationItem Record(string? title, IReadOnlyCollection<EducationAudience> audiences, DateOnly? on, string? byWhom, Guid by, DateTimeOffset now)
    {
        var (said, who, today) = (title?.Trim() ?? "", byWhom?.Trim() ?? "", now.LondonDay());
        if (said.Length == 0) throw new Refused("Enter what was done", "Input.Title");
        if (said.Length > TitleMaxLength) throw new Refused($"Use at most {TitleMaxLength} characters", "Input.Title");
        if (audiences.Count == 0) throw new Refused("Choose whom it was for", "Input.Audiences");
        if (on is not { } day) throw new Refused("Enter the day", "Input.On");
        if (day > today) throw new Refused("The day can't be in the future", "Input.On");
        if (day.AcademicYear() < today.AcademicYear() - 1) throw new Refused("Enter a day of this school year or the last", "Input.On");
        if (who.Length == 0) throw new Refused("Enter who did it", "Input.ByWhom");
        if (who.Length > ByWhomMaxLength) throw new Refused($"Use at most {ByWhomMaxLength} characters", "Input.ByWhom");
        return new() { Id = Guid.CreateVersion7(now), Title = said, Audiences = [.. audiences.Distinct().Order().Select(a => a.ToString())], GivenOn = day, ByWhom = who, RecordedById = by, At = now };
    }

    public void Withdraw(Guid by, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) throw new Refused("This was taken out already.");
        (WithdrawnAt, WithdrawnById) = (now, by);
    }

    public static string Words(EducationAudience audience) => audience switch
    {
        EducationAudience.Parents => "Parents and carers",
        EducationAudience.Community => "The wider community",
        _ => audience.ToString(),
    };
}
