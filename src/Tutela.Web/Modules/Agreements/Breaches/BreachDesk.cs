using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>A term as it can be cited: of which document, its number, its words, its clauses, and one of the ways to break it.</summary>
public sealed record CitedTerm(string Document, string Title, AgreementItem Item, string? Ground)
{
    /// <summary>The number of the term; of a part, that of the term that it stands below.</summary>
    public int? Number { get; init; } = Item.Number;
    public string? Part { get; init; }
    public string Key => $"{Document}:{Number}{Part}:{Ground}";
    public string Label => $"{Number}{(Part is null ? "" : $" ({Part})")}. {(Ground is null ? "" : $"{Ground}: ")}{Item.Plain}";
    public bool NamesSchoolDevice => BreachGrounds.NamesSchoolDevice(Item.Clauses);
}

/// <summary>What was said when a breach was recorded.</summary>
public sealed record NewBreach(CitedTerm Term, string? Account, DateOnly? HappenedOn, BreachPlace? Place, BreachDevice? Device, string? DeviceLabel, bool RaiseConcern, Guid? DeviceId = null);

/// <summary>Records breaches and what follows, and tells those who act. Scoped.</summary>
public sealed class BreachDesk(TutelaDb db, PackInForce pack, AgreementReading reading, Contract.AgreementStandings standings, PeopleDirectory people, ConcernDesk concerns, AuditTrail audit, Notifier notifier, CurrentUser user, TimeProvider clock)
{
    public static readonly Process Recorded = new("agreement.breach", "A breach of a term of an agreement was recorded");
    public static readonly Process Followed = new("agreement.breach-followed", "Something was done or decided about a breach");

    /// <summary>Every term that binds this person, with its number, ready to be cited.</summary>
    public async Task<IReadOnlyList<CitedTerm>> TermsForAsync(Person person)
    {
        var of = await standings.AudiencesOfAsync(person.Id);
        var terms = new List<CitedTerm>();
        foreach (var document in pack.Settings.Agreements.Documents.Where(d => d.Audiences.Any(of.Contains)))
            if (await reading.WordsAsync(document.Id) is { } words)
                terms.AddRange(words.Citable.SelectMany(cited => BreachGrounds.Of(cited.Item.Clauses).Select(g => (string?)g).DefaultIfEmpty(null)
                    .Select(ground => new CitedTerm(document.Id, words.Title, cited.Item, ground) { Number = cited.Number, Part = cited.Part })));
        return terms;
    }

    public async Task<AgreementBreach> RecordAsync(Person about, NewBreach said)
    {
        audit.Begin(Recorded);
        var now = clock.GetUtcNow();
        if (about.Id == user.PersonId) throw new Refused("You can't record a breach of your own. Tell your headteacher.");
        if (string.IsNullOrWhiteSpace(said.Account)) throw new Refused("Write what happened", "Input.Account");
        if (said.Account.Length > AgreementBreach.AccountMaxLength) throw new Refused($"Use at most {AgreementBreach.AccountMaxLength} characters", "Input.Account");
        if (said.HappenedOn is not { } day) throw new Refused("Enter the day on which it happened", "Input.HappenedOn");
        if (day > now.LondonDay()) throw new Refused("The day can't be in the future", "Input.HappenedOn");
        if (said.Place is not { } place) throw new Refused("Choose where it happened", "Input.Place");
        if (place == BreachPlace.AdultArea && BreachGrounds.LiftedInAdultAreas(said.Term.Item.Clauses, pack.Settings) is { } lifted)
            throw new Refused($"That is no breach: the policy puts the communications table before this term, and in places for adults it allows {lifted}", "Input.Place");
        if (said.Term.NamesSchoolDevice && said.DeviceId is null)
            throw new Refused("This term is about the school's devices: choose the device, or enter its asset number", "Input.Asset");
        var (track, clauses) = (about.Kind == PersonKind.Pupil ? BreachTrack.Pupil : BreachTrack.Adult, said.Term.Item.Clauses);
        var breach = new AgreementBreach
        {
            Id = Guid.CreateVersion7(now),
            Track = track,
            PersonId = about.Id,
            Document = said.Term.Document,
            Version = pack.VersionOf(said.Term.Document),
            Term = said.Term.Number,
            Part = said.Term.Part,
            Clause = clauses.Count > 0 ? clauses[0] : null,
            TermText = said.Term.Item.Plain,
            Ground = said.Term.Ground,
            Account = said.Account.Trim(),
            HappenedOn = day,
            Place = place,
            Device = said.Device,
            DeviceLabel = said.DeviceLabel,
            DeviceId = said.DeviceId,
            Restricted = track == BreachTrack.Adult && BreachGrounds.IsRestricted(clauses),
            RecordedById = user.PersonId,
            At = now,
        };
        var urgent = BreachGrounds.IsUrgent(clauses);
        if (track == BreachTrack.Pupil && (said.RaiseConcern || urgent))
        {
            var (risk, subtype) = BreachGrounds.ConcernKind(clauses);
            breach.ConcernPath = await concerns.RaiseFromBreachAsync(breach.Id, $"{breach.TermName} of “{said.Term.Title}”: {breach.TermText}", breach.Account, risk, subtype, day, urgent, about.Id);
        }
        db.Add(breach);
        audit.Record(Recorded, nameof(AgreementBreach), breach.Id, after: new { breach.Track, breach.Document, breach.Version, breach.Term, breach.Ground }, aboutPersonId: about.Id);
        await notifier.TellAsync(await ToldAsync(breach), "A breach of an agreement was recorded", $"agreements/breaches/{breach.Id}");
        return breach;
    }

    public async Task AddNoteAsync(Guid breachId, BreachNoteKind? kind, string? text)
    {
        audit.Begin(Followed);
        await db.LockAsync<AgreementBreach>(breachId);
        var breach = await db.Set<AgreementBreach>().SingleAsync(b => b.Id == breachId);
        await db.Entry(breach).ReloadAsync();
        var note = breach.Add(kind, text, user.PersonId, clock.GetUtcNow());
        db.Add(note);
        audit.Record(Followed, nameof(AgreementBreach), breachId, after: new { note.Kind }, aboutPersonId: breach.PersonId);
    }

    public sealed record InClass(string Name, string Term, DateOnly HappenedOn);

    /// <summary>What a class teacher needs to see that pupils keep the terms: who, which term, when; not what happened. One query.</summary>
    public async Task<IReadOnlyList<InClass>> OpenInClassAsync(Guid classId)
    {
        var rows = await (from breach in db.Set<AgreementBreach>().AsNoTracking()
                          join person in db.Set<Person>() on breach.PersonId equals person.Id
                          where breach.Track == BreachTrack.Pupil && breach.Status == BreachStatus.Open
                              && people.Members.Any(m => m.ClassId == classId && m.Role == ClassRole.Pupil && m.PersonId == breach.PersonId)
                          orderby breach.HappenedOn descending
                          select new { Name = person.GivenName + " " + person.FamilyName, breach.Term, breach.TermText, breach.HappenedOn }).ToListAsync();
        return [.. rows.Select(r => new InClass(r.Name, r.Term is { } n ? $"{n}. {r.TermText}" : r.TermText, r.HappenedOn))];
    }

    private async Task<List<Guid>> ToldAsync(AgreementBreach breach)
    {
        var holders = await (from holding in db.Set<RoleHolding>()
                             join person in db.Set<Person>() on holding.PersonId equals person.Id
                             where holding.Until == null && person.EndedOn == null && Told.Contains(holding.Role)
                             select new { holding.PersonId, holding.Role }).ToListAsync();
        var aboutHead = holders.Any(h => h.Role == Role.Headteacher && h.PersonId == breach.PersonId);
        Role[] roles = breach.Track == BreachTrack.Pupil ? Roles.Safeguarding : [aboutHead ? Role.ChairOfGovernors : Role.Headteacher];
        return [.. holders.Where(h => roles.Contains(h.Role) && h.PersonId != breach.PersonId).Select(h => h.PersonId).Distinct()];
    }

    private static readonly Role[] Told = [.. Roles.Safeguarding, Role.Headteacher, Role.ChairOfGovernors];
}
