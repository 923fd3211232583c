using Tutela.Web.Modules.Concerns.Contract;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>What a child has told so far.</summary>
public sealed class TellDraft
{
    public const string Kind = "tell";
    public const string Leads = "leads";

    public PupilStance? Stance { get; set; }
    public TellPicture? Picture { get; set; }
    public string? Words { get; set; }
    public List<Technology> Technologies { get; set; } = [];
    /// <summary>A person's id, or <see cref="Leads"/>.</summary>
    public string? Adult { get; set; }
}

/// <summary>What happened, as a child points at it.</summary>
public enum TellPicture { Saw, Unkind, Stranger, Photo, Did, Money, Other }

public static class TellPictures
{
    public static string Words(this TellPicture picture) => picture switch
    {
        TellPicture.Saw => "Something bad or scary on a screen",
        TellPicture.Unkind => "Somebody was unkind",
        TellPicture.Stranger => "Somebody I do not know talked to me, or wants to meet",
        TellPicture.Photo => "A photo or a video",
        TellPicture.Did => "I did something and I am worried",
        TellPicture.Money => "Money, or a trick",
        _ => "Something else",
    };

    public static string Picture(this TellPicture picture) => picture switch
    {
        TellPicture.Saw => "computer",
        TellPicture.Unkind => "sad",
        TellPicture.Stranger => "stranger",
        TellPicture.Photo => "camera",
        TellPicture.Did => "worried",
        TellPicture.Money => "money",
        _ => "other",
    };

    /// <summary>The nearest of the four kinds; the safeguarding lead decides. Somebody unknown is urgent, and so is a photo.</summary>
    public static (OnlineRisk? Risk, bool Urgent) Kind(this TellPicture? picture) => picture switch
    {
        TellPicture.Saw => (OnlineRisk.Content, false),
        TellPicture.Unkind => (OnlineRisk.Conduct, false),
        TellPicture.Stranger => (OnlineRisk.Contact, true),
        TellPicture.Photo => (OnlineRisk.Conduct, true),
        TellPicture.Did => (OnlineRisk.Conduct, false),
        TellPicture.Money => (OnlineRisk.Commerce, false),
        _ => (null, false),
    };
}

/// <summary>With what it was done, in a child's words.</summary>
public static class TellTechnologies
{
    public static readonly (Technology Technology, string Words)[] All =
    [
        (Technology.Internet, "A website, a game or an app"),
        (Technology.Phone, "A phone"),
        (Technology.Messaging, "Messages or chat"),
        (Technology.SharedTool, "Work that we share, such as a class page"),
        (Technology.SelfPublishing, "A video, a picture or a page that somebody put up"),
        (Technology.Other, "Something else"),
    ];
}
