using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Governance.Report;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Governance;

/// <summary>What governance needs of this person today. One query, and one more for those who may confirm a procedure.</summary>
public sealed class GovernanceWaiting(GovernanceAccess access, PackInForce pack, SchoolScope scope) : WaitingSource
{
    private const int SoonDays = 14;

    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(Roles.Staff) && !user.Is(Roles.Governors)) return [];
        var (today, me, sees, approves) = (now.LondonDay(), user.PersonId, access.Oversees, user.Is(Role.Headteacher, Role.OnlineSafetyCoordinator));
        var soon = today.AddDays(SoonDays);
        var open = db.Set<Meeting>().Where(m => m.HeldOn == null && m.CancelledAt == null);
        var toAnswer = access.ToAnswer;
        var found = await db.Set<Person>().Where(p => p.Id == me).Select(_ => new
        {
            Late = db.Set<GovernanceAction>().Count(a => a.OwnerId == me && a.DoneAt == null && a.DueOn < today),
            Mine = db.Set<GovernanceAction>().Count(a => a.OwnerId == me && a.DoneAt == null && a.DueOn >= today),
            Missed = sees ? open.Count(m => m.PlannedOn < today) : 0,
            Next = sees ? open.Where(m => m.PlannedOn >= today && m.PlannedOn <= soon).Min(m => (DateOnly?)m.PlannedOn) : null,
            ToAnswer = toAnswer.Count(),
            LastReport = db.Set<SignedReport>().Max(r => (DateOnly?)r.ToDay),
            Proposed = approves ? db.Set<WebItems.WebItem>().Count(i => i.Status == WebItems.WebItemStatus.Proposed) : 0,
        }).SingleAsync();
        var waiting = new List<Waiting>();
        Add(found.Late, "action from governance is late", "actions from governance are late", "governors/actions", WaitingRank.Urgent);
        Add(found.ToAnswer, "governor's question waits for your answer", "governors' questions wait for your answer", "governors/questions", WaitingRank.Due);
        Add(found.Missed, "meeting has no minutes", "meetings have no minutes", "governors/meetings", WaitingRank.Due, "Record that it was held, or call it off");
        Add(found.Mine, "action from governance to do", "actions from governance to do", "governors/actions", WaitingRank.Due);
        Add(found.Proposed, "item for the website waits for approval", "items for the website wait for approval", "web-items", WaitingRank.Due);
        if (access.MaySignReports && ReportSchedule.Overdue(found.LastReport, scope.School.CreatedAt.LondonDay(), pack.Settings.Governance.ReportEveryMonths, today) is [var due, ..])
            waiting.Add(new($"The report to governors was due on {DateText.Day(due)}", "governors/reports/make", WaitingRank.Due));
        if (found.Next is { } next) waiting.Add(new($"A meeting or review is planned for {DateText.Day(next)}", "governors/meetings", WaitingRank.Information));
        if (user.Is(Role.Headteacher, Role.SeniorLeader) && !(await Procedure.Confirmed.ThisYearAsync(db, today)).Exists(c => c.PersonId == me))
            waiting.Add(new("Confirm that you know what to do when a member of staff is accused", "staff-allegations/procedure", WaitingRank.Due, "Once each school year; two minutes"));
        return waiting;

        void Add(int count, string one, string several, string path, WaitingRank rank, string? hint = null)
        {
            if (count > 0) waiting.Add(new Waiting($"{count} {(count == 1 ? one : several)}", path, rank, hint, count));
        }
    }
}
