using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Updates;

/// <summary>One update: read and confirmed by those it is for; for those who give updates, who has read or missed it.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class OneModel(TutelaDb db, CurrentUser user, TrainingAccess access, UpdateDesk desk, AuditTrail audit, SchoolScope scope) : PageModel
{
    public sealed record Recipient(Guid Id, string Name, DateTimeOffset? ReadAt, bool Missed);

    [BindProperty] public MissedInput Input { get; set; } = new();

    public sealed class MissedInput
    {
        public List<Guid> Missed { get; set; } = [];
    }

    public TrainingUpdate Update { get; private set; } = null!;
    public UpdateRecipient? Mine { get; private set; }
    public string GivenBy { get; private set; } = "";
    public IReadOnlyList<Recipient> Recipients { get; private set; } = [];
    public IReadOnlyList<string> Paragraphs => Update.Body.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    public IReadOnlyList<SelectListItem> Choices => [.. Recipients.Select(r => new SelectListItem(r.Name, r.Id.ToString()))];

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.Missed = [.. Recipients.Where(r => r.Missed).Select(r => r.Id)];
    }

    public async Task<IActionResult> OnPostReadAsync(Guid id)
    {
        await LoadAsync(id);
        if (Mine is null || Update.Channel != UpdateChannel.Bulletin) throw new NotFound();
        desk.Confirm(Mine);
        TempData["Success"] = "Thank you. It is recorded that you have read it.";
        return Redirect(scope.Href("training/updates"));
    }

    public async Task<IActionResult> OnPostMissedAsync(Guid id)
    {
        await LoadAsync(id);
        if (Recipients.Count == 0 || Update.Channel == UpdateChannel.Bulletin) throw new Forbidden();
        audit.Begin(TrainingProcesses.UpdateGiven);
        var all = await db.Set<UpdateRecipient>().Where(r => r.UpdateId == id).ToListAsync();
        foreach (var one in all) one.Miss(Input.Missed.Contains(one.PersonId));
        audit.Record(TrainingProcesses.UpdateGiven, nameof(TrainingUpdate), id, after: new { missed = all.Count(r => r.Missed) });
        TempData["Success"] = "Saved";
        return Redirect(scope.Href($"training/updates/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Update = await db.Set<TrainingUpdate>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id) ?? throw new NotFound();
        Mine = await db.Set<UpdateRecipient>().SingleOrDefaultAsync(r => r.UpdateId == id && r.PersonId == user.PersonId);
        if (Mine is null && !access.MayGiveUpdates) throw new NotFound();
        GivenBy = await db.Set<Person>().Where(p => p.Id == Update.GivenById).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
        // Who has read what is for those who manage training, and for whoever gave this one.
        if (!access.IsManager && Update.GivenById != user.PersonId) return;
        Recipients = await (from recipient in db.Set<UpdateRecipient>()
                            join person in db.Set<Person>() on recipient.PersonId equals person.Id
                            where recipient.UpdateId == id
                            orderby recipient.ReadAt != null, person.FamilyName, person.GivenName
                            select new Recipient(person.Id, person.GivenName + " " + person.FamilyName, recipient.ReadAt, recipient.Missed)).AsNoTracking().ToListAsync();
    }
}
