using Microsoft.AspNetCore.Html;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>Policy text as this school reads it: posts with the names of who holds them today, from the register, settings with their values, and
/// duties that the school added. Four queries. Scoped.</summary>
public sealed class PolicyWords(PostRegister posts, DutyLists duties, PackInForce pack, SchoolScope scope)
{
    private Dictionary<string, string>? _holders;
    private IReadOnlyList<(DutyListSetting List, IReadOnlyList<AddedDuty> Duties)> _duties = [];

    public async Task LoadAsync()
    {
        if (_holders is not null) return;
        _holders = (await posts.LoadAsync()).ToDictionary(p => p.Setting.Id, NamesOf);
        _duties = await duties.LoadAsync();
    }

    /// <summary>What the school adds to the duties that this section lists.</summary>
    public IReadOnlyList<string> DutiesAfter(PolicySection section) =>
        [.. _duties.Where(d => d.List.Section == section.Number).SelectMany(d => d.Duties).Select(d => d.Text)];

    /// <summary>The text as safe HTML. Call <see cref="LoadAsync"/> in the handler first.</summary>
    public IHtmlContent Html(string markdown, bool inline = false) =>
        new HtmlString(PolicyMarkdown.ToHtml(PolicyTokens.Fill(markdown, ValueOf), Resolve, inline));

    private string ValueOf(string token)
    {
        if (token == "school.name") return scope.School.Name;
        if (token.StartsWith("role:", StringComparison.Ordinal))
            return _holders!.TryGetValue(token[5..], out var names) && names.Length > 0 ? names : "nobody yet";
        if (token.StartsWith("setting:", StringComparison.Ordinal)) return SettingPaths.Describe(pack.Settings, token[8..]) ?? "";
        return "";
    }

    private string? Resolve(string link) => link.StartsWith("doc:", StringComparison.Ordinal) ? scope.Href($"policy/documents/{link[4..]}") : null;

    private static string NamesOf(Post post) =>
        post.Holders.Count > 0 ? string.Join(", ", post.Holders.Select(h => h.Name))
        : post.ActingToday is { } acting ? $"{acting.Name} (acting until {DateText.Day(acting.Until)})" : "";
}
