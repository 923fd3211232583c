using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.People.Controls;

/// <summary>One post of the pack, held today by whoever the register says. A pack without it has nothing to show.</summary>
internal abstract class PostHeld(PostRegister register, string post) : Control
{
    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        if ((await register.LoadAsync()).FirstOrDefault(p => p.Setting.Id == post) is not { } one) return new(ControlState.NotApplicable, "The policy names no such role.", 0, 0);
        return one.Holders.Count > 0 ? new(ControlState.Met, $"The {one.Setting.Title} is named in the register.", 1, 1, $"people/roles/{post}")
            : one.ActingToday is { } acting ? new(ControlState.AtRisk, $"Somebody acts as {one.Setting.Title} until {DateText.Day(acting.Until)}.", 0, 1, $"people/roles/{post}")
            : new(ControlState.NotMet, $"Nobody is {one.Setting.Title}.", 0, 1, $"people/roles/{post}");
    }
}

/// <summary>There is a governor for online safety; the policy prints the name from the register.</summary>
internal sealed class LinkGovernorNamed(PostRegister register) : PostHeld(register, "link-governor")
{
    public override string Id => "people.link-governor";
    public override string Title => "A governor is named for online safety";
    public override IReadOnlyList<string> Clauses => ["WED-3.1l"];
    public override Role Owner => Role.ChairOfGovernors;
}

/// <summary>There is an online safety coordinator; one person may hold further roles and is told things once.</summary>
internal sealed class CoordinatorNamed(PostRegister register) : PostHeld(register, "online-safety-coordinator")
{
    public override string Id => "people.coordinator";
    public override string Title => "An online safety coordinator is appointed";
    public override IReadOnlyList<string> Clauses => ["CRO-4.1"];
    public override Role Owner => Role.Headteacher;
}

/// <summary>The safeguarding lead and deputies are in the register; the child protection policy and the job description are linked.</summary>
internal sealed class LeadIsDocumented(PostRegister register) : Control
{
    public override string Id => "people.lead-documented";
    public override string Title => "The safeguarding lead is in the register and in writing";
    public override IReadOnlyList<string> Clauses => ["WED-3.3a"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var posts = (await register.LoadAsync()).Where(p => p.Setting.Id is "dsl" or "deputy-dsl").ToList();
        var kinds = await db.Set<PostDocument>().Select(d => d.Kind).ToListAsync();
        List<string> missing = [.. posts.Where(p => p.Holders.Count == 0).Select(p => $"who is {p.Setting.Title}")];
        if (!kinds.Contains(PostDocumentKind.ChildProtectionPolicy)) missing.Add("the child protection policy");
        if (!kinds.Contains(PostDocumentKind.JobDescription)) missing.Add("the job description");
        var all = posts.Count + 2;
        return missing.Count == all ? new(ControlState.NoEvidenceYet, "Neither holders nor documents are in the register yet.", 0, all, "people/roles/documents")
            : missing.Count == 0 ? new(ControlState.Met, "Holders, child protection policy and job description are in the register.", all, all, "people/roles/documents")
            : new(ControlState.NotMet, $"Missing from the register: {string.Join(", ", missing)}.", all - missing.Count, all, "people/roles/documents");
    }
}

/// <summary>Each firm that holds a post has a contract with dates, contact and data terms that runs on past the days of warning.</summary>
internal sealed class ProviderUnderContract(PostRegister register, PackInForce pack) : Control
{
    public override string Id => "people.provider-contract";
    public override string Title => "ICT support is under contract";
    public override IReadOnlyList<string> Clauses => ["WID-5.5"];
    public override Role Owner => Role.Headteacher;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var posts = (await register.LoadAsync()).Where(p => p.Setting.Kind == RoleKind.Provider).ToList();
        if (posts.Count == 0) return new(ControlState.NotApplicable, "The policy names no provider.", 0, 0);
        var ends = await db.Set<ProviderContract>().Where(c => c.ReplacedAt == null).ToDictionaryAsync(c => c.Post, c => c.EndsOn);
        if (ends.Count == 0) return new(ControlState.NoEvidenceYet, "No contract is recorded yet.", 0, posts.Count, $"people/roles/{posts[0].Setting.Id}");
        var today = now.LondonDay();
        var lacking = posts.FirstOrDefault(p => !ends.TryGetValue(p.Setting.Id, out var end) || end < today);
        if (lacking is not null) return new(ControlState.NotMet, $"No contract runs for the {lacking.Setting.Title}.", posts.Count(p => ends.TryGetValue(p.Setting.Id, out var e) && e >= today), posts.Count, $"people/roles/{lacking.Setting.Id}");
        var first = posts.MinBy(p => ends[p.Setting.Id])!;
        var last = ends[first.Setting.Id];
        return new(last < today.AddDays(pack.Settings.Governance.ContractWarnDays) ? ControlState.AtRisk : ControlState.Met, $"The contract of the {first.Setting.Title} runs until {DateText.Day(last)}.", posts.Count, posts.Count, $"people/roles/{first.Setting.Id}");
    }
}
