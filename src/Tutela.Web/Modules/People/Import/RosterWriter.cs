using Npgsql;
using NpgsqlTypes;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Import;

/// <summary>Carries a plan out in the transaction that is open: a fixed number of statements, whatever the size.</summary>
internal sealed class RosterWriter(BulkRows rows, RosterPlan plan, DateTimeOffset now, DateOnly today, Func<Guid> newId)
{
    private const string Ours = "school_id = current_setting('tutela.school_id')::uuid";
    private const NpgsqlDbType Id = NpgsqlDbType.Uuid, Text = NpgsqlDbType.Text, Int = NpgsqlDbType.Integer, Date = NpgsqlDbType.Date;

    private static readonly (string, NpgsqlDbType)[] SiteColumns = [("id", Id), ("external_id", Text), ("name", Text), ("identifier", Text)];
    private static readonly (string, NpgsqlDbType)[] ClassColumns = [("id", Id), ("external_id", Text), ("title", Text), ("year_group", Int), ("kind", Text), ("academic_year", Int), ("site_id", Id)];
    private static readonly (string, NpgsqlDbType)[] PersonColumns = [("id", Id), ("kind", Text), ("external_id", Text), ("given_name", Text), ("family_name", Text), ("email", Text), ("year_group", Int), ("birth_date", Date)];
    private static readonly (string, NpgsqlDbType)[] MemberColumns = [("id", Id), ("class_id", Id), ("person_id", Id), ("role", Text), ("start", Date), ("until", Date)];
    private static readonly (string, NpgsqlDbType)[] GuardianColumns = [("id", Id), ("pupil_id", Id), ("parent_id", Id), ("relationship", Text), ("parental_responsibility", Text)];
    private static readonly (string, NpgsqlDbType)[] IdColumn = [("id", Id)];

    public async Task SitesAsync()
    {
        static object?[] Cells(SiteState s) => [s.Id, s.ExternalId, s.Name, s.Identifier];
        await rows.RunAsync(Insert("sites", "id, external_id, name, identifier"), SiteColumns, plan.Sites.Created, Cells);
        await rows.RunAsync($"update school.sites t set name = i.name, identifier = i.identifier, ended_on = null from incoming i where t.{Ours} and t.id = i.id",
            SiteColumns, Changed(plan.Sites), Cells);
        await EndAsync("sites", "ended_on", plan.Sites.Removed.ConvertAll(s => s.Id));
    }

    public async Task ClassesAsync()
    {
        static object?[] Cells(ClassState c) => [c.Id, c.ExternalId, c.Title, c.YearGroup, c.Kind.ToString(), c.AcademicYear, c.SiteId];
        await rows.RunAsync(Insert("classes", "id, external_id, title, year_group, kind, academic_year, site_id"), ClassColumns, plan.Classes.Created, Cells);
        await rows.RunAsync($"""
            update school.classes t set title = i.title, year_group = i.year_group, kind = i.kind, academic_year = i.academic_year, site_id = i.site_id, ended_on = null
            from incoming i where t.{Ours} and t.id = i.id
            """, ClassColumns, Changed(plan.Classes), Cells);
        await EndAsync("classes", "ended_on", plan.Classes.Removed.ConvertAll(c => c.Id));
        await rows.RunAsync($"update school.class_members t set until = greatest('{today:yyyy-MM-dd}', t.\"from\") from incoming i where t.{Ours} and t.class_id = i.id and (t.until is null or t.until > '{today:yyyy-MM-dd}')",
            IdColumn, plan.Classes.Removed, c => [c.Id]);
    }

    public async Task PeopleAsync()
    {
        static object?[] Cells(PersonState p) => [p.Id, p.Kind.ToString(), p.ExternalId, p.GivenName, p.FamilyName, p.Email, p.YearGroup, p.BirthDate];
        await rows.RunAsync($"""
            insert into school.people (school_id, id, kind, external_id, given_name, family_name, email, year_group, birth_date, joined_on)
            select current_setting('tutela.school_id')::uuid, id, kind, external_id, given_name, family_name, email, year_group, birth_date, '{today:yyyy-MM-dd}' from incoming
            """, PersonColumns, plan.People.Created, Cells);
        await rows.RunAsync($"""
            update school.people t set given_name = i.given_name, family_name = i.family_name, email = i.email, year_group = i.year_group, birth_date = i.birth_date, ended_on = null
            from incoming i where t.{Ours} and t.id = i.id
            """, PersonColumns, Changed(plan.People), Cells);
        await rows.RunAsync("delete from school.site_people t using incoming i where t." + Ours + " and t.person_id = i.id", IdColumn, plan.SitesOfPerson.Keys, id => [id]);
        await rows.RunAsync(Insert("site_people", "id, person_id, site_id"), [("id", Id), ("person_id", Id), ("site_id", Id)],
            plan.SitesOfPerson.SelectMany(p => p.Value.Select(site => (Person: p.Key, Site: site))).ToList(), p => [newId(), p.Person, p.Site]);
        var arriving = plan.People.Created.Concat(plan.People.Reopened).Select(p => (p.Id, Role: plan.RoleOfPerson[p.Id]));
        var parents = plan.Guardians.Created.Where(g => plan.AlsoParents.Contains(g.ParentId)).Select(g => g.ParentId).Distinct().Select(id => (Id: id, Role: Role.Parent));
        await rows.RunAsync($"""
            insert into school.role_holdings (school_id, id, person_id, role, "from")
            select current_setting('tutela.school_id')::uuid, id, person_id, role, '{now:O}' from incoming on conflict do nothing
            """, [("id", Id), ("person_id", Id), ("role", Text)], arriving.Concat(parents).ToList(), r => [newId(), r.Id, r.Role.ToString()]);
    }

    public async Task MembersAsync()
    {
        static object?[] Cells(MemberState m) => [m.Id, m.ClassId, m.PersonId, m.Role.ToString(), m.From, m.Until];
        await rows.RunAsync("""
            insert into school.class_members (school_id, id, class_id, person_id, role, "from", until, imported)
            select current_setting('tutela.school_id')::uuid, id, class_id, person_id, role, start, until, true from incoming
            """, MemberColumns, plan.Members.Created, Cells);
        await rows.RunAsync($"update school.class_members t set \"from\" = i.start, until = i.until from incoming i where t.{Ours} and t.id = i.id",
            MemberColumns, plan.Members.Updated.ConvertAll(u => u.After), Cells);
        await EndAsync("class_members", "until", plan.Members.Removed.ConvertAll(m => m.Id));
    }

    public async Task GuardiansAsync()
    {
        static object?[] Cells(GuardianState g) => [g.Id, g.PupilId, g.ParentId, g.Relationship, g.ParentalResponsibility.ToString()];
        await rows.RunAsync("""
            insert into school.guardianships (school_id, id, pupil_id, parent_id, relationship, parental_responsibility, imported)
            select current_setting('tutela.school_id')::uuid, id, pupil_id, parent_id, relationship, parental_responsibility, true from incoming
            """, GuardianColumns, plan.Guardians.Created, Cells);
        await rows.RunAsync($"update school.guardianships t set relationship = i.relationship, parental_responsibility = i.parental_responsibility from incoming i where t.{Ours} and t.id = i.id",
            GuardianColumns, plan.Guardians.Updated.ConvertAll(u => u.After), Cells);
        await EndAsync("guardianships", "ended_on", plan.Guardians.Removed.ConvertAll(g => g.Id));
    }

    private static List<T> Changed<T>(Changes<T> changes) => [.. changes.Updated.Select(u => u.After), .. changes.Reopened];

    private static string Insert(string table, string columns) =>
        $"insert into school.{table} (school_id, {columns}) select current_setting('tutela.school_id')::uuid, {columns} from incoming";

    private Task<int> EndAsync(string table, string column, List<Guid> ids) =>
        rows.RunAsync($"update school.{table} t set {column} = '{today:yyyy-MM-dd}' from incoming i where t.{Ours} and t.id = i.id", IdColumn, ids, id => [id]);
}
