using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Updates;

/// <summary>Gives updates, takes read receipts, and says whom none has reached. Scoped.</summary>
public sealed class UpdateDesk(TutelaDb db, PackInForce pack, AuditTrail audit, Notifier notifier, SchoolScope scope, TimeProvider clock)
{
    public int Months => pack.Settings.Training.UpdateMonths;

    /// <summary>Records the update for everybody of its audience; a bulletin tells them. Returns it.</summary>
    public async Task<TrainingUpdate> GiveAsync(GivenUpdate given, Guid by)
    {
        audit.Begin(TrainingProcesses.UpdateGiven);
        // What was said in a meeting is recorded at any time; a bulletin asks people to read it.
        if (given.Channel == UpdateChannel.Bulletin) scope.CheckLive();
        var update = TrainingUpdate.Give(given, by, clock.GetUtcNow());
        var people = await AudienceAsync(given.Audience);
        if (people.Count == 0) throw new Refused("Nobody at the school belongs to this audience", "Input.Audience");
        db.Add(update);
        foreach (var person in people) db.Add(new UpdateRecipient { Id = Guid.CreateVersion7(clock.GetUtcNow()), UpdateId = update.Id, PersonId = person });
        audit.Record(TrainingProcesses.UpdateGiven, nameof(TrainingUpdate), update.Id, after: new { update.Title, update.Channel, update.Audience, update.About, update.GivenOn, recipients = people.Count });
        if (update.Channel == UpdateChannel.Bulletin) await notifier.TellAsync([.. people.Where(p => p != by)], $"Please read: {update.Title}", $"training/updates/{update.Id}");
        return update;
    }

    public void Confirm(UpdateRecipient recipient)
    {
        audit.Begin(TrainingProcesses.UpdateRead);
        recipient.Confirm(clock.GetUtcNow());
        audit.Record(TrainingProcesses.UpdateRead, nameof(TrainingUpdate), recipient.UpdateId, aboutPersonId: recipient.PersonId);
    }

    /// <summary>Staff whom no update reached in the months of the policy, with how many staff there are. A bulletin reaches who confirmed it; a
    /// meeting and an e-mail reach all but those who are marked as having missed it. Two queries.</summary>
    public async Task<(IReadOnlyList<(Guid Id, string Name)> Without, int Staff)> StaffWithoutAsync(bool safeguardingOnly)
    {
        var since = clock.Today().AddMonths(-Months);
        var (online, safeguarding, technical) = (nameof(UpdateSubject.OnlineSafety), nameof(UpdateSubject.Safeguarding), nameof(UpdateSubject.Technical));
        var reached = from recipient in db.Set<UpdateRecipient>()
                      join update in db.Set<TrainingUpdate>() on recipient.UpdateId equals update.Id
                      where update.GivenOn > since && !recipient.Missed && (update.Channel != UpdateChannel.Bulletin || recipient.ReadAt != null)
                          && (safeguardingOnly ? update.About.Contains(online) && update.About.Contains(safeguarding) : update.About.Contains(online) || update.About.Contains(safeguarding) || update.About.Contains(technical))
                      select recipient.PersonId;
        var staff = db.Set<Person>().Where(p => p.EndedOn == null && p.Kind == PersonKind.Staff);
        var without = await staff.Where(p => !reached.Contains(p.Id)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new { p.Id, Name = p.GivenName + " " + p.FamilyName }).ToListAsync();
        return ([.. without.Select(p => (p.Id, p.Name))], await staff.CountAsync());
    }

    /// <summary>Whole months from a day to another.</summary>
    public static int MonthsSince(DateOnly day, DateOnly today)
    {
        var months = (today.Year - day.Year) * 12 + today.Month - day.Month;
        return Math.Max(0, today.Day < day.Day ? months - 1 : months);
    }

    private Task<List<Guid>> AudienceAsync(UpdateAudience audience)
    {
        var volunteers = db.Set<TrainingProfile>().Where(f => f.NeedsTraining).Select(f => f.PersonId);
        var people = TrainingRecords.Trained(db).Where(p => p.Kind != PersonKind.Visitor || volunteers.Contains(p.Id));
        return (audience switch
        {
            UpdateAudience.Staff => people.Where(p => p.Kind == PersonKind.Staff),
            UpdateAudience.Governors => people.Where(p => p.Kind == PersonKind.Governor),
            UpdateAudience.Volunteers => people.Where(p => p.Kind == PersonKind.Visitor),
            _ => people,
        }).Select(p => p.Id).ToListAsync();
    }
}
