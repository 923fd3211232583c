namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Cuts a roster down to one school: what a school of a trust may see of the trust's export.</summary>
internal static class RosterScope
{
    public static Roster Only(Roster all, string org, string source)
    {
        var school = all.Schools.FirstOrDefault(s => s.ExternalId == org)
            ?? all.Schools.Where(s => s.Identifier == org).Take(2).ToList() switch { [var one] => one, _ => null }
            ?? throw new RosterRefused(source, $"it has no school {org}. Its schools: {string.Join("; ", all.Schools.Take(20).Select(s => $"{s.ExternalId} ({s.Name})"))}.");
        var id = school.ExternalId;
        var schools = all.Schools.Select(s => s.ExternalId).ToHashSet(StringComparer.Ordinal);
        var elsewhere = all.Classes.Where(c => c.SchoolExternalId != id).Select(c => c.ExternalId).ToHashSet(StringComparer.Ordinal);
        var enrolments = all.Enrolments.Where(e => !elsewhere.Contains(e.ClassExternalId)).ToList();
        var here = all.People.Where(p => p.Kind != RosterPersonKind.Parent && p.SchoolExternalIds.Contains(id)).Select(p => p.ExternalId).ToHashSet(StringComparer.Ordinal);
        // A teacher whom the trust employs, or a pupil who visits, belongs here by the class.
        here.UnionWith(enrolments.Select(e => e.PersonExternalId));
        var pupils = all.People.Where(p => p.Kind == RosterPersonKind.Pupil && here.Contains(p.ExternalId)).Select(p => p.ExternalId).ToHashSet(StringComparer.Ordinal);
        var relationships = all.Relationships.Where(r => pupils.Contains(r.PupilExternalId)).ToList();
        here.UnionWith(relationships.Select(r => r.ParentExternalId));
        return all with
        {
            Schools = [school],
            Classes = [.. all.Classes.Where(c => c.SchoolExternalId == id)],
            People = [.. all.People.Where(p => here.Contains(p.ExternalId)).Select(p => p.SchoolExternalIds is [var only] && only == id ? p : p with { SchoolExternalIds = p.SchoolExternalIds.Contains(id) || p.Kind != RosterPersonKind.Parent ? [id] : [] })],
            Enrolments = enrolments,
            Relationships = relationships,
            Rejections = [.. all.Rejections.Where(r => r.SchoolExternalIds.Count == 0 || r.SchoolExternalIds.Contains(id) || !r.SchoolExternalIds.Any(schools.Contains))],
        };
    }
}
