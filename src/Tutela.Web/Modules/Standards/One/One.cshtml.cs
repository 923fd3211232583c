using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Standards.One;

/// <summary>One requirement: what answers it, how that went day by day, and what its owner stated.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Governor, Role.ChairOfGovernors)]
public sealed class OneModel(StandardsBoard board, TutelaDb db, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int HistoryDays = 180;

    [BindProperty] public StatementInput Input { get; set; } = new();

    public sealed class StatementInput
    {
        [Required(ErrorMessage = "Say how the school meets this")] public string? Said { get; set; }
        [Required(ErrorMessage = "Say where the proof is")] public string? Evidence { get; set; }
        [Required(ErrorMessage = "Enter the day until which this holds"), Display(Name = "The day until which this holds")] public DateOnly? Until { get; set; }
    }

    /// <summary>A stretch of days on which a control said the same.</summary>
    public sealed record Stretch(string Control, DateOnly From, DateOnly To, ControlState State);

    public RequirementStanding Standing { get; private set; } = null!;
    public Standard Standard { get; private set; } = null!;
    public IReadOnlyList<StandardStatement> Statements { get; private set; } = [];
    public IReadOnlyList<Stretch> History { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool ShowsFindings => user.Is(Roles.Staff);
    public bool MayState => Standing.Requirement.Attested && user.Is(Standing.Requirement.Owner, Role.Headteacher, Role.DesignatedSafeguardingLead);

    public async Task OnGetAsync(string id)
    {
        await LoadAsync(id);
        Input.Until = Today.AddMonths(Standing.Requirement.LastsMonths);
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        await LoadAsync(id);
        audit.Begin(StandardsModule.Stated);
        if (!MayState) throw new Forbidden();
        if (!ModelState.IsValid) return Page();
        var requirement = Standing.Requirement;
        var role = user.Is(requirement.Owner) ? requirement.Owner : user.Is(Role.Headteacher) ? Role.Headteacher : Role.DesignatedSafeguardingLead;
        var statement = StandardStatement.Make(requirement, Input.Said!, Input.Evidence!, Input.Until!.Value, user.PersonId, role, clock.GetUtcNow());
        db.Add(statement);
        audit.Record(StandardsModule.Stated, nameof(StandardStatement), statement.Id, after: new { statement.Requirement, statement.Said, statement.Evidence, statement.Until });
        TempData["Success"] = "Your statement is recorded.";
        return Redirect(scope.Href($"standards/{requirement.Id}"));
    }

    private async Task LoadAsync(string id)
    {
        var whole = await board.LoadAsync();
        var row = whole.Rows.FirstOrDefault(r => r.Requirements.Any(q => q.Requirement.Id == id)) ?? throw new NotFound();
        (Standard, Standing) = (row.Standard, row.Requirements.Single(q => q.Requirement.Id == id));
        Statements = await db.Set<StandardStatement>().AsNoTracking().Where(s => s.Requirement == id).OrderByDescending(s => s.At).ToListAsync();
        var (from, ids) = (Today.AddDays(-HistoryDays), Standing.Requirement.Controls.ToArray());
        var days = await db.Set<ControlDay>().AsNoTracking().Where(d => d.Day >= from && ids.Contains(d.ControlId)).OrderBy(d => d.Day).Select(d => new { d.ControlId, d.Day, d.State }).ToListAsync();
        var titles = Standing.Answers.ToDictionary(a => a.Control.Id, a => a.Control.Title);
        var stretches = new List<Stretch>();
        foreach (var control in days.GroupBy(d => d.ControlId))
            foreach (var day in control)
                if (stretches.LastOrDefault() is { } last && last.Control == titles[control.Key] && last.State == day.State) stretches[^1] = last with { To = day.Day };
                else stretches.Add(new(titles[control.Key], day.Day, day.Day, day.State));
        History = [.. stretches.OrderByDescending(s => s.To).ThenBy(s => s.Control)];
    }
}
