using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>Requests in words: for adults, and for children with a picture.</summary>
public static class SiteWords
{
    public static string Title(this SiteRequest request) => $"{(request.Kind == SiteRequestKind.Open ? "Open" : "Close")} {request.Name ?? "a site without an address"}";

    public static string Title(this Unsuitability wrong) => wrong switch
    {
        Unsuitability.Sexual => "Sexual, or for adults only",
        Unsuitability.Violent => "Violent or frightening",
        Unsuitability.Hateful => "Hateful or extremist",
        Unsuitability.Harmful => "Self-harm, suicide, drugs or other danger",
        Unsuitability.Grooming => "Strangers contact children there",
        Unsuitability.Money => "Gambling, scams, or it takes details or money",
        _ => "Something else",
    };

    /// <summary>For children.</summary>
    public static (string Words, string Picture) Simple(this Unsuitability wrong) => wrong switch
    {
        Unsuitability.Sexual => ("Rude, or for grown-ups", "eyes"),
        Unsuitability.Violent => ("Scary, or someone was hurt", "scared"),
        Unsuitability.Hateful => ("Unkind about people", "angry"),
        Unsuitability.Harmful => ("Dangerous things", "stop"),
        Unsuitability.Grooming => ("A stranger talked to me", "stranger"),
        Unsuitability.Money => ("It wanted money or my name", "money"),
        _ => ("Something else", "other"),
    };

    public static (string Text, string Colour) Tag(this SiteRequest request) => (request.Status, request.Kind) switch
    {
        (SiteRequestStatus.Waiting, _) => ("Waiting", "blue"),
        (SiteRequestStatus.Granted, SiteRequestKind.Open) => ("Opened", "green"),
        (SiteRequestStatus.Granted, _) => ("Closed", "green"),
        (SiteRequestStatus.Declined, SiteRequestKind.Open) => ("Not opened", "red"),
        (SiteRequestStatus.Declined, _) => ("Left open", "grey"),
        _ => ("Taken back", "grey"),
    };

    /// <summary>The posts of the policy as they begin a sentence: "The headteacher and the designated safeguarding lead".</summary>
    public static string Named(this PackSettings settings, IReadOnlyList<string> posts)
    {
        var titles = posts.Select(id => settings.Roles.FirstOrDefault(r => r.Id == id)?.Title).OfType<string>().ToList();
        if (titles.Count == 0) return Role.IctSupport.Name();
        return "The " + (titles.Count == 1 ? titles[0] : $"{string.Join(", the ", titles.SkipLast(1))} and the {titles[^1]}");
    }

    /// <summary>Such as "12 minutes", "5 hours", "3 days".</summary>
    public static string Span(TimeSpan time) => time switch
    {
        { TotalMinutes: < 120 } => Count((int)Math.Max(0, time.TotalMinutes), "minute"),
        { TotalHours: < 48 } => Count((int)time.TotalHours, "hour"),
        _ => Count((int)time.TotalDays, "day"),
    };

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
