using System.Security.Cryptography;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Training;

/// <summary>A course on a day: planned, then held or called off. People say that they are here by its code while it runs, or whoever leads it ticks them.</summary>
public sealed class TrainingSession : SchoolRow
{
    public const int PlaceMaxLength = 120;
    public const int LedByMaxLength = 120;
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    /// <summary>People come early and leave late.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(20);

    public Guid CourseId { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public string? Place { get; init; }
    public Guid? LeaderId { get; init; }
    /// <summary>Who leads it, where that is nobody of the school.</summary>
    public string? LedBy { get; init; }
    public required string Code { get; init; }
    public Guid PlannedById { get; init; }
    public DateTimeOffset? HeldAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    public DateOnly Day => StartsAt.LondonDay();
    public SessionState State => CancelledAt is not null ? SessionState.Cancelled : HeldAt is not null ? SessionState.Held : SessionState.Planned;

    public static TrainingSession Plan(SessionPlan plan, Guid by, DateTimeOffset now)
    {
        if (plan.EndsAt <= plan.StartsAt) throw new Refused("A session ends after it starts", "Input.Ends");
        if (plan.EndsAt - plan.StartsAt > Longest) throw new Refused("A session lasts at most 12 hours", "Input.Ends");
        if (plan.StartsAt < now.AddYears(-1)) throw new Refused("Enter a day that is less than a year ago", "Input.Day");
        if (plan.StartsAt > now.AddYears(2)) throw new Refused("Enter a day within the next two years", "Input.Day");
        if (plan.Place?.Length > PlaceMaxLength) throw new Refused($"Keep the place to {PlaceMaxLength} characters", "Input.Place");
        if (plan.LedBy?.Length > LedByMaxLength) throw new Refused($"Keep the name to {LedByMaxLength} characters", "Input.LedBy");
        if (plan.LeaderId is null && string.IsNullOrWhiteSpace(plan.LedBy)) throw new Refused("Choose who leads it, or enter a name", "Input.Leader");
        return new TrainingSession
        {
            Id = Guid.CreateVersion7(now),
            CourseId = plan.CourseId,
            StartsAt = plan.StartsAt,
            EndsAt = plan.EndsAt,
            Place = string.IsNullOrWhiteSpace(plan.Place) ? null : plan.Place.Trim(),
            LeaderId = plan.LeaderId,
            LedBy = plan.LeaderId is not null || string.IsNullOrWhiteSpace(plan.LedBy) ? null : plan.LedBy.Trim(),
            Code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            PlannedById = by,
        };
    }

    public bool IsOpen(DateTimeOffset now) => State == SessionState.Planned && now >= StartsAt - Margin && now <= EndsAt + Margin;

    /// <summary>Somebody says "I am here" by the code.</summary>
    public Attendance SignIn(Guid person, bool isHereAlready, DateTimeOffset now)
    {
        if (State == SessionState.Cancelled) throw new Refused("This session was called off.");
        if (State == SessionState.Held || now > EndsAt + Margin) throw new Refused("This session is over. Ask whoever led it to add you.");
        if (now < StartsAt - Margin) throw new Refused("This session has not begun. Open the code again when it does.");
        if (isHereAlready) throw new Refused("You are on the list already. Nothing more is needed.");
        return new Attendance { Id = Guid.CreateVersion7(now), SessionId = Id, PersonId = person, Way = AttendanceWay.Code, At = now, RecordedById = person };
    }

    /// <summary>Whoever leads it ticks somebody of the school.</summary>
    public Attendance Tick(Guid person, Guid by, DateTimeOffset now)
    {
        RefuseTicking(now);
        return new Attendance { Id = Guid.CreateVersion7(now), SessionId = Id, PersonId = person, Way = AttendanceWay.Ticked, At = now, RecordedById = by };
    }

    /// <summary>Somebody came whom the school's records do not hold.</summary>
    public Attendance AddGuest(string? name, Guid by, DateTimeOffset now)
    {
        RefuseTicking(now);
        var written = name?.Trim() ?? "";
        if (!written.Any(char.IsLetter)) throw new Refused("Enter the name of the person who came", "Guest.Name");
        if (written.Length > Attendance.GuestNameMaxLength) throw new Refused($"A name has at most {Attendance.GuestNameMaxLength} characters", "Guest.Name");
        return new Attendance { Id = Guid.CreateVersion7(now), SessionId = Id, GuestName = written, Way = AttendanceWay.Ticked, At = now, RecordedById = by };
    }

    public void Untick()
    {
        if (State != SessionState.Planned) throw new Refused("The list is closed. A record that is wrong is withdrawn on the person's page.");
    }

    public void Hold(int present, DateTimeOffset now)
    {
        if (State == SessionState.Held) throw new Refused("This session is closed already.");
        RefuseTicking(now);
        if (present == 0) throw new Refused("Tick who was there before you close the list");
        HeldAt = now;
    }

    public void Cancel(DateTimeOffset now)
    {
        if (State != SessionState.Planned) throw new Refused("Only a planned session can be called off.");
        CancelledAt = now;
    }

    private void RefuseTicking(DateTimeOffset now)
    {
        if (State == SessionState.Cancelled) throw new Refused("This session was called off.");
        if (now < StartsAt - Margin) throw new Refused("This session has not begun: who comes is ticked when it does.");
    }
}

public sealed record SessionPlan(Guid CourseId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Place, Guid? LeaderId, string? LedBy);

public enum SessionState { Planned, Held, Cancelled }

public enum AttendanceWay { Code, Ticked }

/// <summary>Somebody was there.</summary>
public sealed class Attendance : SchoolRow
{
    public const int GuestNameMaxLength = 100;

    public Guid SessionId { get; init; }
    public Guid? PersonId { get; init; }
    public string? GuestName { get; init; }
    public AttendanceWay Way { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid RecordedById { get; init; }
}
