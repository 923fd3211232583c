using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns;

/// <summary>What of concerns needs this person today. One query.</summary>
public sealed class ConcernsWaiting(ConcernsAccess access) : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(Roles.Staff) && !user.Is(Role.Pupil, Role.Parent)) return [];
        var today = now.LondonDay();
        var (me, staff) = (user.PersonId, user.Is(Roles.Staff));
        var handled = access.Handled;
        var found = await db.Set<Person>().Where(p => p.Id == me).Select(p => new
        {
            Urgent = staff ? handled.Count(c => c.ReadAt == null && c.Urgent && c.Status != ConcernStatus.Closed) : 0,
            Unread = staff ? handled.Count(c => c.ReadAt == null && !c.Urgent && c.Status != ConcernStatus.Closed) : 0,
            Undecided = staff ? handled.Count(c => c.ReadAt != null && c.Status == ConcernStatus.Raised) : 0,
            Own = staff ? access.OwnActions.Count(a => a.DoneAt == null && a.DueOn >= today) : 0,
            Late = staff ? access.OwnActions.Count(a => a.DoneAt == null && a.DueOn < today) : 0,
            LateOfOthers = staff ? handled.Where(c => c.OwnerId == me).SelectMany(c => c.Actions).Count(a => a.DoneAt == null && a.DueOn < today && a.OwnerId != me) : 0,
            Feedback = db.Set<Concern>().Count(c => c.ReporterId == me && c.FeedbackAt != null && c.FeedbackReadAt == null),
            Drafts = staff ? db.Set<Draft>().Count(d => d.PersonId == me && d.Kind == ReportDraft.Kind && d.SentAt == null && d.LeftAt == null) : 0,
        }).SingleAsync();
        var waiting = new List<Waiting>();
        Add(found.Urgent, "urgent concern to read", "urgent concerns to read", "concerns?Show=unread", WaitingRank.Urgent, "Read it now: a child may be at risk");
        Add(found.Unread, "new concern to read", "new concerns to read", "concerns?Show=unread", WaitingRank.Urgent);
        Add(found.Late, "action of yours is late", "actions of yours are late", "concerns/actions", WaitingRank.Urgent);
        Add(found.Undecided, "concern waits for a decision", "concerns wait for a decision", "concerns?Show=undecided", WaitingRank.Due);
        Add(found.Own, "action to do", "actions to do", "concerns/actions", WaitingRank.Due);
        Add(found.LateOfOthers, "action of somebody else is late", "actions of others are late", "concerns?Show=late", WaitingRank.Due);
        Add(found.Drafts, "report of yours is not sent yet", "reports of yours are not sent yet", "concerns/report", WaitingRank.Due);
        if (!staff && user.Is(Role.Parent)) Add(found.Feedback, "answer to a worry that you shared", "answers to worries that you shared", "worry", WaitingRank.Information);
        else if (staff) Add(found.Feedback, "report of yours has feedback", "reports of yours have feedback", "concerns/mine", WaitingRank.Information);
        else Add(found.Feedback, "answer to what you told us", "answers to what you told us", "tell", WaitingRank.Information);
        return waiting;

        void Add(int count, string one, string several, string path, WaitingRank rank, string? hint = null)
        {
            if (count > 0) waiting.Add(new Waiting($"{count} {(count == 1 ? one : several)}", path, rank, hint, count));
        }
    }
}
