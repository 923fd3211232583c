using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>A child begins. Who reads it stands here first. No draft is offered again: the tablet may be another child's by then.</summary>
[For(Role.Pupil)]
public sealed class StartModel(DraftDesk drafts, SchoolScope scope, PageFrame frame, ConcernRouting routing, TutelaDb db, CurrentUser user, TimeProvider clock) : TellPage(drafts, scope, frame)
{
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;

    public IReadOnlyList<string> Readers { get; private set; } = [];
    public IReadOnlyList<ConcernEntry> Answers { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Readers = ReadersOf(await routing.HoldersAsync());
        var mine = await db.Set<Concern>().Where(c => c.ReporterId == user.PersonId && c.FeedbackAt != null && c.FeedbackReadAt == null)
            .Include(c => c.Entries.Where(e => e.Kind == EntryKind.FedBack)).ToListAsync();
        Answers = [.. mine.SelectMany(c => c.Entries).OrderBy(e => e.At)];
        foreach (var concern in mine) concern.FeedbackRead(clock.GetUtcNow());
    }

    public IActionResult OnPost() => Redirect(_scope.Href($"tell/{_drafts.Start(TellDraft.Kind, new TellDraft()).Id}/who-to"));

    /// <summary>The names of the first level that somebody holds: who reads it first.</summary>
    internal static IReadOnlyList<string> ReadersOf(IReadOnlyList<ConcernRouting.Holder> holders) =>
        [.. holders.Where(h => h.Role == holders[0].Role).Select(h => h.Name)];
}
