using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Training.SelfAudit;

/// <summary>Sends the self-audit, takes answers, lists needs and answers that do not fit what the records say. Scoped.</summary>
public sealed class SelfAuditDesk(TutelaDb db, PackInForce pack, TrainingRecords records, SelfAuditForm form, SignatureDates signatures, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    /// <summary>Answers that say one thing where the records say another.</summary>
    public sealed record Mismatch(string Name, string Says, string RecordsSay);

    public sealed record NeedRow(TrainingNeed Need, string Name);

    /// <summary>Asks all staff and the volunteers who need training. An open round is closed: people answer the newest.</summary>
    public async Task<(AuditRound Round, int People)> SendAsync(Guid by)
    {
        audit.Begin(TrainingProcesses.AuditSent);
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        foreach (var open in await db.Set<AuditRound>().Where(r => r.ClosedOn == null).ToListAsync())
        {
            if (open.OpenedOn == today) throw new Refused("The self-audit was sent today already.");
            open.Close(today);
        }
        var people = (await records.LoadAsync()).Where(p => p.Person.IsStaff || p.Person.IsVolunteer).Select(p => p.Person.Id).ToList();
        var round = new AuditRound { Id = Guid.CreateVersion7(now), OpenedOn = today, DueOn = today.AddDays(pack.Settings.Training.SelfAuditDays), OpenedById = by };
        db.Add(round);
        foreach (var person in people) db.Add(new AuditSheet { Id = Guid.CreateVersion7(now), RoundId = round.Id, PersonId = person });
        audit.Record(TrainingProcesses.AuditSent, nameof(AuditRound), round.Id, after: new { round.DueOn, people = people.Count });
        await notifier.TellAsync(people, "Please answer the online safety self-audit", "training");
        return (round, people.Count);
    }

    public async Task AnswerAsync(AuditSheet sheet, IReadOnlyList<GivenAnswer> given)
    {
        audit.Begin(TrainingProcesses.AuditAnswered);
        var isOpen = await db.Set<AuditRound>().AnyAsync(r => r.Id == sheet.RoundId && r.ClosedOn == null);
        var (answers, needs) = sheet.Answer(given, isOpen, clock.GetUtcNow());
        db.AddRange(answers);
        db.AddRange(needs);
        audit.Record(TrainingProcesses.AuditAnswered, nameof(AuditSheet), sheet.Id, after: new { no = answers.Where(a => !a.Yes).Select(a => a.Question).ToList() }, aboutPersonId: sheet.PersonId);
    }

    /// <summary>Needs of a round with whose they are, by question.</summary>
    public async Task<ILookup<int, NeedRow>> NeedsAsync(Guid roundId) => (await (
        from need in db.Set<TrainingNeed>()
        join sheet in db.Set<AuditSheet>() on need.AuditId equals sheet.Id
        join person in db.Set<Person>() on need.PersonId equals person.Id
        where sheet.RoundId == roundId && person.EndedOn == null
        orderby person.FamilyName, person.GivenName
        select new { need, Name = person.GivenName + " " + person.FamilyName }).ToListAsync()).ToLookup(n => n.need.Question, n => new NeedRow(n.need, n.Name));

    /// <summary>Puts needs into a session that is planned. They are met when the people come to it.</summary>
    public async Task<int> PlanAsync(IReadOnlyCollection<Guid> needs, Guid sessionId)
    {
        audit.Begin(TrainingProcesses.NeedsPlanned);
        if (!await db.Set<TrainingSession>().AnyAsync(s => s.Id == sessionId && s.HeldAt == null && s.CancelledAt == null)) throw new Refused("Choose a session that is planned", "Plan.SessionId");
        var found = await FindAsync(needs, "Plan.Needs");
        foreach (var need in found) need.Plan(sessionId);
        audit.Record(TrainingProcesses.NeedsPlanned, nameof(TrainingSession), sessionId, after: new { needs = found.Select(n => n.Id).ToList() });
        return found.Count;
    }

    public async Task<int> GroupAsync(IReadOnlyCollection<Guid> needs, string? topic)
    {
        audit.Begin(TrainingProcesses.NeedsPlanned);
        var found = (await FindAsync(needs, "Group.Needs")).Where(n => n.Question == SelfAuditForm.Wishes).ToList();
        if (found.Count == 0) throw new Refused("Choose at least one", "Group.Needs");
        foreach (var need in found) need.Group(topic);
        audit.Record(TrainingProcesses.NeedsPlanned, nameof(TrainingNeed), found[0].Id, after: new { found[0].Topic, needs = found.Select(n => n.Id).ToList() });
        return found.Count;
    }

    /// <summary>Answers about the own agreement against the day of the signature.</summary>
    public async Task<IReadOnlyList<Mismatch>> AgreementMismatchesAsync(Guid roundId)
    {
        var signed = await signatures.OfAsync(form.AdultTexts);
        return [.. (await AnswersAsync(roundId, SelfAuditForm.OwnAgreement)).Select(a => (a, On: signed.TryGetValue(a.PersonId, out var on) ? on : (DateOnly?)null)).Where(x => x.a.Yes != x.On is not null)
            .Select(x => new Mismatch(x.a.Name, x.a.Yes ? "knows the agreement" : "does not know the agreement", x.On is { } day ? $"signed on {Platform.Ui.DateText.Day(day)}" : "not signed"))];
    }

    /// <summary>Answers about passwords against the day of the last change. An old password is one of before this academic year.</summary>
    public async Task<IReadOnlyList<Mismatch>> PasswordMismatchesAsync(Guid roundId)
    {
        var year = new DateOnly(clock.Today().AcademicYear(), 9, 1).Start();
        var changed = await (from person in db.Set<Person>()
                             join account in db.Users on person.AccountId equals account.Id
                             where person.EndedOn == null && person.Kind != PersonKind.Pupil && account.EndedAt == null
                             select new { person.Id, account.PasswordChangedAt }).ToDictionaryAsync(p => p.Id, p => p.PasswordChangedAt);
        return [.. (await AnswersAsync(roundId, SelfAuditForm.Password)).Where(a => changed.ContainsKey(a.PersonId)).Select(a => (a, At: changed[a.PersonId])).Where(x => x.a.Yes != x.At >= year)
            .Select(x => new Mismatch(x.a.Name, x.a.Yes ? "changes passwords regularly" : "does not change passwords regularly", x.At is { } at ? $"last changed on {Platform.Ui.DateText.Day(at)}" : "never changed"))];
    }

    private async Task<List<(Guid PersonId, string Name, bool Yes)>> AnswersAsync(Guid roundId, int question) => [.. (await (
        from answer in db.Set<AuditAnswer>()
        join sheet in db.Set<AuditSheet>() on answer.AuditId equals sheet.Id
        join person in db.Set<Person>() on sheet.PersonId equals person.Id
        where sheet.RoundId == roundId && answer.Question == question && person.EndedOn == null
        orderby person.FamilyName, person.GivenName
        select new { person.Id, Name = person.GivenName + " " + person.FamilyName, answer.Yes }).ToListAsync()).Select(a => (a.Id, a.Name, a.Yes))];

    private async Task<List<TrainingNeed>> FindAsync(IReadOnlyCollection<Guid> needs, string field)
    {
        var found = await db.Set<TrainingNeed>().Where(n => needs.Contains(n.Id) && n.MetAt == null).ToListAsync();
        return found.Count > 0 ? found : throw new Refused("Choose at least one", field);
    }
}
