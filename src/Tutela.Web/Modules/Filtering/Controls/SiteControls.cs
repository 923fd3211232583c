using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Requests;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Controls;

/// <summary>What is reported as unsuitable is answered within a day, what is asked for within a week.</summary>
internal sealed class SitesAnswered : Control
{
    private const int Days = 180;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1), Later = TimeSpan.FromDays(7);

    public override string Id => "filtering.sites-answered";
    public override string Title => "Requests about sites are answered";
    public override IReadOnlyList<string> Clauses => [];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var since = now.AddDays(-Days);
        var all = await db.Set<SiteRequest>().AsNoTracking().Where(r => r.Status == SiteRequestStatus.Waiting || r.AskedAt >= since).ToListAsync();
        if (all.Count == 0) return new(ControlState.NoEvidenceYet, "Nothing was asked for or reported.", 0, 0, SiteDesk.Path);
        var open = all.Where(r => r.Status == SiteRequestStatus.Waiting).ToList();
        var late = open.Count(r => r.WaitedAt(now) > (r.Kind == SiteRequestKind.Close ? Soon : Later));
        return new(late > 0 ? ControlState.NotMet : open.Count > 0 ? ControlState.AtRisk : ControlState.Met, $"{all.Count - open.Count} of {all.Count} have an answer{(late > 0 ? $"; {late} wait too long" : "")}.", all.Count - open.Count, all.Count, SiteDesk.Path);
    }
}

/// <summary>As many people as the policy asks for are named to run filtering, so that nobody does it alone.</summary>
internal sealed class OperatorsEnough(PostRegister posts, RoleDesk roles, PackInForce pack) : Control
{
    public override string Id => "filtering.operators";
    public override string Title => "Filtering is run by more than one person";
    public override IReadOnlyList<string> Clauses => ["WID-5.10"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var (needed, named) = (pack.Settings.Filtering.MinimumOperators, new HashSet<Guid>());
        if (needed < 2) return new(ControlState.NotApplicable, "The policy lets one person run filtering.", 0, 0);
        foreach (var post in pack.Settings.Filtering.Operators)
            named.UnionWith((await posts.HoldersAsync(post)).Select(h => h.PersonId).OfType<Guid>());
        foreach (var role in FilteringModule.Operators) named.UnionWith(await roles.HoldersAsync(role));
        return named.Count >= needed ? new(ControlState.Met, $"{named.Count} people are named to run filtering.", needed, needed, "people/roles")
            : new(ControlState.NotMet, named.Count == 0 ? $"Nobody is named to run filtering; the policy asks for {needed} people." : $"One person alone is named to run filtering; the policy asks for {needed}.", named.Count, needed, "people/roles");
    }
}
