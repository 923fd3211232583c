using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Monitoring.Activity;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>One alert: what happened, why it is one, what to do.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.ComputingLead, Role.IctSupport)]
public sealed class DetailModel(TutelaDb db, ActivityQuery activity, GroupTitles groups, ConcernDesk concerns, PackInForce pack, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public DecisionInput Input { get; set; } = new();

    public Alert Alert { get; private set; } = null!;
    public Sighting? Sighting { get; private set; }
    public string GroupTitle { get; private set; } = "";
    public string? DecidedBy { get; private set; }
    public IReadOnlyList<AlertStep> Steps { get; private set; } = [];
    public string Why => Alert.Why(pack.Settings.Monitoring.Alerts);
    public bool MayName { get; private set; }

    public sealed class DecisionInput
    {
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id, [FromForm(Name = "step")] AlertAction action)
    {
        await LoadAsync(id);
        audit.Begin(MonitoringModule.AlertDecided);
        var step = AlertSteps.All.SingleOrDefault(s => s.Action == action) ?? throw new NotFound();
        if (!user.Is([.. step.For])) throw new Forbidden();
        if (action == AlertAction.Reopen && await db.Set<Alert>().AnyAsync(a => a.Status == AlertStatus.New && a.Kind == Alert.Kind && a.Subject == Alert.Subject && a.Category == Alert.Category))
            throw new Refused("There is a new alert about the same thing. Decide that one.");
        var before = Alert.Status;
        Alert.Take(step, Input.Reason, user.PersonId, clock.GetUtcNow());
        audit.Record(MonitoringModule.AlertDecided, nameof(Alert), id, new { status = before.ToString() }, new { status = Alert.Status.ToString() }, Alert.Reason);
        return Redirect(scope.Href(action == AlertAction.RaiseConcern ? await RaiseAsync() : $"monitoring/alerts/{id}"));
    }

    private async Task<string> RaiseAsync()
    {
        var path = await concerns.RaiseFromAlertAsync(Alert.Id, $"Alert from monitoring: {Alert.Title()}. {Alert.Summary(Sighting, GroupTitle)}", [Alert.Risk()], Alert.LastAt, urgent: Alert.Grade >= 4);
        Alert.LinkTo(Guid.Parse(path[(path.LastIndexOf('/') + 1)..]));
        return path;
    }

    private async Task LoadAsync(Guid id)
    {
        if (HttpMethods.IsPost(Request.Method)) await db.LockAsync<Alert>(id);
        Alert = await db.Set<Alert>().Where(MonitoringAccess.Sees(user)).SingleOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();
        MayName = MonitoringAccess.MayName(user);
        Steps = [.. AlertSteps.Open(Alert, user)];
        GroupTitle = (await groups.AllAsync()).GetValueOrDefault(Alert.GroupName)?.Title ?? Alert.GroupName;
        if (Alert.SourceId is { } source && await activity.SourceAsync(source) is var (seen, device)) Sighting = Sighting.Of(seen, device, GroupTitle, Alert.LastAt, MayName, scope.SchoolId);
        if (Alert.DecidedBy is { } decider) DecidedBy = await db.Set<Person>().Where(p => p.Id == decider).Select(p => p.GivenName + " " + p.FamilyName).SingleOrDefaultAsync();
    }
}
