using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Use;

/// <summary>How an adult is with the pupils.</summary>
public enum UseWay { Demonstration, AlongsideAdult, IndependentSupervised }

/// <summary>One time that a class is to use the internet: who supervises it, and on which sites.</summary>
public sealed class PlannedUse : SchoolRow
{
    public const int ActivityMaxLength = 300;

    public Guid ClassId { get; init; }
    public DateOnly UsedOn { get; init; }
    public UseWay Way { get; init; }
    public Guid SupervisorId { get; init; }
    public required string Activity { get; init; }
    public required List<string> Sites { get; init; }
    public Guid RecordedById { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

    public sealed record Wish(Guid ClassId, DateOnly? On, UseWay? Way, Guid? Supervisor, string? Activity, string? Sites);

    /// <summary>Plans a use as the pack says for the pupils' band; null is the strictest.</summary>
    public static PlannedUse Plan(Wish wish, SupervisionSetting? band, IReadOnlyCollection<string> approved, Guid by, DateTimeOffset now)
    {
        var mode = band?.Mode ?? SupervisionMode.Demonstration;
        var alone = new[] { mode }.Concat(band?.Also ?? []).Any(m => m is SupervisionMode.Supervised or SupervisionMode.TeacherPresentOrPermission);
        if (wish.On is not { } day) throw new Refused("Enter the day", "Input.On");
        if (day < now.LondonDay().AddYears(-1) || day > now.LondonDay().AddYears(1)) throw new Refused("Enter a day within a year of today", "Input.On");
        if (string.IsNullOrWhiteSpace(wish.Activity)) throw new Refused("Say what the pupils will do", "Input.Activity");
        if (wish.Activity.Length > ActivityMaxLength) throw new Refused($"Use at most {ActivityMaxLength} characters", "Input.Activity");
        if (wish.Way is not { } way) throw new Refused("Choose how an adult is with the pupils", "Input.Way");
        if (wish.Supervisor is not { } supervisor) throw new Refused("Choose the adult who supervises. Pupils never go online without one", "Input.Supervisor");
        var sites = SitesOf(wish.Sites);
        if (way is UseWay.IndependentSupervised && !alone)
            throw new Refused(mode is SupervisionMode.Demonstration ? "At this age an adult shows, or sits alongside. Choose one of these" : "At this age an adult sits alongside. Choose that", "Input.Way");
        if (way is not UseWay.Demonstration && (mode is SupervisionMode.Demonstration || band is { ApprovedSitesOnly: true }))
        {
            if (sites.Count == 0) throw new Refused("At this age pupils use approved sites only. Enter which", "Input.Sites");
            if (sites.FirstOrDefault(s => !approved.Contains(s)) is { } other) throw new Refused($"{other} is not on the list of approved sites. At this age pupils use approved sites only", "Input.Sites");
        }
        return new PlannedUse
        {
            Id = Guid.CreateVersion7(now),
            ClassId = wish.ClassId,
            UsedOn = day,
            Way = way,
            SupervisorId = supervisor,
            Activity = wish.Activity.Trim(),
            Sites = sites,
            RecordedById = by,
            RecordedAt = now,
        };
    }

    /// <summary>One host a line, however it was copied from an address bar.</summary>
    public static List<string> SitesOf(string? text)
    {
        var sites = new List<string>();
        foreach (var line in (text ?? "").Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var host = ApprovedSite.HostOf(line) ?? throw new Refused($"“{(line.Length <= 60 ? line : line[..60] + "…")}” is not a site's address. Enter one a line, such as museum.example", "Input.Sites");
            if (!sites.Contains(host)) sites.Add(host);
        }
        return sites.Count <= 30 ? sites : throw new Refused("Enter at most 30 sites", "Input.Sites");
    }
}

/// <summary>A site that the school has approved for its youngest pupils.</summary>
public sealed class ApprovedSite : SchoolRow
{
    public const int HostMaxLength = 200;

    public required string Host { get; init; }
    public Guid ApprovedById { get; init; }
    public DateOnly ApprovedOn { get; init; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>The host of an address, or null.</summary>
    public static string? HostOf(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri!.IdnHost.Contains('.', StringComparison.Ordinal) && uri.IdnHost.Length <= HostMaxLength
            ? uri.IdnHost.ToLowerInvariant() is var host && host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host : null;
    }
}

public static class UseWays
{
    public static string Title(this UseWay way) => way switch
    {
        UseWay.Demonstration => "An adult shows",
        UseWay.AlongsideAdult => "Alongside an adult",
        _ => "Independent, supervised",
    };

    public static string Title(this SupervisionMode mode) => mode switch
    {
        SupervisionMode.Demonstration => "an adult shows, or sits alongside on approved sites",
        SupervisionMode.Direct or SupervisionMode.Alongside => "an adult sits alongside",
        SupervisionMode.TeacherPresentOrPermission => "a teacher is there or has said yes",
        _ => "always supervised",
    };
}
