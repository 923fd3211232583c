using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.SelfAudit;

/// <summary>What the person is told at once after the self-audit: the lead's name, the procedure, the texts, and what will be planned.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class NextModel(TutelaDb db, CurrentUser user, SelfAuditForm form, PostRegister posts) : PageModel
{
    // Whichever post of the pack leads on online safety, in this order.
    private static readonly string[] LeadPosts = ["online-safety-coordinator", "online-safety-lead", "dsl", "headteacher"];

    public IReadOnlyList<int> Needs { get; private set; } = [];
    public IReadOnlyList<string> Leads { get; private set; } = [];
    public IReadOnlyList<(string Id, string Title)> PupilTexts => form.PupilTexts;

    public async Task OnGetAsync(Guid id)
    {
        var sheet = await db.Set<AuditSheet>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.PersonId == user.PersonId && s.AnsweredAt != null) ?? throw new NotFound();
        Needs = await db.Set<TrainingNeed>().Where(n => n.AuditId == sheet.Id).OrderBy(n => n.Question).Select(n => n.Question).ToListAsync();
        if (!Needs.Contains(SelfAuditForm.LeadsName)) return;
        var register = await posts.LoadAsync();
        Leads = LeadPosts.Select(post => register.FirstOrDefault(p => p.Setting.Id == post)).FirstOrDefault(p => p is { Holders.Count: > 0 }) is { } lead
            ? [.. lead.Holders.Select(h => $"{h.Name}, {lead.Setting.Title}")]
            : [];
    }
}
