using Microsoft.AspNetCore.Html;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Print;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>Policy text as this school reads it: posts with the names of who holds them today, from the register, settings with their values, and
/// duties that the school added. Four queries. Scoped.</summary>
public sealed class PolicyWords(PostRegister posts, DutyLists duties, PackInForce pack, SchoolScope scope)
{
    private Dictionary<string, string>? _holders;
    private IReadOnlyList<(DutyListSetting List, IReadOnlyList<AddedDuty> Duties)> _duties = [];

    /// <summary>The settings that the text speaks of: those in force, unless another version is shown.</summary>
    public PackSettings? Of { get; set; }

    /// <summary>The version that is shown, where it is not the one in force.</summary>
    public RunningLine? Line { get; set; }

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

    /// <summary>What stands at the foot of a document because the settings put it there, such as that nobody answers for what is on the internet.</summary>
    public IReadOnlyList<IHtmlContent> DisclaimersOf(AgreementText text) =>
        [.. (Of ?? pack.Settings).Scope.Disclaimers.Where(d => d.Documents.Contains(text.Head.EasyReadOf ?? text.Id)).Select(d => Html(d.Text, inline: true))];

    /// <summary>The school's motto and values, which stand on the pages that pupils agree to. WID-0.3.</summary>
    public IReadOnlyList<string> IdentityOn(AgreementText text) => !text.Head.Audiences.Contains(Audience.Pupils) ? []
        : [.. new[] { (Of ?? pack.Settings).Identity.Motto, (Of ?? pack.Settings).Identity.Values is { Count: > 0 } values ? $"Our values: {string.Join(", ", values)}" : "" }.Where(l => l.Length > 0)];

    /// <summary>The text for a printed copy. The documents of the pack stand in the same copy, so links to them are words alone.</summary>
    public IEnumerable<PrintBlock> Print(PolicyBlock block) =>
        PrintedMarkdown.Of(PolicyTokens.Fill(block.Markdown, ValueOf), block.Kind, block.Number, link => link.StartsWith("guidance:", StringComparison.Ordinal) ? Resolve(link) : null);

    private string ValueOf(string token)
    {
        if (token == "school.name") return scope.School.Name;
        if (token is "school.motto" or "school.vision") return token == "school.motto" ? (Of ?? pack.Settings).Identity.Motto : (Of ?? pack.Settings).Identity.Vision;
        if (token == "policy.school-year") return (Line ?? pack.Running).SchoolYear;
        if (token.StartsWith("role:", StringComparison.Ordinal))
            return _holders!.TryGetValue(token[5..], out var names) && names.Length > 0 ? names : "nobody yet";
        if (token.StartsWith("setting:", StringComparison.Ordinal)) return SettingPaths.Describe((Of ?? pack.Settings), token[8..]) ?? "";
        return "";
    }

    /// <summary>Whether the reader may follow links to the register of linked policies. What is signed never has them, so that its words are the same for all.</summary>
    public bool LinksToRegister { get; set; }

    private string? Resolve(string link) => link.Split(':', 2) switch
    {
        ["doc", var id] => scope.Href($"policy/documents/{id}"),
        ["linked", var id] => LinksToRegister ? scope.Href($"policy/linked#{id}") : null,
        ["guidance", var id] => GuidanceOf(id)?.Address,
        _ => null,
    };

    // Where a document has been superseded, the reader is led to what took its place.
    private GuidanceEntry? GuidanceOf(string id) =>
        pack.Pack.Guidance.FirstOrDefault(g => g.Id == id) is not { } entry ? null
        : entry.SupersededBy is { } newer ? pack.Pack.Guidance.FirstOrDefault(g => g.Id == newer) : entry;

    private static string NamesOf(Post post) =>
        post.Holders.Count > 0 ? string.Join(", ", post.Holders.Select(h => h.Name))
        : post.ActingToday is { } acting ? $"{acting.Name} (acting until {DateText.Day(acting.Until)})" : "";
}
