using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Monitoring.Activity;

/// <summary>What was refused, newest first, and how sure it is who asked.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.ComputingLead, Role.IctSupport)]
public sealed class ActivityModel(ActivityQuery query, GroupTitles groups, NodeWatch nodes, PackInForce pack, CurrentUser user, TimeProvider clock) : PageModel
{
    private const int DaysAtFirst = 7;

    [FromQuery] public string? Category { get; set; }
    [FromQuery] public string? Group { get; set; }
    [FromQuery] public string? Day { get; set; }
    [FromQuery] public long? Source { get; set; }
    [FromQuery] public bool Background { get; set; }
    [FromQuery] public string? Before { get; set; }

    public ActivityQuery.Page Shown { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Categories { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Groups { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Days { get; private set; } = [];
    public string? SourceLabel { get; private set; }
    public bool MayName { get; private set; }
    public bool HasNodes { get; private set; }
    public IReadOnlyList<KnownNode> Silent { get; private set; } = [];
    /// <summary>Lines of the last days that no segment's reader could use.</summary>
    public long Unread { get; private set; }
    public string? FirstFault { get; private set; }
    public int RawDays => pack.Settings.Monitoring.RawDays;
    public bool IsFiltered => Category is not null || Group is not null || Day is not null || Source is not null;

    public async Task OnGetAsync()
    {
        var today = clock.Today();
        var oldest = today.AddDays(-RawDays);
        var day = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) && parsed >= oldest && parsed <= today ? parsed : (DateOnly?)null;
        var filter = new ActivityQuery.Filter(day ?? today.AddDays(1 - DaysAtFirst), day ?? today, Clean(Category), Clean(Group), Source, Background, Place(Before));
        MayName = MonitoringAccess.MayName(user);
        Shown = await query.RefusedAsync(filter, MayName);
        SourceLabel = Source is null ? null : Shown.Lines.Count > 0 ? Shown.Lines[0].Sighting.Label : "this source";
        Categories = [.. (await query.CategoriesAsync(oldest, today)).Select(c => new SelectListItem(FilterCategories.Title(c), c, c == Category)).OrderBy(c => c.Text, StringComparer.Ordinal)];
        Groups = [.. (await groups.AllAsync()).Values.Select(g => new SelectListItem(g.Title, g.Name, g.Name == Group))];
        Days = [.. Enumerable.Range(0, RawDays).Select(i => today.AddDays(-i)).Select((d, i) => new SelectListItem(i == 0 ? "Today" : i == 1 ? "Yesterday" : d.ToString("dddd d MMMM", CultureInfo.GetCultureInfo("en-GB")), d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d == day))];
        var known = await nodes.NodesAsync();
        HasNodes = known.Any(n => n.HeardAt is not null);
        (Unread, FirstFault) = await query.UnreadAsync(clock.GetUtcNow().AddDays(-DaysAtFirst));
        Silent = [.. known.Where(n => n.IsSilent)];
    }

    /// <summary>The address of what follows, with the filter kept.</summary>
    public string OlderHref()
    {
        var (at, id) = Shown.Next!.Value;
        var parts = new List<string> { $"before={at.UtcTicks}-{id}" };
        if (Category is not null) parts.Add("category=" + Uri.EscapeDataString(Category));
        if (Group is not null) parts.Add("group=" + Uri.EscapeDataString(Group));
        if (Day is not null) parts.Add("day=" + Uri.EscapeDataString(Day));
        if (Source is not null) parts.Add($"source={Source}");
        if (Background) parts.Add("background=true");
        return "?" + string.Join('&', parts);
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > 64 || text.Contains('\0') ? null : text;

    private static (DateTimeOffset, long)? Place(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id) : null;
    }
}
