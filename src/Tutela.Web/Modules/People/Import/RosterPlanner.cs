using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.People.Import;

/// <summary>Compares a roster with what the school has. Pure: the same in, the same out, but for the ids of new rows. Linear in both.</summary>
public sealed partial class RosterPlanner
{
    private readonly Roster _roster;
    private readonly KnownRoster _known;
    private readonly DateOnly _today;
    private readonly Func<Guid> _newId;
    private readonly RosterPlan _plan;
    private readonly ILookup<RosterKind, string> _rejected;
    // The ids of what will be open once the plan is carried out.
    private readonly Dictionary<string, Guid> _sites = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<(PersonKind, string), Guid> _people = [];
    // Rows of these could not be read, so what hangs on them stays as it is.
    private readonly HashSet<Guid> _protected = [];
    // Files of a year that is over say by their dates that everybody has gone; they are then read as if they had none.
    private readonly bool _oldPeople;
    private readonly bool _oldEnrolments;

    private RosterPlanner(Roster roster, KnownRoster known, DateOnly today, Func<Guid> newId)
    {
        (_roster, _known, _today, _newId) = (roster, known, today, newId);
        _plan = new RosterPlan();
        _plan.Warnings.AddRange(roster.Warnings);
        _plan.Rejections.AddRange(roster.Rejections);
        _rejected = roster.Rejections.Where(r => r.ExternalId is not null).ToLookup(r => r.Kind, r => r.ExternalId!);
        var dated = roster.People.Where(p => p.Active && p.Kind != RosterPersonKind.Parent).ToList();
        _oldPeople = dated.Count > 0 && dated.TrueForAll(p => p.Until <= today);
        if (_oldPeople) _plan.Warnings.Add(new Warning(dated[0].File, null, "every role in the files ended before today; the people are read as if their roles had no end."));
        var enrolled = roster.Enrolments.Where(e => e.Active).ToList();
        _oldEnrolments = enrolled.Count > 0 && enrolled.TrueForAll(e => e.End <= today);
        if (_oldEnrolments) _plan.Warnings.Add(new Warning(enrolled[0].File, null, "every enrolment in the files ended before today; they are read as if they had no end."));
    }

    public static RosterPlan Plan(Roster roster, KnownRoster known, DateOnly today, Func<Guid> newId)
    {
        var planner = new RosterPlanner(roster, known, today, newId);
        planner.Sites();
        planner.Classes();
        planner.People();
        planner.Members();
        planner.Guardians();
        return planner._plan;
    }

    private void Sites()
    {
        foreach (var site in _roster.Schools)
        {
            var id = Decide(_plan.Sites, _known.Sites, site.ExternalId, site.Active,
                (id, _) => new SiteState(id, site.ExternalId, Cut(site.Name), site.Identifier));
            if (id is { } open) _sites[site.ExternalId] = open;
        }
        Rest(_plan.Sites, _known.Sites, RosterKind.School, s => s.Id, key => key, (key, id) => _sites[key] = id);
    }

    private void Classes()
    {
        var terms = _roster.Terms.ToDictionary(t => t.ExternalId, StringComparer.Ordinal);
        foreach (var one in _roster.Classes)
        {
            var year = one.TermExternalIds.Select(terms.GetValueOrDefault).OfType<RosterTerm>().Select(t => (int?)t.Start.AcademicYear()).Max();
            var id = Decide(_plan.Classes, _known.Classes, one.ExternalId, one.Active, (id, before) => new ClassState(id, one.ExternalId, Cut(one.Title), one.YearGroup,
                one.Kind == RosterClassKind.Homeroom ? ClassKind.Registration : ClassKind.Lesson,
                year ?? before?.AcademicYear ?? _today.AcademicYear(), _sites.TryGetValue(one.SchoolExternalId, out var site) ? site : null));
            if (id is { } open) _classes[one.ExternalId] = open;
        }
        Rest(_plan.Classes, _known.Classes, RosterKind.Class, c => c.Id, key => key, (key, id) => _classes[key] = id);
    }

    private void People()
    {
        foreach (var person in _roster.People)
        {
            var kind = KindOf(person);
            var here = person.Active && (_oldPeople || !(person.Until <= _today));
            var sites = person.SchoolExternalIds.Where(_sites.ContainsKey).Select(s => _sites[s]).ToHashSet();
            var id = Decide(_plan.People, _known.People, (kind, person.ExternalId), here, (id, before) => new PersonState(id, kind, person.ExternalId, person.GivenName, person.FamilyName,
                // A pupil's e-mail address serves no purpose here.
                kind == PersonKind.Pupil ? before?.Email : person.Email ?? before?.Email,
                kind == PersonKind.Pupil ? person.YearGroup ?? before?.YearGroup : null, person.BirthDate ?? before?.BirthDate));
            if (id is not { } open) continue;
            _people[(kind, person.ExternalId)] = open;
            _plan.RoleOfPerson[open] = RoleOf(person);
            if (sites.Count > 0 && !(_known.SitesOfPerson.TryGetValue(open, out var had) && had.SetEquals(sites))) MoveTo(open, sites);
        }
        Rest(_plan.People, _known.People, RosterKind.Person, p => p.Id, key => key.Item2, (key, id) => _people[key] = id,
            state => state.Kind == PersonKind.Parent && _roster.Partial.Contains(RosterKind.Relationship));
    }

    // Other sites are a change of the person, though nothing in their own row differs.
    private void MoveTo(Guid person, HashSet<Guid> sites)
    {
        _plan.SitesOfPerson[person] = sites;
        if (_plan.People.Unchanged is [.., var last] && last.Id == person)
        {
            _plan.People.Unchanged.RemoveAt(_plan.People.Unchanged.Count - 1);
            _plan.People.Updated.Add((last, last));
        }
    }

    // Created, changed, back, gone or as it was. Gives the id of what will be open.
    private Guid? Decide<TKey, T>(Changes<T> changes, IReadOnlyDictionary<TKey, (T State, bool Open)> known, TKey key, bool here, Func<Guid, T?, T> make) where T : class
    {
        if (!known.TryGetValue(key, out var had))
        {
            if (!here) return null;
            var made = _newId();
            changes.Created.Add(make(made, null));
            return made;
        }
        var id = IdOf(had.State);
        if (!here)
        {
            (had.Open ? changes.Removed : changes.Unchanged).Add(had.State);
            return null;
        }
        var after = make(id, had.State);
        if (!had.Open) changes.Reopened.Add(after);
        else if (after.Equals(had.State)) changes.Unchanged.Add(had.State);
        else changes.Updated.Add((had.State, after));
        return id;
    }

    // What the files do not name.
    private void Rest<TKey, T>(Changes<T> changes, IReadOnlyDictionary<TKey, (T State, bool Open)> known, RosterKind kind, Func<T, Guid> id, Func<TKey, string> external,
        Action<TKey, Guid> keep, Func<T, bool>? untold = null) where T : class
    {
        var seen = changes.Unchanged.Concat(changes.Reopened).Concat(changes.Removed).Concat(changes.Updated.Select(u => u.Before)).Select(id).ToHashSet();
        var rejected = _rejected[kind].ToHashSet(StringComparer.Ordinal);
        foreach (var (key, (state, open)) in known)
        {
            if (!open || seen.Contains(id(state))) continue;
            var unreadable = rejected.Contains(external(key));
            if (!unreadable && !_roster.Partial.Contains(kind) && untold?.Invoke(state) is not true)
            {
                changes.Removed.Add(state);
                continue;
            }
            if (unreadable) _protected.Add(id(state));
            else changes.Unchanged.Add(state);
            keep(key, id(state));
        }
    }

    private static Guid IdOf<T>(T state) => state switch
    {
        SiteState s => s.Id,
        ClassState c => c.Id,
        PersonState p => p.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static PersonKind KindOf(RosterPerson person) => person.Kind switch
    {
        RosterPersonKind.Pupil => PersonKind.Pupil,
        RosterPersonKind.Staff => PersonKind.Staff,
        _ => PersonKind.Parent,
    };

    private static Role RoleOf(RosterPerson person) => person.Kind switch
    {
        RosterPersonKind.Pupil => Role.Pupil,
        RosterPersonKind.Parent => Role.Parent,
        _ => person.IsTeacher ? Role.Teacher : Role.SupportStaff,
    };

    private static string Cut(string text) => text.Length <= SchoolClass.TitleMaxLength ? text : text[..SchoolClass.TitleMaxLength];
}
