using System.Security.Cryptography;
using System.Text;

namespace Tutela.Web.Modules.People.Rosters;

/// <summary>
/// A school's own file of parents and carers. It has no ids for them: the same address and name is the same person,
/// for any number of children; without an address a parent is one child's.
/// </summary>
internal static class ContactsReader
{
    private static readonly RosterTable Table = new(RosterKind.Relationship,
        "pupil id*,parent given name*,family name*,email,relationship,parental responsibility",
        "given name=parent given name,parent family name=family name,parent email=email,upn=pupil id,child id=pupil id");

    public static void Read(RosterReading reading, RosterFile file)
    {
        var people = reading.Draft.People;
        var byIdentifier = people.Values.Where(p => p.Kind == RosterPersonKind.Pupil && p.Identifier is not null).ToLookup(p => p.Identifier!, StringComparer.OrdinalIgnoreCase);
        var parents = people.Values.Where(p => p.Kind != RosterPersonKind.Pupil && p.Email is not null)
            .GroupBy(p => Key(p.Email, p.GivenName, p.FamilyName)).ToDictionary(g => g.Key, g => g.First().ExternalId);
        using var rows = reading.Open(file, Table);
        while (rows.Read())
        {
            if (!rows.Id("pupil id", out var pupilId)) continue;
            if (!rows.Needed("parent given name", PersonName.MaxLength, out var given) || !rows.Needed("family name", PersonName.MaxLength, out var family)) continue;
            if (Pupil(rows, people, byIdentifier, pupilId) is not { } pupil) continue;
            rows.Orgs = pupil.SchoolExternalIds;
            var email = rows.Email("email");
            var key = Key(email ?? pupil.ExternalId, given, family);
            if (!parents.TryGetValue(key, out var parent))
            {
                parent = "contact:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..24];
                parents.Add(key, parent);
                people.TryAdd(parent, new RosterPerson(parent, RosterPersonKind.Parent, given, family, email, null, [], null, null, true) { File = rows.File, Line = rows.Line });
            }
            var relationship = new RosterRelationship(pupil.ExternalId, parent, rows.Short("relationship") ?? "parent")
            {
                File = rows.File,
                Line = rows.Line,
                ParentalResponsibility = Responsibility(rows),
            };
            if (reading.Draft.AddRelationship(relationship) || reading.Draft.DetailRelationship(relationship)) continue;
            rows.Warn("the pupil and this parent are already linked; the row is left out.");
        }
    }

    private static RosterPerson? Pupil(RosterRows rows, Dictionary<string, RosterPerson> people, ILookup<string, RosterPerson> byIdentifier, string id)
    {
        if (people.TryGetValue(id, out var person) && person.Kind == RosterPersonKind.Pupil) return person;
        var known = byIdentifier[id].Take(2).ToList();
        if (known.Count == 1) return known[0];
        rows.Reject(known.Count == 0 ? $"pupil {id} is not in the set." : $"pupil id {id} is the number of more than one pupil.");
        return null;
    }

    private static bool? Responsibility(RosterRows rows)
    {
        switch (rows.Text("parental responsibility")?.ToLowerInvariant())
        {
            case null: return null;
            case "yes" or "y" or "true" or "1": return true;
            case "no" or "n" or "false" or "0": return false;
            default:
                rows.Warn("parental responsibility is neither yes nor no; it is left open.");
                return null;
        }
    }

    private static string Key(string? reachedBy, string given, string family) => $"{reachedBy}\n{given}\n{family}".ToLowerInvariant();
}
