using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies;

/// <summary>Takes attestations and says who is asked for one. Scoped.</summary>
public sealed class AttestationDesk(TutelaDb db, PackInForce pack, AudienceRegister audiences, SchoolScope scope, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    public static readonly Process Attested = new("policy.attested", "Somebody attested that they have read and understood the policy");
    public static readonly Process Tried = new("policy.questions-tried", "Somebody answered the questions on the policy, and not all were right");
    public static readonly Process Reminded = new("policy.reminded", "People were reminded to read the policy");

    public AttestationSettings Settings => pack.Settings.Attestation;

    /// <summary>Those who are reminded and, when they are late, brought to the headteacher.</summary>
    public IReadOnlyList<Audience> Chased => [.. Settings.Audiences.Where(a => a is not (Audience.Pupils or Audience.Parents))];

    public Task<Attestation?> OfAsync(Guid personId) => db.Set<Attestation>().SingleOrDefaultAsync(a => a.PersonId == personId && a.Version == pack.Version);

    public Task<AttestationAttempt?> LastAttemptAsync(Guid personId) =>
        db.Set<AttestationAttempt>().AsNoTracking().Where(a => a.PersonId == personId && a.Version == pack.Version).OrderByDescending(a => a.At).FirstOrDefaultAsync();

    /// <summary>Whether the policy asks this person. Roles answer for most without a query.</summary>
    public async Task<bool> AsksAsync(CurrentUser user)
    {
        var asked = Settings.Audiences;
        if ((user.Is(Roles.Staff) && asked.Contains(Audience.Staff)) || (user.Is(Roles.Governors) && asked.Contains(Audience.Governors))
            || (user.Is(Role.Pupil) && asked.Contains(Audience.Pupils)) || (user.Is(Role.Parent) && asked.Contains(Audience.Parents))) return true;
        return (await audiences.OfAsync(user.PersonId)).Overlaps(asked);
    }

    /// <summary>The questions that this person answers. Children are asked only what is written for them.</summary>
    public async Task<IReadOnlyList<AttestationQuestion>> QuestionsAsync(Guid personId)
    {
        if (Settings.Questions.Count == 0) return [];
        var of = await audiences.OfAsync(personId);
        return [.. Settings.Questions.Where(q => q.Audiences.Count == 0 ? !of.Contains(Audience.Pupils) : q.Audiences.Any(of.Contains))];
    }

    /// <summary>False when an answer was wrong: the try is kept, and the person reads why and tries again.</summary>
    public async Task<bool> AttestAsync(Guid personId, bool hasUnderstood, IReadOnlyDictionary<string, string>? answers = null)
    {
        audit.Begin(Attested);
        if (await OfAsync(personId) is not null) throw new Refused("You have attested to this version already.");
        if (!hasUnderstood) throw new Refused("Read the policy, then tick the box to say that you have understood it", "Input.HasUnderstood");
        var (questions, given, now) = (await QuestionsAsync(personId), answers ?? new Dictionary<string, string>(), clock.GetUtcNow());
        if (questions.FirstOrDefault(q => !given.TryGetValue(q.Id, out var option) || q.Options.All(o => o.Id != option)) is { } open)
            throw new Refused("Choose an answer", $"Answers.{open.Id}");
        var tries = questions.Count == 0 ? 0 : 1 + await db.Set<AttestationAttempt>().CountAsync(a => a.PersonId == personId && a.Version == pack.Version);
        if (questions.Count > 0)
        {
            var attempt = AttestationAttempt.Of(Guid.CreateVersion7(now), personId, pack.Version, questions, given, now);
            db.Add(attempt);
            if (attempt.Wrong.Length > 0)
            {
                audit.Record(Tried, nameof(Person), personId, after: new { pack.Version, tries, wrong = attempt.Wrong.Length }, aboutPersonId: personId);
                return false;
            }
        }
        db.Add(new Attestation { Id = Guid.CreateVersion7(now), PersonId = personId, Version = pack.Version, At = now, Attempts = tries });
        audit.Record(Attested, nameof(Person), personId, after: new { pack.Version, tries }, aboutPersonId: personId);
        return true;
    }

    public Task<int> AudienceCountAsync() => audiences.In(Settings.Audiences).CountAsync();

    /// <summary>Those of these audiences without an attestation of the version in force.</summary>
    public IQueryable<Person> Outstanding(IEnumerable<Audience> of) =>
        audiences.In(of).Where(p => !db.Set<Attestation>().Any(a => a.PersonId == p.Id && a.Version == pack.Version));

    /// <summary>Reminds every adult who is outstanding; who is late hears it too, whatever was said before.</summary>
    public async Task<int> RemindAsync()
    {
        scope.CheckLive();
        var outstanding = await Outstanding(Chased).Select(p => p.Id).ToListAsync();
        await notifier.TellAsync(outstanding, "Please read the online safety policy and say that you have understood it", "policy/attest");
        audit.Record(Reminded, "Policy", Guid.CreateVersion7(clock.GetUtcNow()), after: new { pack.Version, people = outstanding.Count });
        return outstanding.Count;
    }
}
