using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Questions;

/// <summary>What governors asked and what they were answered. Governors ask; whoever holds the post answers.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.ComputingLead)]
public sealed class ListModel(TutelaDb db, GovernanceAccess access, RoleDesk roles, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public sealed record Row(GovernorQuestion Question, string AskedBy, string? AnsweredBy);

    [BindProperty] public AskInput Input { get; set; } = new();

    public sealed class AskInput
    {
        [Required(ErrorMessage = "Choose whom you ask")] public Role? AskedOf { get; set; }
        [Required(ErrorMessage = "Write your question"), MaxLength(GovernorQuestion.TextMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Text { get; set; }
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool MayAsk => user.Is(Roles.Governors);
    public bool MayAnswer(GovernorQuestion question) => question.AnsweredAt is null && user.Is(question.AskedOf);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayAsk) throw new Forbidden();
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.Asked);
        var asked = Input.AskedOf!.Value;
        if (!GovernanceAccess.Asked.Contains(asked)) throw new Refused("Choose one of these", "Input.AskedOf");
        var holders = await roles.HoldersAsync(asked);
        if (holders.Count == 0) throw new Refused($"Nobody is {asked.Name().ToLowerInvariant()} at the moment. Ask somebody else.", "Input.AskedOf");
        var question = new GovernorQuestion { Id = Guid.CreateVersion7(clock.GetUtcNow()), AskedById = user.PersonId, AskedAt = clock.GetUtcNow(), AskedOf = asked, Text = Input.Text!.Trim() };
        db.Add(question);
        audit.Record(GovernanceProcesses.Asked, nameof(GovernorQuestion), question.Id, after: new { question.AskedOf });
        await notifier.TellAsync(holders, "A governor has asked you a question", $"governors/questions/{question.Id}");
        TempData["Success"] = "Your question is sent.";
        return Redirect(scope.Href("governors/questions"));
    }

    // The computing lead oversees nothing: they see what was asked of them.
    private async Task LoadAsync()
    {
        var seen = access.Oversees ? db.Set<GovernorQuestion>() : db.Set<GovernorQuestion>().Where(q => q.AskedOf == Role.ComputingLead);
        Rows = await (from question in seen.AsNoTracking()
                      join asker in db.Set<Person>() on question.AskedById equals asker.Id
                      join answerer in db.Set<Person>() on question.AnsweredById equals answerer.Id into answerers
                      from answerer in answerers.DefaultIfEmpty()
                      orderby question.AnsweredAt != null, question.AskedAt descending
                      select new Row(question, asker.GivenName + " " + asker.FamilyName, answerer == null ? null : answerer.GivenName + " " + answerer.FamilyName)).Take(Most).ToListAsync();
    }
}
