using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>Policy text as this school reads it: posts with the names of who holds them today, settings with their values. One query.</summary>
public sealed class PolicyWords(TutelaDb db, PackInForce pack, SchoolScope scope)
{
    private Dictionary<Role, string>? _holders;

    public async Task LoadAsync()
    {
        if (_holders is not null) return;
        var rows = await (from holding in db.Set<RoleHolding>()
                          join person in db.Set<Person>() on holding.PersonId equals person.Id
                          where holding.Until == null && person.EndedOn == null && Named.Contains(holding.Role)
                          orderby holding.From
                          select new { holding.Role, person.GivenName, person.FamilyName }).ToListAsync();
        _holders = rows.GroupBy(r => r.Role).ToDictionary(g => g.Key, g => string.Join(", ", g.Select(r => $"{r.GivenName} {r.FamilyName}")));
    }

    /// <summary>The text as safe HTML. Call <see cref="LoadAsync"/> in the handler first.</summary>
    public IHtmlContent Html(string markdown, bool inline = false) =>
        new HtmlString(PolicyMarkdown.ToHtml(PolicyTokens.Fill(markdown, ValueOf), Resolve, inline));

    private string ValueOf(string token)
    {
        if (token == "school.name") return scope.School.Name;
        if (token is "school.motto" or "school.vision") return token == "school.motto" ? pack.Settings.Identity.Motto : pack.Settings.Identity.Vision;
        if (token.StartsWith("role:", StringComparison.Ordinal))
            return RoleOf(token[5..]) is { } role && _holders!.TryGetValue(role, out var names) ? names : "nobody yet";
        if (token.StartsWith("setting:", StringComparison.Ordinal)) return SettingPaths.Describe(pack.Settings, token[8..]) ?? "";
        return "";
    }

    private string? Resolve(string link) => link.StartsWith("doc:", StringComparison.Ordinal) ? scope.Href($"policy/documents/{link[4..]}") : null;

    private static readonly Role[] Named =
        [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.ComputingLead, Role.ChairOfGovernors];

    private static Role? RoleOf(string id) => id switch
    {
        "dsl" => Role.DesignatedSafeguardingLead,
        "deputy-dsl" => Role.DeputySafeguardingLead,
        "headteacher" => Role.Headteacher,
        "computing-lead" => Role.ComputingLead,
        "chair-of-governors" => Role.ChairOfGovernors,
        _ => null,
    };
}
