using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.SelfReviews;

/// <summary>One aspect: a level and why.</summary>
[For(Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class JudgeModel(TutelaDb db, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public JudgeInput Input { get; set; } = new();

    public sealed class JudgeInput
    {
        [Required(ErrorMessage = "Choose a level")] public int? Level { get; set; }
        [Required(ErrorMessage = "Say why, and what shows it"), MaxLength(SelfReviewAspect.CommentaryMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Commentary { get; set; }
    }

    public Aspect Aspect { get; private set; } = null!;
    public SelfReview Review { get; private set; } = null!;
    public SelfReviewAspect? Judged { get; private set; }
    public int Number => Governance.Aspect.All.ToList().IndexOf(Aspect) + 1;

    public async Task OnGetAsync(Guid id, string aspect)
    {
        await LoadAsync(id, aspect);
        if (Judged is not null) (Input.Level, Input.Commentary) = (Judged.Level, Judged.Commentary);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string aspect)
    {
        await LoadAsync(id, aspect);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.AspectJudged);
        var before = Judged is null ? null : new { aspect, Judged.Level, Judged.Commentary };
        var row = Judged ?? new SelfReviewAspect { Id = Guid.CreateVersion7(clock.GetUtcNow()), ReviewId = id, Aspect = aspect };
        row.Judge(Review, Input.Level!.Value, Input.Commentary!.Trim(), user.PersonId, clock.GetUtcNow());
        if (Judged is null) db.Add(row);
        audit.Record(GovernanceProcesses.AspectJudged, nameof(SelfReview), id, before, new { aspect, row.Level, row.Commentary });
        var done = await db.Set<SelfReviewAspect>().Where(a => a.ReviewId == id).Select(a => a.Aspect).ToListAsync();
        var next = before is null ? Governance.Aspect.All.FirstOrDefault(a => a.Id != aspect && !done.Contains(a.Id)) : null;
        return Redirect(scope.Href($"governors/self-review/{id}{(next is null ? "" : $"/{next.Id}")}"));
    }

    private async Task LoadAsync(Guid id, string aspect)
    {
        Aspect = Governance.Aspect.Find(aspect) ?? throw new NotFound();
        Review = await db.Set<SelfReview>().SingleOrDefaultAsync(r => r.Id == id) ?? throw new NotFound();
        Judged = await db.Set<SelfReviewAspect>().SingleOrDefaultAsync(a => a.ReviewId == id && a.Aspect == aspect);
    }
}
