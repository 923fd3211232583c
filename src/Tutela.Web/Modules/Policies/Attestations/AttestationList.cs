using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Attestations;

/// <summary>Where each person and each audience stands with one version. It does not ask who may see it. A fixed number of queries. Scoped.</summary>
public sealed class AttestationList(TutelaDb db, AttestationDesk desk, AudienceRegister audiences, TimeProvider clock)
{
    /// <param name="Tries">Tries at the questions so far.</param>
    /// <param name="Wrong">How many were not right in the last try, where it is not passed yet.</param>
    public sealed record Row(Guid PersonId, string Name, IReadOnlyList<Audience> Audiences, DateTimeOffset? At, int? Older, int Tries, int? Wrong, DateOnly? AskedOn, bool IsLate)
    {
        public string Group => string.Join(", ", Audiences.Select(a => a.Name()));
        public string Questions => At is not null ? Tries == 0 ? "None asked" : Tries == 1 ? "Right at the first try" : $"Right at try {Tries}"
            : Wrong is { } wrong ? $"{(Tries == 1 ? "1 try" : $"{Tries} tries")}, {wrong} not right yet" : "Not tried";
    }

    public sealed record Figure(Audience Audience, int Done, int Asked)
    {
        public int Outstanding => Asked - Done;
    }

    public bool HasQuestions => desk.Settings.Questions.Count > 0;

    /// <summary>Per audience that the policy asks. Somebody of two audiences counts in each.</summary>
    public async Task<IReadOnlyList<Figure>> FiguresAsync(int version)
    {
        var asked = desk.Settings.Audiences;
        // Children and parents by the hundred are counted in the database; the others are few.
        var many = asked.Where(a => a is Audience.Pupils or Audience.Parents).ToList();
        var rows = await RowsAsync(version, [.. asked.Except(many)]);
        var figures = asked.Except(many).Select(a => new Figure(a, rows.Count(r => r.At is not null && r.Audiences.Contains(a)), rows.Count(r => r.Audiences.Contains(a)))).ToList();
        foreach (var audience in many)
        {
            var people = audiences.In(new[] { audience });
            figures.Add(new(audience, await people.CountAsync(p => db.Set<Attestation>().Any(a => a.PersonId == p.Id && a.Version == version)), await people.CountAsync()));
        }
        return [.. figures.OrderBy(f => asked.ToList().IndexOf(f.Audience))];
    }

    /// <summary>People of these audiences, those without an attestation first.</summary>
    public async Task<IReadOnlyList<Row>> RowsAsync(int version, IReadOnlyCollection<Audience> of)
    {
        var (people, today, settings) = (audiences.In(of), clock.Today(), desk.Settings);
        var found = await people.Select(p => new { p.Id, p.GivenName, p.FamilyName }).ToListAsync();
        var belongs = await audiences.OfAsync(people);
        var all = await db.Set<Attestation>().AsNoTracking().Where(a => people.Any(p => p.Id == a.PersonId)).ToListAsync();
        var (done, older) = (all.Where(a => a.Version == version).ToDictionary(a => a.PersonId), all.Where(a => a.Version < version).ToLookup(a => a.PersonId, a => a.Version));
        var tries = (await db.Set<AttestationAttempt>().AsNoTracking().Where(a => a.Version == version && people.Any(p => p.Id == a.PersonId))
            .Select(a => new { a.PersonId, a.At, Wrong = a.Wrong.Length }).ToListAsync()).ToLookup(a => a.PersonId);
        var asks = await db.Set<AttestationAsk>().AsNoTracking().Where(a => a.Version == version && people.Any(p => p.Id == a.PersonId)).ToDictionaryAsync(a => a.PersonId);
        return [.. found.Select(p =>
        {
            var (mine, ask) = (done.GetValueOrDefault(p.Id), asks.GetValueOrDefault(p.Id));
            return new Row(p.Id, $"{p.GivenName} {p.FamilyName}", [.. settings.Audiences.Where(belongs[p.Id].Contains)], mine?.At, older[p.Id].Select(v => (int?)v).Max(),
                mine?.Attempts ?? tries[p.Id].Count(), tries[p.Id].MaxBy(t => t.At)?.Wrong, ask?.AskedOn, mine is null && ask?.HeadToldFrom(settings) <= today);
        }).OrderBy(r => r.At is not null).ThenBy(r => found.FindIndex(f => f.Id == r.PersonId) is var i ? found[i].FamilyName : "", StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }
}
