using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training.SelfAudit;
using Tutela.Web.Modules.Training.Updates;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training;

/// <summary>The way to the own training, with what waits there. Two queries.</summary>
public sealed class TrainingWaiting : WaitingSource
{
    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is([.. Roles.Staff, .. Roles.Governors, Role.Visitor])) return [];
        var me = user.PersonId;
        var found = new List<Waiting>();
        var sheets = await (from sheet in db.Set<AuditSheet>()
                            join round in db.Set<AuditRound>() on sheet.RoundId equals round.Id
                            where sheet.PersonId == me && sheet.AnsweredAt == null && round.ClosedOn == null
                            select sheet.Id).ToListAsync();
        var unread = await (from recipient in db.Set<UpdateRecipient>()
                            join update in db.Set<TrainingUpdate>() on recipient.UpdateId equals update.Id
                            where recipient.PersonId == me && recipient.ReadAt == null && update.Channel == UpdateChannel.Bulletin
                            select update.Id).ToListAsync();
        if (sheets.Count > 0) found.Add(new("Answer the online safety self-audit", $"training/self-audit/{sheets[0]}", WaitingRank.Due, "Ten questions, five minutes."));
        if (unread.Count > 0)
            found.Add(new(unread.Count == 1 ? "Read an update" : $"Read {unread.Count} updates", unread.Count == 1 ? $"training/updates/{unread[0]}" : "training/updates", WaitingRank.Due, null, unread.Count));
        if (!user.Is(Role.Visitor)) found.Add(new("Your training", "training", WaitingRank.Information, "What is due, and your certificates."));
        return found;
    }
}
