using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering.Requests;

public enum SiteRequestKind
{
    /// <summary>A site that is refused is asked for.</summary>
    Open,
    /// <summary>A site that is let through should not be.</summary>
    Close,
}

/// <summary>What is wrong with a site.</summary>
public enum Unsuitability { Sexual, Violent, Hateful, Harmful, Grooming, Money, Other }

/// <summary>What somebody asks of the filter: to open a site for a lesson, or to close one that they met. What was asked is never edited; the answer is added.</summary>
public sealed class SiteRequest : SchoolRow
{
    public const int AddressMaxLength = 2000, TextMaxLength = 1000, ClassMaxLength = 60, MostWaitingOfPupil = 5, MostDays = 366;

    public SiteRequestKind Kind { get; init; }
    public bool ByPupil { get; init; }
    public Guid AskedById { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    /// <summary>As it was typed; null where a child did not know it.</summary>
    public string? Address { get; init; }
    /// <summary>The name that the filter decides by; null where the address has none.</summary>
    public string? Name { get; init; }
    public Unsuitability? Wrong { get; init; }
    public string? Why { get; init; }
    public string? GroupName { get; init; }
    public string? ClassName { get; init; }
    public DateOnly? StartsOn { get; init; }
    /// <summary>The last day, itself in.</summary>
    public DateOnly? EndsOn { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    /// <summary>Who was told, and so may see it.</summary>
    public List<Guid> ToldIds { get; init; } = [];
    public SiteRequestStatus Status { get; private set; }
    public Guid? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? Answer { get; private set; }

    /// <summary>What a site is wanted for. A child gives the address and why.</summary>
    public sealed record Wish(string? Address, string? Why, string? Group = null, bool ForPupils = true, string? ClassName = null, DateOnly? StartsOn = null, DateOnly? EndsOn = null);

    /// <summary>What was met, and when. A child need not know the address.</summary>
    public sealed record Find(string? Address, Unsuitability? Wrong, string? Why, string? ClassName = null, DateTimeOffset? SeenAt = null);

    /// <summary>From the request to its answer, or to now while there is none.</summary>
    public TimeSpan WaitedAt(DateTimeOffset now) => (DecidedAt ?? now) - AskedAt;

    /// <summary>From when it was seen until it was said; null where it was not asked.</summary>
    public TimeSpan? SaidAfter => AskedAt - SeenAt;

    public static SiteRequest AskFor(Wish wish, bool byPupil, IReadOnlyCollection<SiteRequest> waiting, IReadOnlyCollection<Guid> told, Guid by, DateTimeOffset now)
    {
        var name = ReadName(wish.Address, byPupil);
        var why = Text(wish.Why, "Input.Why");
        if (why is null) throw new Refused(byPupil ? "Write what you need it for" : "Enter what it is for: the lesson, and what the class does there", "Input.Why");
        if (!byPupil) Check(wish, now.LondonDay());
        if (waiting.Any(r => r.Kind == SiteRequestKind.Open && r.Name == name && r.GroupName == wish.Group))
            throw new Refused("You have asked for this site already. The answer will come to you", "Input.Site");
        if (byPupil && waiting.Count(r => r.Kind == SiteRequestKind.Open) >= MostWaitingOfPupil)
            throw new Refused($"You have asked for {MostWaitingOfPupil} websites. Wait until you have an answer", "Input.Site");
        return new SiteRequest
        {
            Id = Guid.CreateVersion7(now),
            Kind = SiteRequestKind.Open,
            ByPupil = byPupil,
            AskedById = by,
            AskedAt = now,
            Address = wish.Address!.Trim(),
            Name = name,
            Why = why,
            GroupName = wish.Group,
            ClassName = Short(wish.ClassName),
            StartsOn = wish.StartsOn,
            EndsOn = wish.EndsOn,
            ToldIds = [.. told.Distinct()],
        };
    }

    public static SiteRequest Report(Find find, bool byPupil, IReadOnlyCollection<Guid> told, Guid by, DateTimeOffset now)
    {
        if (find.Wrong is not { } wrong) throw new Refused(byPupil ? "Choose a picture" : "Choose what is wrong with it", "Input.Wrong");
        var address = string.IsNullOrWhiteSpace(find.Address) ? null : find.Address.Trim();
        if (address?.Length > AddressMaxLength) throw new Refused(byPupil ? "That is too long. Write only its name" : $"Keep the address to {AddressMaxLength} characters", "Input.Site");
        var name = byPupil ? SiteAddress.NameOf(address) : ReadName(address, byPupil);
        if (!byPupil && find.SeenAt is null) throw new Refused("Enter when it was seen, such as 9:05am", "Input.At");
        if (find.SeenAt > now) throw new Refused("The time can't be in the future", "Input.At");
        return new SiteRequest
        {
            Id = Guid.CreateVersion7(now),
            Kind = SiteRequestKind.Close,
            ByPupil = byPupil,
            AskedById = by,
            AskedAt = now,
            Address = address,
            Name = name,
            Wrong = wrong,
            Why = Text(find.Why, "Input.Why"),
            ClassName = Short(find.ClassName),
            SeenAt = find.SeenAt,
            ToldIds = [.. told.Distinct()],
        };
    }

    /// <summary>The step of <see cref="SiteRequestSteps"/>, or a refusal. <paramref name="mayDecide"/>: the policy lets this person decide.</summary>
    public SiteRequestStep StepFor(SiteRequestAction action, bool mayDecide, Guid by)
    {
        var step = SiteRequestSteps.Of(Status, action) ?? throw new Refused("This has been answered already. Open it again to see the answer.");
        if (step.By == SiteRequestDoer.Asker && by != AskedById) throw new Forbidden();
        if (step.By == SiteRequestDoer.Decider && by == AskedById) throw new Refused("You asked for this yourself, so somebody else has to decide on it.");
        if (step.By == SiteRequestDoer.Decider && !mayDecide) throw new Forbidden();
        return step;
    }

    public void Take(SiteRequestStep step, string? answer, Guid by, DateTimeOffset now)
    {
        var text = Text(answer, "Input.Answer");
        if (step.NeedsAnswer && text is null) throw new Refused("Write why, in words for whoever asked", "Input.Answer");
        (Status, DecidedById, DecidedAt, Answer) = (step.To, by, now, text);
    }

    private static void Check(Wish wish, DateOnly today)
    {
        if (wish.Group is null) throw new Refused("Choose for whom it is opened", "Input.Group");
        if (wish.ForPupils && string.IsNullOrWhiteSpace(wish.ClassName)) throw new Refused("Enter the class that uses it, such as 4B", "Input.ClassName");
        if (wish.StartsOn is not { } first) throw new Refused("Enter the first day", "Input.StartsOn");
        if (wish.EndsOn is not { } last) throw new Refused("Enter the last day: it is closed again after it by itself", "Input.EndsOn");
        if (first < today) throw new Refused("Enter a first day that has not passed", "Input.StartsOn");
        if (last < first) throw new Refused("The last day can't be before the first", "Input.EndsOn");
        if (last.DayNumber - first.DayNumber > MostDays) throw new Refused("Enter a last day within a year", "Input.EndsOn");
    }

    private static string ReadName(string? typed, bool byPupil)
    {
        if (string.IsNullOrWhiteSpace(typed)) throw new Refused(byPupil ? "Write the name of the website" : "Enter the site's address, such as example.com", "Input.Site");
        if (typed.Length > AddressMaxLength) throw new Refused(byPupil ? "That is too long. Write only its name" : $"Keep the address to {AddressMaxLength} characters", "Input.Site");
        return SiteAddress.NameOf(typed) ?? throw new Refused(byPupil ? "That is not the name of a website. It looks like example.com" : "Enter an address such as example.com or https://example.com/page", "Input.Site");
    }

    private static string? Text(string? typed, string field)
    {
        if (typed?.Length > TextMaxLength) throw new Refused($"Keep it to {TextMaxLength} characters", field);
        return string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
    }

    private static string? Short(string? typed)
    {
        if (typed?.Length > ClassMaxLength) throw new Refused($"Keep it to {ClassMaxLength} characters", "Input.ClassName");
        return string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
    }
}
