using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Import;

/// <summary>Who is in which class, and who is whose parent: compared once it is known who is there.</summary>
public sealed partial class RosterPlanner
{
    private void Members()
    {
        var matched = new HashSet<Guid>(_roster.Enrolments.Count);
        foreach (var e in _roster.Enrolments)
        {
            var role = e.Role switch { RosterRole.Pupil => ClassRole.Pupil, RosterRole.Teacher => ClassRole.Teacher, _ => ClassRole.Assistant };
            var kind = role == ClassRole.Pupil ? PersonKind.Pupil : PersonKind.Staff;
            var end = _oldEnrolments ? null : e.End;
            if (!e.Active || end <= _today) continue;
            if (!Refer(_classes, e.ClassExternalId, _known.Classes.ContainsKey(e.ClassExternalId), e, RosterKind.Enrolment, "class", e.ClassExternalId, out var inClass)) continue;
            if (!Refer(_people, (kind, e.PersonExternalId), _known.People.ContainsKey((kind, e.PersonExternalId)), e, RosterKind.Enrolment, "person", e.PersonExternalId, out var person)) continue;
            if (!_known.Members.TryGetValue((inClass, person, role), out var known))
            {
                _plan.Members.Created.Add(new MemberState(_newId(), inClass, person, role, e.Start ?? _today, end));
                continue;
            }
            matched.Add(known.State.Id);
            var after = known.Imported ? known.State with { From = e.Start ?? known.State.From, Until = end } : known.State;
            if (after == known.State) _plan.Members.Unchanged.Add(known.State);
            else _plan.Members.Updated.Add((known.State, after));
        }
        var open = _people.Values.Concat(_classes.Values).ToHashSet();
        var full = !_roster.Partial.Contains(RosterKind.Enrolment);
        foreach (var (key, (state, imported)) in _known.Members)
        {
            if (matched.Contains(state.Id) || !imported) continue;
            var ended = !open.Contains(key.Class) || !open.Contains(key.Person);
            if (ended || (full && !_protected.Contains(key.Class) && !_protected.Contains(key.Person))) _plan.Members.Removed.Add(state);
            else _plan.Members.Unchanged.Add(state);
        }
    }

    private void Guardians()
    {
        var matched = new HashSet<Guid>();
        foreach (var link in _roster.Relationships)
        {
            var adultKind = _people.ContainsKey((PersonKind.Parent, link.ParentExternalId)) || _known.People.ContainsKey((PersonKind.Parent, link.ParentExternalId)) ? PersonKind.Parent : PersonKind.Staff;
            if (!Refer(_people, (PersonKind.Pupil, link.PupilExternalId), _known.People.ContainsKey((PersonKind.Pupil, link.PupilExternalId)), link, RosterKind.Relationship, "pupil", link.PupilExternalId, out var pupil)) continue;
            if (!Refer(_people, (adultKind, link.ParentExternalId), _known.People.ContainsKey((adultKind, link.ParentExternalId)), link, RosterKind.Relationship, "parent", link.ParentExternalId, out var parent)) continue;
            if (adultKind == PersonKind.Staff) _plan.AlsoParents.Add(parent);
            var stated = link.ParentalResponsibility switch { true => ParentalResponsibility.Yes, false => ParentalResponsibility.No, null => ParentalResponsibility.Unknown };
            if (!_known.Guardians.TryGetValue((pupil, parent), out var known))
            {
                _plan.Guardians.Created.Add(new GuardianState(_newId(), pupil, parent, Cut(link.Relationship), stated));
                continue;
            }
            matched.Add(known.State.Id);
            var after = !known.Imported ? known.State : known.State with
            {
                Relationship = Cut(link.Relationship),
                // Files that do not say leave what somebody at the school has found out.
                ParentalResponsibility = stated == ParentalResponsibility.Unknown ? known.State.ParentalResponsibility : stated,
            };
            if (after == known.State) _plan.Guardians.Unchanged.Add(known.State);
            else _plan.Guardians.Updated.Add((known.State, after));
        }
        var full = !_roster.Partial.Contains(RosterKind.Relationship);
        foreach (var (key, (state, imported)) in _known.Guardians)
        {
            if (matched.Contains(state.Id) || !imported) continue;
            if (full && !_protected.Contains(key.Pupil) && !_protected.Contains(key.Parent)) _plan.Guardians.Removed.Add(state);
            else _plan.Guardians.Unchanged.Add(state);
        }
    }

    // A part of a set may name what only the school has. What is known and ended is passed over; what nobody knows is rejected.
    private bool Refer<TKey>(Dictionary<TKey, Guid> open, TKey key, bool known, RosterRow row, RosterKind kind, string what, string externalId, out Guid id) where TKey : notnull
    {
        if (open.TryGetValue(key, out id)) return true;
        var inFiles = !_roster.Partial.Contains(what == "class" ? RosterKind.Class : RosterKind.Person);
        if (!known && !inFiles) _plan.Rejections.Add(new Rejection(row.File, row.Line, $"{what} {externalId} is neither in the set nor known to the school.") { Kind = kind });
        return false;
    }
}
