using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training.Updates;

/// <summary>What people were told between courses: when, how, to whom.</summary>
public sealed class TrainingUpdate : SchoolRow
{
    public const int TitleMaxLength = 120;
    public const int BodyMaxLength = 5_000;

    public required string Title { get; init; }
    public required string Body { get; init; }
    public DateOnly GivenOn { get; init; }
    public UpdateChannel Channel { get; init; }
    public UpdateAudience Audience { get; init; }
    /// <summary>Names of <see cref="UpdateSubject"/>.</summary>
    public required string[] About { get; init; }
    public Guid GivenById { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    public bool Is(UpdateSubject subject) => About.Contains(subject.ToString());

    public static TrainingUpdate Give(GivenUpdate given, Guid by, DateTimeOffset now)
    {
        var (title, body) = (given.Title?.Trim() ?? "", given.Body?.Trim() ?? "");
        if (title.Length == 0) throw new Refused("Enter what the update is called", "Input.Title");
        if (title.Length > TitleMaxLength) throw new Refused($"Keep the title to {TitleMaxLength} characters", "Input.Title");
        if (body.Length == 0) throw new Refused("Enter what people are told", "Input.Body");
        if (body.Length > BodyMaxLength) throw new Refused($"Keep the text to {BodyMaxLength:N0} characters", "Input.Body");
        if (given.About.Count == 0) throw new Refused("Choose what it is about", "Input.About");
        if (given.On > now.LondonDay()) throw new Refused("The day can't be in the future", "Input.GivenOn");
        if (given.On < now.LondonDay().AddYears(-2)) throw new Refused("Enter a day within the last two years", "Input.GivenOn");
        return new TrainingUpdate
        {
            Id = Guid.CreateVersion7(now),
            Title = title,
            Body = body,
            GivenOn = given.On,
            Channel = given.Channel,
            Audience = given.Audience,
            About = [.. given.About.Distinct().Order().Select(a => a.ToString())],
            GivenById = by,
            RecordedAt = now,
        };
    }
}

public sealed record GivenUpdate(string? Title, string? Body, DateOnly On, UpdateChannel Channel, UpdateAudience Audience, IReadOnlyCollection<UpdateSubject> About);

public enum UpdateChannel { Bulletin, Email, Meeting }

public enum UpdateAudience { Staff, Governors, Volunteers, Everyone }

public enum UpdateSubject { OnlineSafety, Safeguarding, Technical }

/// <summary>Somebody to whom an update was given. A bulletin is confirmed as read; whoever missed a meeting is marked so.</summary>
public sealed class UpdateRecipient : SchoolRow
{
    public Guid UpdateId { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset? ReadAt { get; private set; }
    public bool Missed { get; private set; }

    public void Confirm(DateTimeOffset now)
    {
        if (ReadAt is not null) throw new Refused("You have confirmed this already.");
        (ReadAt, Missed) = (now, false);
    }

    public void Miss(bool missed) => Missed = missed;
}

public static class UpdateWords
{
    public static string Words(this UpdateChannel channel) => channel switch
    {
        UpdateChannel.Bulletin => "Bulletin in Tutela",
        UpdateChannel.Email => "E-mail",
        _ => "Meeting",
    };

    public static string Words(this UpdateAudience audience) => audience switch
    {
        UpdateAudience.Staff => "All staff",
        UpdateAudience.Governors => "Governors",
        UpdateAudience.Volunteers => "Volunteers who need training",
        _ => "Staff, governors and volunteers",
    };

    public static string Words(this UpdateSubject subject) => subject switch
    {
        UpdateSubject.OnlineSafety => "Online safety",
        UpdateSubject.Safeguarding => "Safeguarding",
        _ => "Technical, from ICT support",
    };
}
