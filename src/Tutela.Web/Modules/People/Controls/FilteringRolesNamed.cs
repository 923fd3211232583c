using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Controls;

/// <summary>Whether a governor, a senior leader, the designated safeguarding lead and a technician are named for filtering and monitoring.</summary>
internal sealed class FilteringRolesNamed(PostRegister register, PackInForce pack) : Control
{
    private static readonly string[] Needed = ["filtering-governor", "filtering-senior-leader", "dsl", "filtering-technician"];

    public override string Id => "people.filtering-roles-named";
    public override string Title => "Filtering and monitoring roles are held";
    public override IReadOnlyList<string> Clauses => ["WED-3.1h"];
    public override Role Owner => Role.ChairOfGovernors;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        if (!Needed.All(id => pack.Settings.Roles.Any(r => r.Id == id))) return new(ControlState.NotApplicable, "The policy names other roles.", 0, 0);
        var posts = (await register.LoadAsync()).Where(p => Needed.Contains(p.Setting.Id)).ToList();
        var empty = posts.Where(p => p.Holders.Count == 0).Select(p => p.Setting.Title).ToList();
        var held = posts.Count - empty.Count;
        return new(empty.Count == 0 ? ControlState.Met : ControlState.NotMet, empty.Count == 0 ? "All four roles are held." : $"Nobody holds: {string.Join(", ", empty)}.", held, posts.Count, "people/roles");
    }
}
