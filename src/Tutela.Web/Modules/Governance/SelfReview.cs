using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Governance;

/// <summary>The school looks at itself: a level and a commentary for every aspect. A finished one stays as it is.</summary>
public sealed class SelfReview : SchoolRow
{
    public Guid StartedById { get; init; }
    public DateOnly StartedOn { get; init; }
    public Guid? FinishedById { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public void Finish(IReadOnlyCollection<SelfReviewAspect> aspects, Guid by, DateTimeOffset now)
    {
        if (FinishedAt is not null) throw new Refused("This self-review is finished already.");
        if (Aspect.All.FirstOrDefault(a => aspects.All(x => x.Aspect != a.Id)) is { } open) throw new Refused($"Every aspect needs a level and a commentary. The next one is: {open.Title}.");
        (FinishedById, FinishedAt) = (by, now);
    }
}

public sealed class SelfReviewAspect : SchoolRow
{
    public const int CommentaryMaxLength = 2000;
    /// <summary>From this level on an aspect belongs in the action plan: 5 is the lowest.</summary>
    public const int LowFrom = 4;

    public Guid ReviewId { get; init; }
    public required string Aspect { get; init; }
    public int Level { get; private set; }
    public string Commentary { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }

    public bool IsLow => Level >= LowFrom;

    public void Judge(SelfReview review, int level, string commentary, Guid by, DateTimeOffset now)
    {
        if (review.FinishedAt is not null) throw new Refused("This self-review is finished. Start a new one to judge again.", "Input.Level");
        if (level is < 1 or > 5) throw new Refused("Choose a level from 5 to 1", "Input.Level");
        (Level, Commentary, ById, At) = (level, commentary, by, now);
    }
}

/// <summary>One thing that a school judges, and what to ask about it.</summary>
public sealed record Aspect(string Id, string Title, string Asks)
{
    public static readonly IReadOnlyList<Aspect> All =
    [
        new("governance", "Governance", "Do governors know what is asked of them, see figures, and ask questions that change something?"),
        new("responsibilities", "Responsibilities", "Does each duty have a name beside it, and a deputy?"),
        new("policy", "Policy", "Is the policy known, reviewed on time and put into practice everywhere?"),
        new("acceptable-use", "Acceptable use", "Has everybody agreed to rules that they understand?"),
        new("responding", "Reporting and responding", "Do children and adults tell us, and is what follows quick, fair and written down?"),
        new("mobile", "Mobile technology", "Is it clear who may use which device, where and when?"),
        new("images", "Digital and video images", "Are pictures taken, kept and shown only as people agreed?"),
        new("publishing", "Online publishing", "Is what we publish checked, safe and worth reading?"),
        new("filtering", "Filtering", "Does filtering protect each group without getting in the way of lessons?"),
        new("monitoring", "Monitoring", "Is what monitoring finds read in time by people who can act on it?"),
        new("technical-security", "Technical security", "Are networks, devices and accounts kept safe and up to date?"),
        new("cyber-security", "Cyber security", "Could we carry on after an attack, and have we tried?"),
        new("data-security", "Data security", "Is personal data held only where it should be, for as long as it should be?"),
        new("education", "Education programme", "Does every year group learn about online life in a planned way?"),
        new("staff-learning", "Staff learning", "Is every adult trained, and do we know what they still need?"),
        new("governor-learning", "Governor learning", "Are governors trained to ask the right questions?"),
        new("families", "Families", "Do families know what we do, and do we know what they need?"),
        new("impact", "Impact of policy", "Can we show that what we do makes children safer?"),
    ];

    public static Aspect? Find(string id) => All.FirstOrDefault(a => a.Id == id);

    public static string LevelName(int level) => level switch
    {
        5 => "Nothing is in place yet",
        4 => "We have begun",
        3 => "In place, not yet everywhere",
        2 => "In place everywhere and looked after",
        _ => "Leading: others could learn from us",
    };
}
