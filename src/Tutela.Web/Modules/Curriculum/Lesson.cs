using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Curriculum;

/// <summary>The eight strands of "Education for a Connected World" (2020 edition).</summary>
public enum Strand { SelfImage, Relationships, Reputation, Bullying, Information, Health, Privacy, Copyright }

/// <summary>Something about online safety that a class was taught on a day.</summary>
public sealed class Lesson : SchoolRow
{
    public const int TitleMaxLength = 200;

    public Guid ClassId { get; init; }
    public Strand Strand { get; init; }
    public required string Title { get; init; }
    public DateOnly TaughtOn { get; init; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset At { get; init; }

    public static Lesson Record(Guid classId, Strand? strand, string? title, DateOnly? on, Guid by, DateTimeOffset now)
    {
        var (said, today) = (title?.Trim() ?? "", now.LondonDay());
        if (said.Length == 0) throw new Refused("Enter what was taught", "Input.Title");
        if (said.Length > TitleMaxLength) throw new Refused($"Use at most {TitleMaxLength} characters", "Input.Title");
        if (strand is not { } chosen || !Enum.IsDefined(chosen)) throw new Refused("Choose what it was about", "Input.Strand");
        if (on is not { } day) throw new Refused("Enter the day", "Input.On");
        if (day > today) throw new Refused("The day can't be in the future", "Input.On");
        if (day.AcademicYear() != today.AcademicYear()) throw new Refused("Enter a day of this school year", "Input.On");
        return new() { Id = Guid.CreateVersion7(now), ClassId = classId, Strand = chosen, Title = said, TaughtOn = day, RecordedById = by, At = now };
    }

    public static string Words(Strand strand) => strand switch
    {
        Strand.SelfImage => "Self-image and identity",
        Strand.Relationships => "Online relationships",
        Strand.Reputation => "Online reputation",
        Strand.Bullying => "Online bullying",
        Strand.Information => "Managing online information",
        Strand.Health => "Health, well-being and lifestyle",
        Strand.Privacy => "Privacy and security",
        _ => "Copyright and ownership",
    };
}
