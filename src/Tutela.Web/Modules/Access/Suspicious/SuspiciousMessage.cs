using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Suspicious;

/// <summary>How it came.</summary>
public enum MessageWay { Email, Message, PopUp, Other }

/// <summary>What was done with it.</summary>
public enum MessageOpened { No, Opened, Attachment, Link, DetailsGiven, NotSure }

/// <summary>A message that somebody did not trust: to whom it came and when. It is here and not among concerns, because whoever looks after the school's
/// IT acts on it and sees no case. What was said is never edited.</summary>
public sealed class SuspiciousMessage : SchoolRow
{
    public const int AccountMaxLength = 2000;
    public const int OutcomeMaxLength = 2000;

    public Guid ReporterId { get; init; }
    public bool ByPupil { get; init; }
    /// <summary>To whom it came.</summary>
    public Guid RecipientId { get; init; }
    public MessageWay Way { get; init; }
    public MessageOpened Opened { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public string? Account { get; init; }
    public DateTimeOffset ReportedAt { get; init; }
    /// <summary>Who was told, and so may see it.</summary>
    public List<Guid> ToldIds { get; init; } = [];
    public DateTimeOffset? DealtWithAt { get; private set; }
    public Guid? DealtWithById { get; private set; }
    public string? Outcome { get; private set; }

    /// <summary>What is said. <paramref name="ReceivedAt"/> is null where it is not asked: then it came just now.</summary>
    public sealed record Wish(Guid RecipientId, MessageWay? Way, MessageOpened? Opened, DateTimeOffset? ReceivedAt, string? Account, bool ByPupil);

    public static SuspiciousMessage Report(Wish wish, IReadOnlyCollection<Guid> told, Guid by, DateTimeOffset now)
    {
        if (wish.Way is not { } way) throw new Refused(wish.ByPupil ? "Choose a picture" : "Choose how it came", "Input.Way");
        if (wish.Opened is not { } opened) throw new Refused(wish.ByPupil ? "Choose what you did" : "Choose what was done with it", "Input.Opened");
        if (wish.ReceivedAt > now) throw new Refused("The time can't be in the future", "Input.At");
        if (wish.Account?.Length > AccountMaxLength) throw new Refused(wish.ByPupil ? "That is a lot of words. Make it a bit shorter" : $"Use at most {AccountMaxLength} characters", "Input.Account");
        return new SuspiciousMessage
        {
            Id = Guid.CreateVersion7(now),
            ReporterId = by,
            ByPupil = wish.ByPupil,
            RecipientId = wish.RecipientId,
            Way = way,
            Opened = opened,
            ReceivedAt = wish.ReceivedAt ?? now,
            Account = string.IsNullOrWhiteSpace(wish.Account) ? null : wish.Account.Trim(),
            ReportedAt = now,
            ToldIds = [.. told.Distinct()],
        };
    }

    public void DealWith(string? outcome, Guid by, DateTimeOffset now)
    {
        if (DealtWithAt is not null) throw new Refused("This has been dealt with already.");
        if (string.IsNullOrWhiteSpace(outcome)) throw new Refused("Write what was done", "Input.Outcome");
        if (outcome.Length > OutcomeMaxLength) throw new Refused($"Use at most {OutcomeMaxLength} characters", "Input.Outcome");
        (DealtWithAt, DealtWithById, Outcome) = (now, by, outcome.Trim());
    }
}

public static class MessageWords
{
    public static string Title(this MessageWay way) => way switch
    {
        MessageWay.Email => "An e-mail",
        MessageWay.Message => "A message or chat",
        MessageWay.PopUp => "Something that popped up",
        _ => "Something else",
    };

    public static string Title(this MessageOpened opened) => opened switch
    {
        MessageOpened.No => "It was not opened",
        MessageOpened.Opened => "It was opened, and nothing in it",
        MessageOpened.Attachment => "An attachment was opened",
        MessageOpened.Link => "A link was followed",
        MessageOpened.DetailsGiven => "Details or a password were typed in",
        _ => "Not sure",
    };

    /// <summary>For children.</summary>
    public static (string Words, string Picture) Simple(this MessageWay way) => way switch
    {
        MessageWay.Email => ("An email", "envelope"),
        MessageWay.Message => ("A message or a chat", "talk"),
        MessageWay.PopUp => ("Something popped up", "computer"),
        _ => ("Something else", "other"),
    };

    public static (string Words, string Picture) Simple(this MessageOpened opened) => opened switch
    {
        MessageOpened.No => ("I did not open it", "yes"),
        MessageOpened.Opened => ("I opened it", "eyes"),
        MessageOpened.Attachment => ("I opened a file in it", "open-book"),
        MessageOpened.Link => ("I pressed a link", "website"),
        MessageOpened.DetailsGiven => ("I typed something in", "write"),
        _ => ("I do not know", "unsure"),
    };

    /// <summary>Quick action keeps harm small.</summary>
    public static bool IsUrgent(this MessageOpened opened) => opened is MessageOpened.Attachment or MessageOpened.Link or MessageOpened.DetailsGiven;
}
