using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Monitoring.Activity;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>An alert in words. Nobody is named in any of them.</summary>
public static class AlertWords
{
    public static string Title(this Alert alert) => alert.Kind switch
    {
        AlertKind.HighRisk => FilterCategories.Title(alert.Category),
        AlertKind.RepeatedAttempts => $"Repeated attempts: {FilterCategories.Title(alert.Category)}",
        AlertKind.Circumvention => $"Trying to get round the filter: {FilterCategories.Title(alert.Category)}",
        _ => $"Filter node {alert.Names.FirstOrDefault()} is silent",
    };

    public static string Title(this AlertStatus status) => status switch
    {
        AlertStatus.ConcernRaised => "Concern raised",
        AlertStatus.NotAWorry => "Not a worry",
        AlertStatus.Over => "Over",
        _ => "New",
    };

    /// <summary>The kind of risk that a concern from this alert begins with; people can change it.</summary>
    public static OnlineRisk Risk(this Alert alert) =>
        alert.Kind == AlertKind.Circumvention ? OnlineRisk.Conduct : alert.Category == "gambling" ? OnlineRisk.Commerce : OnlineRisk.Content;

    /// <summary>Why there is an alert.</summary>
    public static string Why(this Alert alert, AlertSettings settings) => alert.Kind switch
    {
        AlertKind.HighRisk when FilterCategories.KindOf(alert.Category) == CategoryKind.Illegal =>
            "A site on a list of illegal content was asked for. It was refused; such names are kept nowhere. Do not look for it. Speak to the child or adult, and follow your child protection policy.",
        AlertKind.HighRisk => "One request in this category is enough for an alert, by the school's policy.",
        AlertKind.RepeatedAttempts => $"{settings.RepeatedAttempts} or more refusals within {settings.WindowMinutes} minutes make an alert, by the school's policy. They are counted per device or address, not per child.",
        AlertKind.Circumvention => "Somebody, or a program on the device, asked for a service that goes round the school's filter.",
        _ => $"Nothing was heard from the node for {(int)Filtering.Contract.NodeWatch.SilentAfter.TotalMinutes} minutes. It may go on filtering, but what it sees does not arrive here.",
    };

    /// <summary>What happened, in a sentence, for the page and for the concern.</summary>
    public static string Summary(this Alert alert, Sighting? sighting, string group)
    {
        if (alert.Kind == AlertKind.NodeSilent) return $"Last heard {DateText.DayAndTime(alert.FirstAt)}.";
        var when = alert.LastAt - alert.FirstAt < TimeSpan.FromMinutes(1) ? $"on {DateText.DayAndTime(alert.FirstAt)}" : $"between {DateText.DayAndTime(alert.FirstAt)} and {DateText.DayAndTime(alert.LastAt)}";
        var names = alert.Names.Count == 0 ? "" : $" Asked for: {string.Join(", ", alert.Names)}.";
        var who = sighting is null ? "a source whose details are no longer kept" : $"{sighting.Label}: {sighting.Known} (certainty: {sighting.CertaintyText})";
        return $"{(alert.Count == 1 ? "1 request was" : $"{alert.Count} requests were")} refused {when} to {who}, in the group {group}.{names}";
    }
}
